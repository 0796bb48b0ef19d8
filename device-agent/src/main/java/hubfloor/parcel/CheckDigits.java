package hubfloor.parcel;

/**
 * The check rules that parcels carry, each over {@code text[from, to)} with the check character at {@code to - 1}.
 * Callers have made sure of the characters; anything else makes the answer false, never an exception.
 */
public final class CheckDigits {
    private static final int[] S10_WEIGHTS = {8, 6, 4, 2, 3, 5, 9, 7};
    private static final int[] FEDEX_WEIGHTS = {1, 3, 7};

    private CheckDigits() {}

    static boolean digits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    /** GS1 General Specifications 7.9.1: weights 3 and 1 in turn from the right, modulo 10. USPS and others use it too. */
    static boolean gs1(String text, int from, int to) {
        return to > from && text.charAt(to - 1) == gs1Digit(text, from, to - 1);
    }

    /** The digit that GS1's rule puts behind {@code text[from, to)}, digits all of them. */
    public static char gs1Digit(String text, int from, int to) {
        int sum = 0;
        int weight = 3;
        for (int i = to - 1; i >= from; i--) {
            sum += weight * (text.charAt(i) - '0');
            weight = 4 - weight;
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }

    /** UPU S10: weights 8 6 4 2 3 5 9 7; 11 minus the sum modulo 11, where 10 becomes 0 and 11 becomes 5. */
    static boolean s10(String text, int from) {
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            sum += S10_WEIGHTS[i] * (text.charAt(from + i) - '0');
        }
        int check = 11 - sum % 11;
        if (check == 10) {
            check = 0;
        } else if (check == 11) {
            check = 5;
        }
        return text.charAt(from + 8) - '0' == check;
    }

    /** UPS and OnTrac: every second place doubled without digit sum; a letter counts as (ASCII - 3) modulo 10. */
    static boolean ups(String text, int from, int to) {
        int sum = 0;
        for (int i = from; i < to - 1; i++) {
            char c = text.charAt(i);
            int value = c <= '9' ? c - '0' : (c - 3) % 10;
            sum += (i - from) % 2 == 1 ? 2 * value : value;
        }
        return text.charAt(to - 1) - '0' == (10 - sum % 10) % 10;
    }

    static boolean luhn(String text, int from, int to) {
        int sum = 0;
        for (int i = to - 1; i >= from; i--) {
            int value = text.charAt(i) - '0';
            if ((to - 1 - i) % 2 == 1) {
                value = value > 4 ? 2 * value - 9 : 2 * value;
            }
            sum += value;
        }
        return sum % 10 == 0;
    }

    /** DHL Express: the number before the check digit, modulo 7. */
    static boolean mod7(String text, int from, int to) {
        int rest = 0;
        for (int i = from; i < to - 1; i++) {
            rest = (rest * 10 + text.charAt(i) - '0') % 7;
        }
        return text.charAt(to - 1) - '0' == rest;
    }

    /** FedEx: weights 1, 3, 7 from the right, modulo 11, then modulo 10. */
    static boolean fedex(String text, int from, int to) {
        int sum = 0;
        for (int i = to - 2; i >= from; i--) {
            sum += FEDEX_WEIGHTS[(to - 2 - i) % 3] * (text.charAt(i) - '0');
        }
        return text.charAt(to - 1) - '0' == sum % 11 % 10;
    }

    /** DPD: ISO/IEC 7064 mod 37,36. */
    static boolean iso3736(String text, int from, int to) {
        int product = 36;
        for (int i = from; i < to - 1; i++) {
            int sum = (product + alphanumeric(text.charAt(i))) % 36;
            product = 2 * (sum == 0 ? 36 : sum) % 37;
        }
        return (product + alphanumeric(text.charAt(to - 1))) % 36 == 1;
    }

    private static int alphanumeric(char c) {
        return c <= '9' ? c - '0' : c - 'A' + 10;
    }
}
