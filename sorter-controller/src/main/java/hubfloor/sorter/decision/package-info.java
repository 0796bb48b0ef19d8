/**
 * Where a parcel shall go: customs, host, plan, and why.
 * Pure: no I/O, no clock, no threads.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.sorter.decision;
