/**
 * A put-to-light wall: which slot is lit for the parcel in hand, and what a button, a label or time makes of it.
 * Pure: no I/O, no clock, no threads.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.wall;
