/**
 * The conformance kit: plays one side of the contract against any other side and says, rule by rule, what it saw.
 * It knows the contract's files and the ports, nothing of how this program's own devices and ledger are made.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.conform;
