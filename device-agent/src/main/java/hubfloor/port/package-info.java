/**
 * What the core needs from the outside, as interfaces; each has a real adapter and a simulated twin.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.port;
