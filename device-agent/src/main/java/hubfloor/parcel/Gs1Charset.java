package hubfloor.parcel;

/** The character sets of the GS1 General Specifications, section 7.11, as bit masks over ASCII. */
final class Gs1Charset {
    private static final String DIGITS = "0123456789";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    /** Set 82 in the order of its values, which the check character pair counts by. */
    static final String SET_82 = "!\"%&'()*+,-./" + DIGITS + ":;<=>?" + UPPER + "_" + LOWER;

    private static final boolean[] IS_82 = set(SET_82);
    private static final boolean[] IS_39 = set("#-/" + DIGITS + UPPER);
    private static final boolean[] IS_64 = set("-_" + DIGITS + UPPER + LOWER);

    private Gs1Charset() {}

    static String check(char charset, String text, int from, int to) {
        boolean ok = switch (charset) {
            case 'N' -> CheckDigits.digits(text, from, to);
            case 'Y' -> within(IS_39, text, from, to);
            case 'Z' -> base64(text, from, to);
            default -> within(IS_82, text, from, to);
        };
        return ok ? "" : "charset";
    }

    /** File-safe base64 may be padded to a multiple of three, or not at all. */
    private static boolean base64(String text, int from, int to) {
        int end = to;
        while (end > from && text.charAt(end - 1) == '=') {
            end--;
        }
        int pads = to - end;
        return pads <= 2 && (pads == 0 || (to - from) % 3 == 0) && within(IS_64, text, from, end);
    }

    private static boolean within(boolean[] set, String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= set.length || !set[c]) {
                return false;
            }
        }
        return true;
    }

    private static boolean[] set(String characters) {
        boolean[] set = new boolean[128];
        for (int i = 0; i < characters.length(); i++) {
            set[characters.charAt(i)] = true;
        }
        return set;
    }
}
