/**
 * The machine's clocks; the only place that reads time or randomness.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.adapter.clock;
