package hubfloor.epcis;

import java.nio.charset.StandardCharsets;

/** URIs as RFC 3986 has them: told apart and put together, never resolved. Stateless, any thread. */
final class Uris {
    private static final String UNRESERVED = "-._~";
    private static final String RESERVED = ":/?#[]@!$&'()*+,;=";
    private static final String HEX = "0123456789ABCDEF";

    private Uris() {}

    /** Scheme and something behind it, in URI characters only; a web address also has a host, a URN its two parts. */
    static boolean absolute(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1 || !scheme(text, colon) || !characters(text, colon + 1)) {
            return false;
        }
        String scheme = text.substring(0, colon);
        if (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https")) {
            return text.startsWith("//", colon + 1)
                    && text.length() > colon + 3
                    && "/?#".indexOf(text.charAt(colon + 3)) < 0;
        }
        if (scheme.equalsIgnoreCase("urn")) {
            int second = text.indexOf(':', colon + 1);
            return second > colon + 1 && second < text.length() - 1;
        }
        return true;
    }

    /** A text as one segment of a path: all but unreserved characters become percent sequences of its UTF-8. */
    static String segment(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (unreserved(c)) {
                out.append(c);
            } else {
                out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
            }
        }
        return out.toString();
    }

    private static boolean scheme(String text, int to) {
        for (int i = 0; i < to; i++) {
            char c = text.charAt(i);
            boolean later = i > 0 && (digit(c) || c == '+' || c == '-' || c == '.');
            if (!letter(c) && !later) {
                return false;
            }
        }
        return true;
    }

    private static boolean characters(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (i + 2 >= text.length() || !hex(text.charAt(i + 1)) || !hex(text.charAt(i + 2))) {
                    return false;
                }
                i += 2;
            } else if (!unreserved(c) && RESERVED.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean unreserved(char c) {
        return letter(c) || digit(c) || UNRESERVED.indexOf(c) >= 0;
    }

    private static boolean letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean hex(char c) {
        return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
