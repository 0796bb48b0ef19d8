/**
 * A whole hub on one machine: embedded broker, station, reference consumer, and a scanner that scans by itself.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.demo;
