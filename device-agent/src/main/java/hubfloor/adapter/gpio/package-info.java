/**
 * Lamps and buzzers through Pi4J.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.adapter.gpio;
