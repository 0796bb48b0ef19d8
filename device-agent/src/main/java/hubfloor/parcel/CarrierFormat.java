package hubfloor.parcel;

import java.util.ArrayList;
import java.util.List;

/**
 * One carrier number format as data: a pattern, and the check rule over a part of it. Patterns are written {@code #}
 * digit, {@code @} letter, {@code *} letter or digit, {@code [ACM]} one of these, {@code {12}} or {@code {12,15}}
 * times the sign before, anything else itself; only the last sign may have a range. Immutable.
 */
final class CarrierFormat {
    /** How much a match says. */
    enum Trust {
        /** A fixed beginning and a check digit that holds. */
        MARKED,
        /** A check digit that holds over nothing but digits: one random number in ten does that too. */
        CHECKED,
        /** No check, but a beginning that few others have. */
        TELLING,
        /** No check and a shape that much else has. */
        LOOSE
    }

    /** The rule that makes the check digit; NONE where the carrier has published none. */
    enum Check {
        NONE,
        GS1,
        UPS,
        LUHN,
        MOD7,
        FEDEX,
        ISO_37_36,
        /** GS1's rule with 91 put before numbers that leave it out. */
        USPS_LEGACY
    }

    final String scheme;
    final String name;
    final Trust trust;
    final int minLength;
    final int maxLength;
    private final Check check;
    /** Where the check rule begins; its digit stands {@code behind} characters before the end. */
    private final int from;

    private final int behind;
    private final long[] low;
    private final long[] high;

    private CarrierFormat(String scheme, String name, Trust trust, Check check, int from, int behind, String pattern) {
        this.scheme = scheme;
        this.name = name;
        this.trust = trust;
        this.check = check;
        this.from = from;
        this.behind = behind;
        List<String> signs = new ArrayList<>();
        int spread = expand(pattern, signs);
        this.maxLength = signs.size();
        this.minLength = maxLength - spread;
        this.low = new long[maxLength];
        this.high = new long[maxLength];
        for (int i = 0; i < maxLength; i++) {
            for (char c : signs.get(i).toCharArray()) {
                if (c < 64) {
                    low[i] |= 1L << c;
                } else {
                    high[i] |= 1L << (c - 64);
                }
            }
        }
    }

    static CarrierFormat unchecked(String scheme, String name, Trust trust, String pattern) {
        return new CarrierFormat(scheme, name, trust, Check.NONE, 0, 0, pattern);
    }

    static CarrierFormat checked(
            String scheme, String name, Trust trust, Check check, int from, int behind, String pattern) {
        return new CarrierFormat(scheme, name, trust, check, from, behind, pattern);
    }

    boolean fits(String text) {
        int length = text.length();
        if (length < minLength || length > maxLength) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c > 127 || ((c < 64 ? low[i] >>> c : high[i] >>> (c - 64)) & 1) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the check digit of a text that fits the pattern holds; true where there is no rule. */
    boolean holds(String text) {
        int to = text.length() - behind;
        return switch (check) {
            case NONE -> true;
            case GS1 -> CheckDigits.gs1(text, from, to);
            case UPS -> CheckDigits.ups(text, from, to);
            case LUHN -> CheckDigits.luhn(text, from, to);
            case MOD7 -> CheckDigits.mod7(text, from, to);
            case FEDEX -> CheckDigits.fedex(text, from, to);
            case ISO_37_36 -> CheckDigits.iso3736(text, from, to);
            case USPS_LEGACY -> {
                String number = text.startsWith("91", from) ? text.substring(from) : "91" + text.substring(from);
                yield CheckDigits.gs1(number, 0, number.length());
            }
        };
    }

    /** Fills one set of characters per place; answers how many of the last places may be missing. */
    private static int expand(String pattern, List<String> signs) {
        int spread = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '[') {
                int close = pattern.indexOf(']', i);
                signs.add(pattern.substring(i + 1, close));
                i = close;
            } else if (c == '{') {
                int close = pattern.indexOf('}', i);
                int comma = pattern.indexOf(',', i);
                boolean range = comma > 0 && comma < close;
                int least = Integer.parseInt(pattern, i + 1, range ? comma : close, 10);
                int most = range ? Integer.parseInt(pattern, comma + 1, close, 10) : least;
                String sign = signs.get(signs.size() - 1);
                for (int n = 1; n < most; n++) {
                    signs.add(sign);
                }
                spread = most - least;
                i = close;
            } else {
                signs.add(
                        switch (c) {
                            case '#' -> "0123456789";
                            case '@' -> "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
                            case '*' -> "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
                            default -> String.valueOf(c);
                        });
            }
        }
        return spread;
    }
}
