/**
 * Central's side of the way down, as a reference: a feed that counts what it tells a hub of its parcels and tells it
 * again to whoever missed some.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.central;
