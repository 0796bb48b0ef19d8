package hubfloor.epcis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong and asks the questions that are asked everywhere. Counts all, keeps the first. One thread. */
final class Findings {
    /** Enough for a person; a document with more is wrong in the same way throughout. */
    static final int KEPT_MAX = 1_000;

    static final String URI = "an absolute URI";
    private static final int SHOWN_MAX = 80;

    private final List<Problem> kept = new ArrayList<>();
    private long count;

    void add(String pointer, String words) {
        count++;
        if (kept.size() < KEPT_MAX) {
            kept.add(new Problem(pointer, words));
        }
    }

    List<Problem> kept() {
        return kept;
    }

    long count() {
        return count;
    }

    /** A member that, where it is there, must be a text of this kind. Answers whether it is there at all. */
    boolean text(String at, Map<?, ?> object, String name, Predicate<String> fits, String kind) {
        if (!object.containsKey(name)) {
            return false;
        }
        if (!(object.get(name) instanceof String text)) {
            add(at + "/" + name, "must be a text: " + kind);
        } else if (!fits.test(text)) {
            add(at + "/" + name, quoted(text) + " is not " + kind);
        }
        return true;
    }

    void neededText(String at, Map<?, ?> object, String name, Predicate<String> fits, String kind) {
        if (!text(at, object, name, fits, kind)) {
            add(at, name + " is missing: " + kind);
        }
    }

    boolean uri(String at, Map<?, ?> object, String name) {
        return text(at, object, name, Uris::absolute, URI);
    }

    /** A list that, where it is there, holds at least one member. Empty where it is not there or no list. */
    List<?> list(String at, Map<?, ?> object, String name) {
        if (!object.containsKey(name)) {
            return List.of();
        }
        if (!(object.get(name) instanceof List<?> list)) {
            add(at + "/" + name, "must be a list");
            return List.of();
        }
        if (list.isEmpty()) {
            add(at + "/" + name, "must not be empty: leave it out instead");
        }
        return list;
    }

    /** A list that, where it is there, holds absolute URIs, each once. */
    void uris(String at, Map<?, ?> object, String name) {
        List<?> list = list(at, object, name);
        Set<String> before = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            String here = at + "/" + name + "/" + i;
            if (!(list.get(i) instanceof String text) || !Uris.absolute(text)) {
                add(here, quoted(list.get(i)) + " is not " + URI);
            } else if (!before.add(text)) {
                add(here, quoted(text) + " is named twice");
            }
        }
    }

    @Nullable
    Map<?, ?> object(String at, @Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return object;
        }
        add(at, "must be an object");
        return null;
    }

    /** As a person may see it: short, and with nothing in it that steers a terminal. */
    static String quoted(@Nullable Object value) {
        String text = String.valueOf(value);
        String shown = text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "..." : text;
        return "\"" + shown.replaceAll("\\p{Cntrl}", "?") + "\"";
    }

    /** A name as one step of a pointer (RFC 6901, section 3). */
    static String step(String name) {
        return name.replace("~", "~0").replace("/", "~1").replaceAll("\\p{Cntrl}", "?");
    }
}
