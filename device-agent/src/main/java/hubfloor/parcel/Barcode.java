package hubfloor.parcel;

/**
 * One symbol as a reader handed it over: the text exactly as sent, control characters such as GS (0x1D) included.
 *
 * @param aim the AIM symbology identifier, {@code ]C1}; empty when the reader did not send one (ISO/IEC 15424)
 */
public record Barcode(String aim, String text) {}
