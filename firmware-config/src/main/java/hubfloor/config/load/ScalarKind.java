package hubfloor.config.load;

/** What YAML 1.2 (core schema, section 10.3.2) makes of a value written without quotes. */
enum ScalarKind {
    NULL,
    FLAG,
    /** A decimal whole number as JSON writes it. */
    WHOLE,
    /** Any other number: 0x1F, 1e3, 007, .inf. Refused everywhere, but it must not be taken for text either. */
    NUMBER,
    TEXT;

    static ScalarKind of(String plain) {
        return switch (plain) {
            case "", "~", "null", "Null", "NULL" -> NULL;
            case "true", "True", "TRUE", "false", "False", "FALSE" -> FLAG;
            case ".nan", ".NaN", ".NAN" -> NUMBER;
            default -> numberOrText(plain);
        };
    }

    private static ScalarKind numberOrText(String plain) {
        if (plain.startsWith("0x") || plain.startsWith("0o")) {
            int base = plain.charAt(1) == 'x' ? 16 : 8;
            return digits(plain, 2, base) == plain.length() && plain.length() > 2 ? NUMBER : TEXT;
        }
        int start = plain.charAt(0) == '-' || plain.charAt(0) == '+' ? 1 : 0;
        String unsigned = plain.substring(start);
        if (unsigned.equals(".inf") || unsigned.equals(".Inf") || unsigned.equals(".INF")) {
            return NUMBER;
        }
        int end = digits(plain, start, 10);
        if (end == plain.length() && end > start) {
            boolean asJson = plain.charAt(0) != '+' && (plain.charAt(start) != '0' || end == start + 1);
            return asJson ? WHOLE : NUMBER;
        }
        return isFloat(plain, start, end) ? NUMBER : TEXT;
    }

    private static boolean isFloat(String plain, int start, int wholeEnd) {
        int at = wholeEnd;
        boolean any = wholeEnd > start;
        if (at < plain.length() && plain.charAt(at) == '.') {
            int fraction = digits(plain, at + 1, 10);
            any |= fraction > at + 1;
            at = fraction;
        }
        if (!any) {
            return false;
        }
        if (at < plain.length() && (plain.charAt(at) == 'e' || plain.charAt(at) == 'E')) {
            int digitsFrom = at + 1;
            if (digitsFrom < plain.length() && (plain.charAt(digitsFrom) == '-' || plain.charAt(digitsFrom) == '+')) {
                digitsFrom++;
            }
            at = digits(plain, digitsFrom, 10);
            if (at == digitsFrom) {
                return false;
            }
        }
        return at == plain.length();
    }

    private static int digits(String text, int from, int base) {
        int at = from;
        while (at < text.length() && text.charAt(at) < 128 && Character.digit(text.charAt(at), base) >= 0) {
            at++;
        }
        return at;
    }
}
