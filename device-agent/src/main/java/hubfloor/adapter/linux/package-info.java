/**
 * What Linux tells about the machine under /proc and /sys.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.adapter.linux;
