/**
 * Identifiers on parcels: which standard a scanned text follows, and whether it follows it truly.
 * Pure: no I/O, no clock, no threads.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.parcel;
