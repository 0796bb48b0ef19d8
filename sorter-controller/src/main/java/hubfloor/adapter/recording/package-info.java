/** A line's recording as files on disk, the oldest overwritten. */
@org.jspecify.annotations.NullMarked
package hubfloor.adapter.recording;
