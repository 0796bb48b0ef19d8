package hubfloor.epc;

/**
 * The partition tables of TDS 14.5: all of them begin alike, because only the rest differs by key.
 *
 * <pre>
 *   value              0   1   2   3   4   5   6
 *   company prefix    12  11  10   9   8   7   6 digits
 *                     40  37  34  30  27  24  20 bits
 * </pre>
 */
final class Partition {
    private static final int[] BITS = {40, 37, 34, 30, 27, 24, 20};
    private static final int DIGITS_MOST = 12;

    private Partition() {}

    /** Reads the value; 7 does not exist (14.4.3). */
    static int read(BitReader in) throws EpcFault {
        int value = in.small(3);
        if (value >= BITS.length) {
            throw new EpcFault(EpcFault.PARTITION);
        }
        return value;
    }

    static int bits(int value) {
        return BITS[value];
    }

    static int digits(int value) {
        return DIGITS_MOST - value;
    }

    /** The value for a company prefix of so many digits; -1 when there is none. */
    static int forDigits(int digits) {
        return digits < 6 || digits > DIGITS_MOST ? -1 : DIGITS_MOST - digits;
    }
}
