/**
 * Turns a scanner's byte stream into telegrams.
 * Pure: time comes in as an argument.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.reader;
