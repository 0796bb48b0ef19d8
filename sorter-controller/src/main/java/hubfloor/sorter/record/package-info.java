/**
 * A line's inputs as bytes, and back, so that an hour on the floor can be run again to the same effects.
 * Pure: no I/O, no clock, no threads.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.sorter.record;
