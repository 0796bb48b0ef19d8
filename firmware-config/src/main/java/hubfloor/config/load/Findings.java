package hubfloor.config.load;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says of values that were read one by one that they do not fit together; each at the place of the later one. */
final class Findings {
    private final Problems problems;

    Findings(Problems problems) {
        this.problems = problems;
    }

    /** The value under {@code key} is refused as {@code words} after what was found. */
    void refuse(Values values, String key, String words, String allowed) {
        String found = values.has(key) ? values.node(key).words() + words : "nothing" + words;
        problems.add(values.node(key), path(values, key), found, allowed);
    }

    /** The map as a whole is wrong for what it has or lacks under {@code key}. */
    void note(Values values, String key, String found, String allowed) {
        problems.add(values.node(key), path(values, key), found, allowed);
    }

    /** Refuses each value that an earlier map of the list has under the same key. */
    void once(List<Values> list, String key) {
        Map<Object, Values> first = new HashMap<>();
        for (Values values : list) {
            if (values.has(key)) {
                Values other = first.putIfAbsent(values.value(key).orElseThrow(), values);
                if (other != null) {
                    same(values, key, other, key);
                }
            }
        }
    }

    /** Refuses a name that nothing bears. */
    void known(Values values, String key, Collection<String> names, String kind) {
        values.textIfKnown(key)
                .filter(name -> !names.contains(name))
                .ifPresent(name -> unknown(values.node(key), path(values, key), name, names, kind));
    }

    /** The same for each name of a list. */
    void knownAll(Values values, String key, Collection<String> names, String kind) {
        if (!(values.node(key) instanceof Node.Sequence list) || !values.has(key)) {
            return;
        }
        for (int at = 0; at < list.items().size(); at++) {
            if (list.items().get(at) instanceof Node.Scalar item
                    && values.texts(key).contains(item.text())
                    && !names.contains(item.text())) {
                unknown(item, path(values, key) + "[" + at + "]", item.text(), names, kind);
            }
        }
    }

    /** A key that holds the number of a pin. */
    record Pin(Values values, String key) {}

    /** Refuses each pin that an earlier key of the list already has. */
    void ownPins(List<Pin> pins) {
        Map<Object, Pin> first = new HashMap<>();
        for (Pin pin : pins) {
            if (pin.values.has(pin.key)) {
                Pin other = first.putIfAbsent(pin.values.value(pin.key).orElseThrow(), pin);
                if (other != null) {
                    same(pin.values, pin.key, other.values, other.key);
                }
            }
        }
    }

    private void same(Values values, String key, Values other, String otherKey) {
        refuse(
                values,
                key,
                ", the same as " + path(other, otherKey),
                "a value of its own (the first is on line "
                        + other.node(otherKey).line() + ")");
    }

    private void unknown(Node at, String path, String name, Collection<String> names, String kind) {
        List<String> sorted = names.stream().sorted().toList();
        String all = sorted.isEmpty() ? ", but there is none" : ": " + String.join(", ", sorted);
        problems.add(
                at,
                path,
                at.words() + ", which no " + kind + " is called",
                Nearest.to(name, sorted) + "the name of a " + kind + all);
    }

    private static String path(Values values, String key) {
        return KeyReader.join(values.path(), key);
    }
}
