package hubfloor.advice;

/**
 * Where a parcel shall go and how urgent it is, as central last said. What is not known is empty or 0.
 *
 * @param sequence the issuer's own count; the highest wins, whenever it arrives
 * @param country destination, ISO 3166-1 alpha-2
 * @param announcedGrams 0 = not announced
 * @param priority 0 to 9, higher first
 * @param trusted its merchant has a clean record: customs is to be done in 3 hours instead of 6, and ties go to it.
 *     Never skips a check
 */
public record Routing(
        long sequence,
        String country,
        String postcode,
        String service,
        int announcedGrams,
        int priority,
        boolean trusted,
        Clocks clocks) {
    /** Nothing was heard. */
    public static final Routing UNKNOWN = new Routing(Long.MIN_VALUE, "", "", "", 0, 0, false, Clocks.NONE);

    /** Longest postcode. */
    public static final int POSTCODE_MAX = 16;

    /** Longest service word. */
    public static final int SERVICE_MAX = 32;

    /** Heaviest parcel anybody may announce: a pallet. */
    public static final int GRAMS_MAX = 1_000_000;

    /** Whether anything was heard. */
    public boolean known() {
        return sequence != Long.MIN_VALUE;
    }
}
