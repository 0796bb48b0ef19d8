package hubfloor.parcel;

import java.util.List;

/**
 * One way to read a barcode: a scheme, what the text means in it, and whether it truly obeys the scheme's rules.
 *
 * @param scheme {@code s10}, {@code sscc}, {@code gs1}, {@code gs1-digital-link}, {@code gtin}, {@code ups}, ...
 * @param format which of a carrier's formats, {@code fedex_12}; empty for schemes that are no carrier
 * @param value the identifier in its normal form: no spaces, upper case where the scheme says so
 * @param reason empty when valid, else one word: {@code check_digit}, {@code length}, {@code charset}, ...
 * @param confidence 0 to 1; a check digit that holds weighs more than a pattern that fits
 * @param symbology the symbol's name where the reader said it, {@code GS1-128}; may be empty
 * @param elements GS1 application identifiers and their values in order; empty for other schemes
 */
public record Candidate(
        String scheme,
        String format,
        String value,
        boolean valid,
        String reason,
        double confidence,
        String symbology,
        List<Element> elements) {
    public Candidate {
        elements = List.copyOf(elements);
    }

    /** A candidate of a scheme that has one format only. */
    public Candidate(
            String scheme,
            String value,
            boolean valid,
            String reason,
            double confidence,
            String symbology,
            List<Element> elements) {
        this(scheme, "", value, valid, reason, confidence, symbology, elements);
    }

    /** One GS1 application identifier and its value. */
    public record Element(String ai, String value) {}
}
