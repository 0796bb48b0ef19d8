/**
 * The floor around a station under test, in real processes and on real cables: the station itself, the hand that scans,
 * the screen staff look at, central, and what went over the wire. Stories in {@code hubfloor.stories} are told with it.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.floor;
