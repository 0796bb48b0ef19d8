/**
 * What central and customs told the floor about a parcel: where it shall go, whether it may leave, how much time it has.
 * Pure; the newest word counts by its issuer's own count, never by arrival.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.advice;
