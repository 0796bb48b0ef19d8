package hubfloor.epc;

/** Bits that a coding method of TDS does not allow; the message is the reason's one word. No stack trace: it is common. */
final class EpcFault extends Exception {
    private static final long serialVersionUID = 1L;

    /** Fewer bits than the scheme needs (TDS 14.4 step 2), or a string without its end. */
    static final String LENGTH = "length";

    /** No GS1 scheme begins so: an unprogrammed or a foreign tag (TDS table 14-1). */
    static final String HEADER = "header";

    static final String PARTITION = "partition";
    static final String COMPANY_PREFIX_RANGE = "company_prefix_range";
    static final String REFERENCE_RANGE = "reference_range";
    static final String RESERVED_BITS = "reserved_bits";
    /** A character or digit that the field cannot hold, an empty field, or a gap within one. */
    static final String STRING = "string";

    static final String DATE = "date";

    EpcFault(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
