package hubfloor.parcel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One application identifier as GS1's dictionary describes it.
 *
 * @param fixed its length is known from the first two digits, so no separator is needed behind it
 * @param linkAttribute may stand in the query of a Digital Link
 * @param required each inner list is one demand: one of its groups must be wholly there; patterns like {@code 31nn}
 * @param excluded none of these may be there too
 * @param linkQualifiers null when it is no key of a Digital Link, else the allowed rows of qualifiers, in their order
 */
public record Gs1Entry(
        String ai,
        String title,
        boolean fixed,
        boolean linkAttribute,
        List<Gs1Component> components,
        List<List<List<String>>> required,
        List<String> excluded,
        @Nullable List<List<String>> linkQualifiers) {
    int minLength() {
        int sum = 0;
        for (Gs1Component component : components) {
            sum += component.optional() ? 0 : component.min();
        }
        return sum;
    }

    int maxLength() {
        int sum = 0;
        for (Gs1Component component : components) {
            sum += component.max();
        }
        return sum;
    }

    /** Empty when {@code text[from, to)} obeys every part, else the reason; what is longer than the parts is not seen. */
    String check(String text, int from, int to) {
        if (from == to) {
            return "length";
        }
        int at = from;
        for (int i = 0; i < components.size(); i++) {
            Gs1Component component = components.get(i);
            int length = Math.min(to - at, component.max());
            if (component.optional() && length == 0) {
                continue;
            }
            String reason = component.check(text, at, at + length);
            if (!reason.isEmpty()) {
                return reason;
            }
            at += length;
        }
        return "";
    }

    /** Whether an AI fits a pattern of the dictionary, where n stands for any digit. */
    static boolean fits(String pattern, String ai) {
        if (pattern.length() != ai.length()) {
            return false;
        }
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) != 'n' && pattern.charAt(i) != ai.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
