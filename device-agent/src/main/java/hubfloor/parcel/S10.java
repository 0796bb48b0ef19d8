package hubfloor.parcel;

import java.util.Locale;
import java.util.Set;

/**
 * A postal item number after UPU S10: {@code RR 47312482 9 GB}. Spaces are how it is printed, not data. Numbers return
 * after a year or more, so an S10 alone is no key for ever. Immutable, any thread.
 *
 * @param reason empty when valid, else {@code length}, {@code charset}, {@code check_digit} or {@code country}; the
 *     parts below are empty then
 */
public record S10(
        String value,
        boolean valid,
        String reason,
        String serviceIndicator,
        String serviceClass,
        String serial,
        String checkDigit,
        String country) {
    private static final int LENGTH = 13;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /** Reads a text that is meant to be an S10; the answer says what is wrong with it, if anything. */
    public static S10 read(String printed) {
        return readCompact(Compact.of(printed));
    }

    static S10 readCompact(String text) {
        String reason = problem(text);
        if (!reason.isEmpty()) {
            return new S10(text, false, reason, "", "", "", "", "");
        }
        String indicator = text.substring(0, 2);
        return new S10(
                text,
                true,
                "",
                indicator,
                serviceClass(indicator),
                text.substring(2, 10),
                text.substring(10, 11),
                text.substring(11));
    }

    static String problem(String text) {
        if (text.length() != LENGTH) {
            return "length";
        }
        if (!letter(text, 0)
                || !letter(text, 1)
                || !CheckDigits.digits(text, 2, 11)
                || !letter(text, 11)
                || !letter(text, 12)) {
            return "charset";
        }
        if (!CheckDigits.s10(text, 2)) {
            return "check_digit";
        }
        return COUNTRIES.contains(text.substring(11)) ? "" : "country";
    }

    /**
     * Whether a person would say "this was meant to be an S10": letters at both ends of 13 characters, or two letters
     * and a run of 8 to 10 digits with at most a country behind it.
     */
    static boolean meant(String text) {
        int length = text.length();
        if (length < 11 || length > 15) {
            return false;
        }
        if (length == LENGTH) {
            return (letter(text, 0) || letter(text, 1))
                    && (letter(text, 11) || letter(text, 12))
                    && digitsWithin(text, 2, 11) >= 7;
        }
        int at = 2;
        while (at < length && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (!letter(text, 0) || !letter(text, 1) || at < 10 || at > 12 || length - at > 2) {
            return false;
        }
        while (at < length && letter(text, at)) {
            at++;
        }
        return at == length;
    }

    private static int digitsWithin(String text, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                count++;
            }
        }
        return count;
    }

    private static boolean letter(String text, int at) {
        return text.charAt(at) >= 'A' && text.charAt(at) <= 'Z';
    }

    /** S10-12, table of service indicators; the first letter decides but for the bilateral ranges. */
    private static String serviceClass(String indicator) {
        char second = indicator.charAt(1);
        return switch (indicator.charAt(0)) {
            case 'C' -> "parcel_post";
            case 'E' -> "ems";
            case 'H' -> "ecommerce_parcel";
            case 'L' -> "letter_post_tracked_or_express";
            case 'R' -> "letter_post_registered";
            case 'U' -> "letter_post_untracked_customs";
            case 'V' -> "letter_post_insured";
            case 'A' -> second >= 'V' ? "domestic_or_bilateral" : "unassigned";
            case 'G' -> second == 'A' || second == 'D' ? "domestic_or_bilateral" : "unassigned";
            case 'B', 'D', 'N', 'P', 'Z' -> "domestic_or_bilateral";
            case 'J', 'K' -> "reserved";
            default -> "unassigned";
        };
    }
}
