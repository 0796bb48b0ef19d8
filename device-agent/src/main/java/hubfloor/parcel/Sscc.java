package hubfloor.parcel;

/**
 * The serial shipping container code of GS1: 18 digits, the last a check digit. As a bare number it can be taken for a
 * carrier's; behind AI (00) it is the parcel's licence plate. Immutable, any thread.
 *
 * @param reason empty when valid, else {@code length}, {@code charset} or {@code check_digit}
 */
public record Sscc(String value, boolean valid, String reason) {
    private static final int LENGTH = 18;

    /** Reads the 18 digits, spaces ignored, without any AI before them. */
    public static Sscc read(String printed) {
        String text = Compact.of(printed);
        String reason = problem(text);
        return new Sscc(text, reason.isEmpty(), reason);
    }

    static String problem(String text) {
        if (text.length() != LENGTH) {
            return "length";
        }
        if (!CheckDigits.digits(text, 0, LENGTH)) {
            return "charset";
        }
        return CheckDigits.gs1(text, 0, LENGTH) ? "" : "check_digit";
    }

    /** 17 to 19 digits, or 18 characters that begin with a digit and hold at most two that are none. */
    static boolean meant(String text) {
        int length = text.length();
        if (length < LENGTH - 1 || length > LENGTH + 1) {
            return false;
        }
        int others = 0;
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                others++;
            }
        }
        return length == LENGTH ? others <= 2 && CheckDigits.digits(text, 0, 1) && !text.startsWith("1Z") : others == 0;
    }

    public char extensionDigit() {
        return valid ? value.charAt(0) : ' ';
    }

    public char checkDigit() {
        return valid ? value.charAt(LENGTH - 1) : ' ';
    }
}
