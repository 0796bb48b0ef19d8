/**
 * The reference consumer: stores every event once, finds gaps, issues receipts.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.ledger;
