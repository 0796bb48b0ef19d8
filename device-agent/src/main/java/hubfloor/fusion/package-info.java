/**
 * Joins what several readers saw to one parcel, and says so when it does not fit.
 * Pure: time comes in as an argument.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.fusion;
