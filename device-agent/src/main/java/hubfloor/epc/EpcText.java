package hubfloor.epc;

import java.util.Arrays;

/** The character tables of TDS, and their escapes in URIs and links. */
final class EpcText {
    /** Table A-1: what serial numbers of GS1 may hold (GS1's character set 82). */
    private static final String SERIAL =
            "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

    /** Table A-1 and G-1, column "URI form". */
    private static final String ESCAPED_IN_URI = "\"%&/<>?#";

    /** RFC 4648 clause 5. */
    static final String BASE_64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /** ISO/IEC 15962, URN Code 40; the first stands for padding. */
    static final String CODE_40 = " ABCDEFGHIJKLMNOPQRSTUVWXYZ-.:0123456789";

    private static final boolean[] IS_SERIAL = new boolean[128];

    static {
        for (int i = 0; i < SERIAL.length(); i++) {
            IS_SERIAL[SERIAL.charAt(i)] = true;
        }
    }

    private EpcText() {}

    static boolean serial(int c) {
        return c >= 0 && c < IS_SERIAL.length && IS_SERIAL[c];
    }

    /** Table G-1: the low six bits of the ASCII code; 0 where no character has this value. */
    static char sixBit(int value) {
        char c = (char) (value < 32 ? value + 64 : value);
        boolean known = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '#' || c == '-' || c == '/';
        return known ? c : 0;
    }

    /** MIL-STD-130: digits and capitals without I and O. */
    static boolean cage(int c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z' && c != 'I' && c != 'O');
    }

    /** As in an EPC URI. */
    static String uri(String text) {
        return escape(text, true);
    }

    /** As in a path of a GS1 Digital Link: all but RFC 3986's unreserved characters is escaped. */
    static String link(String text) {
        return escape(text, false);
    }

    private static String escape(String text, boolean epc) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (epc ? ESCAPED_IN_URI.indexOf(c) >= 0 : !unreserved(c)) {
                out.append('%').append(hex(c >> 4)).append(hex(c & 15));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Takes the escapes of an EPC URI out again. */
    static String plain(String uri) {
        if (uri.indexOf('%') < 0) {
            return uri;
        }
        StringBuilder out = new StringBuilder(uri.length());
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c == '%' && i + 2 < uri.length()) {
                out.append((char) Integer.parseInt(uri, i + 1, i + 3, 16));
                i += 2;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean unreserved(char c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }

    static char hex(int digit) {
        return (char) (digit < 10 ? '0' + digit : 'A' + digit - 10);
    }

    static String zeros(long value, int digits) {
        return zeros(Long.toString(value), digits);
    }

    /** Filled up with zeros in front; nothing at all where the standard leaves no digit. */
    static String zeros(String number, int digits) {
        if (digits == 0) {
            return "";
        }
        char[] pad = new char[Math.max(0, digits - number.length())];
        Arrays.fill(pad, '0');
        return new String(pad) + number;
    }
}
