/**
 * What a device is, as immutable values that have already passed every check.
 * Pure: no I/O, no clock, no threads.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.config.model;
