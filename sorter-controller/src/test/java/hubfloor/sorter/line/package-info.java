/** The running line on a clock that only moves when a test says so. */
@org.jspecify.annotations.NullMarked
package hubfloor.sorter.line;
