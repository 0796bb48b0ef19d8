/**
 * The sorter line application, put together.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.sorter.main;
