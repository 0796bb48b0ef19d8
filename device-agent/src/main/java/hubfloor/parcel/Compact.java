package hubfloor.parcel;

import java.util.Locale;

/** The text as it stands without print: spaces out, upper case. Hands back the same string when nothing changes. */
final class Compact {
    private Compact() {}

    static String of(String text) {
        boolean lower = false;
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            lower |= c >= 'a' && c <= 'z';
            space |= c == ' ';
        }
        String out = space ? text.replace(" ", "") : text;
        return lower ? out.toUpperCase(Locale.ROOT) : out;
    }
}
