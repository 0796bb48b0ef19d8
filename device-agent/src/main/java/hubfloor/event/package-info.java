/**
 * What happened on the floor, in the words central systems receive.
 * Pure: no I/O, no clock, no threads.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.event;
