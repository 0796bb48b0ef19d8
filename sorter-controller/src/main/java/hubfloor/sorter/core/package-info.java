/**
 * The heart of a sorter line: one step takes one input and gives effects; the same inputs give the same effects.
 * Pure: no I/O, no clock, no threads.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.sorter.core;
