/**
 * Tests everything a device file needs on this machine, and says what to do about each failure.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.doctor;
