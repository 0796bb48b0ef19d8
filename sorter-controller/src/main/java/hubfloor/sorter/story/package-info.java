/**
 * What happened on a line as events that are stored and published, and as sentences for people.
 * Pure: no I/O, no clock, no threads.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.sorter.story;
