/** The sorter line under its faults, over many seeds, judged by where the parcels truly went. */
@org.jspecify.annotations.NullMarked
package hubfloor.line;
