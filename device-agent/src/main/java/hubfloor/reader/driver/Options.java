package hubfloor.reader.driver;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The {@code options:} of one reader, read strictly: an unknown name or a value out of range is refused in words. */
final class Options {
    private final String protocol;
    private final Map<String, String> given;

    /** @throws IllegalArgumentException when a name is given that this protocol does not know */
    Options(String protocol, Map<String, String> given, String... known) {
        this.protocol = protocol;
        this.given = given;
        Set<String> strange = new TreeSet<>(given.keySet());
        strange.removeAll(List.of(known));
        if (!strange.isEmpty()) {
            throw new IllegalArgumentException("protocol " + protocol + " has no option " + String.join(", ", strange)
                    + (known.length == 0 ? "; it has none" : "; it has " + String.join(", ", known)));
        }
    }

    /** A whole number within bounds. */
    int number(String name, int otherwise, int min, int max) {
        String text = given.get(name);
        if (text == null) {
            return otherwise;
        }
        if (text.matches("[0-9]{1,6}")) {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw new IllegalArgumentException("option " + name + " of protocol " + protocol + " must be a number from "
                + min + " to " + max + ", not " + text);
    }

    /** One of some words; the first is the default. */
    String word(String name, String... words) {
        String text = given.getOrDefault(name, words[0]);
        if (List.of(words).contains(text)) {
            return text;
        }
        throw new IllegalArgumentException("option " + name + " of protocol " + protocol + " must be one of "
                + String.join(", ", words) + ", not " + text);
    }
}
