package hubfloor.parcel;

import java.util.List;

/**
 * One part of an element's value: {@code N6}, {@code X..20}, {@code [N4],hhmi}.
 *
 * @param charset N digits, X GS1 set 82, Y set 39, Z file-safe base64
 * @param optional may be missing when the value ends before it
 */
record Gs1Component(char charset, int min, int max, boolean optional, List<Gs1Linter> linters) {
    Gs1Component {
        linters = List.copyOf(linters);
    }

    String check(String text, int from, int to) {
        if (to - from < min) {
            return "length";
        }
        String reason = Gs1Charset.check(charset, text, from, to);
        for (int i = 0; reason.isEmpty() && i < linters.size(); i++) {
            reason = linters.get(i).check(text, from, to);
        }
        return reason;
    }
}
