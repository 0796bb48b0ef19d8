/**
 * Simulated twins of the real adapters, held to the same contract tests.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.adapter.loopback;
