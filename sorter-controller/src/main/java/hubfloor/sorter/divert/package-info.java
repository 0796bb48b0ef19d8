/**
 * When a gate moves, for whom, and when it must not.
 * Pure: no I/O, no clock, no threads.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.sorter.divert;
