/**
 * The running line around the pure core: its one thread, its bounded inputs, its leased outputs, its journal.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.sorter.line;
