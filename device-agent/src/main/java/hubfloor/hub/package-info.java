/**
 * The way down: what a hub tells its devices. Parcel news into a local table, sort plans, and orders that are acted on
 * once.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.hub;
