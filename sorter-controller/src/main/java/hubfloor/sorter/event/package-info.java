/**
 * What happened on a line, as typed events with reasons.
 * Pure: no I/O, no clock, no threads.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.sorter.event;
