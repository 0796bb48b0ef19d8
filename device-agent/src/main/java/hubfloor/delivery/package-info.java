/**
 * Decides what to send, what to send again and what may be forgotten.
 * Pure: time comes in as an argument, effects go out as values.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.delivery;
