package hubfloor.parcel;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The closed lists of codes that some content rules look into (countries, currencies, package types). A list that is
 * missing accepts everything: an unknown code is a smaller fault on a floor than a refused parcel. Immutable.
 */
public final class Gs1CodeLists {
    private final Map<String, Set<String>> lists;

    private Gs1CodeLists(Map<String, Set<String>> lists) {
        this.lists = lists;
    }

    /** Reads lines of {@code name code code ...}; a name may come again; {@code #} begins a comment. */
    public static Gs1CodeLists parse(String text) {
        Map<String, Set<String>> lists = new HashMap<>();
        text.lines().filter(line -> !line.isBlank() && line.charAt(0) != '#').forEach(line -> {
            String[] words = line.trim().split(" +", -1);
            Set<String> codes = lists.computeIfAbsent(words[0], name -> new HashSet<>());
            for (int i = 1; i < words.length; i++) {
                codes.add(words[i]);
            }
        });
        return new Gs1CodeLists(Map.copyOf(lists));
    }

    Gs1Linter linter(String name) {
        Set<String> codes = lists.get(name);
        return codes == null
                ? (text, from, to) -> ""
                : (text, from, to) -> codes.contains(text.substring(from, to)) ? "" : "content";
    }
}
