/**
 * Builds a scan station out of its parts; the only place in this module that says new for adapters.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.agent.main;
