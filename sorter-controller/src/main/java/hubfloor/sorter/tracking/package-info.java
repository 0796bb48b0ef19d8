/**
 * Where parcels are on the belt and how sure the line is of it.
 * Pure: no I/O, no clock, no threads.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.sorter.tracking;
