/**
 * The drivers of the house: one class per protocol, each with its frame drawn on top.
 * Pure; vendors' own drivers plug in beside them through {@link hubfloor.reader.ReaderDriver}.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.reader.driver;
