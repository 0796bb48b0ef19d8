package hubfloor.reader.driver;

import hubfloor.reader.FrameRule;

/** Text lines as frames: no sum guards them, so what a line says is checked word by word. */
final class Lines {
    private Lines() {}

    /**
     * Measures a line of printable ASCII that ends with {@code end}.
     *
     * @param skip bytes of its start that were looked at already
     */
    static int measure(byte[] b, int from, int skip, int held, byte[] end, int lengthMax) {
        for (int i = skip; i < held; i++) {
            if (endsHere(b, from, i, end)) {
                return i + 1;
            }
            boolean text = b[from + i] >= ' ' && b[from + i] < 0x7F;
            if (i + 1 >= lengthMax || (!text && !isPartOf(end, b[from + i]))) {
                return FrameRule.NO_FRAME;
            }
        }
        return FrameRule.NEED_MORE;
    }

    private static boolean endsHere(byte[] b, int from, int at, byte[] end) {
        if (at + 1 < end.length) {
            return false;
        }
        for (int i = 0; i < end.length; i++) {
            if (b[from + at - i] != end[end.length - 1 - i]) {
                return false;
            }
        }
        return true;
    }

    static boolean endsWith(byte[] b, byte[] end) {
        return b.length >= end.length && endsHere(b, 0, b.length - 1, end);
    }

    private static boolean isPartOf(byte[] end, byte b) {
        for (byte e : end) {
            if (e == b) {
                return true;
            }
        }
        return false;
    }

    /** Whether all characters can stand in a decimal number; not yet that they are one. */
    static boolean numeric(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != ' ') {
                return false;
            }
        }
        return true;
    }

    /** Digits, at most one point between digits, an optional sign in front. */
    static boolean decimal(String text) {
        int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int point = text.indexOf('.');
        if (text.length() == at || point == at || point == text.length() - 1) {
            return false;
        }
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && i != point) {
                return false;
            }
        }
        return true;
    }

    /** A number as people write it: {@code 003.10} is {@code 3.10}. No digit behind the point is lost. */
    static String plain(String digits) {
        int at = 0;
        while (at + 1 < digits.length() && digits.charAt(at) == '0' && digits.charAt(at + 1) != '.') {
            at++;
        }
        return digits.substring(at);
    }
}
