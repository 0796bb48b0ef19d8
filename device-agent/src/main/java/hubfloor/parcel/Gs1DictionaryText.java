package hubfloor.parcel;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of GS1's Barcode Syntax Dictionary.
 *
 * <pre>
 * 3100-3105  *?  N6                      req=01,02 ex=310n   # NET WEIGHT (kg)
 * AIs      flags components[,linters]    attributes          # title
 * </pre>
 */
final class Gs1DictionaryText {
    private final Gs1CodeLists lists;
    private final SortedMap<String, Gs1Entry> entries = new TreeMap<>();
    private final Set<String> unknownLinters = new TreeSet<>();

    Gs1DictionaryText(Gs1CodeLists lists) {
        this.lists = lists;
    }

    Gs1Dictionary read(String text) {
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            int hash = line.indexOf('#');
            String content = (hash < 0 ? line : line.substring(0, hash)).trim();
            if (!content.isEmpty()) {
                try {
                    readLine(
                            words(content),
                            hash < 0 ? "" : line.substring(hash + 1).trim());
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("GS1 dictionary, line " + number + ": " + e.getMessage(), e);
                }
            }
        }
        return new Gs1Dictionary(entries, unknownLinters);
    }

    private void readLine(List<String> words, String title) {
        List<Gs1Component> components = new ArrayList<>();
        List<List<List<String>>> required = new ArrayList<>();
        List<String> excluded = new ArrayList<>();
        @Nullable List<List<String>> qualifiers = null;
        String flags = "";
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            char first = word.charAt(0);
            if ((first >= 'A' && first <= 'Z') || first == '[') {
                components.add(component(word));
            } else if (word.startsWith("req=")) {
                required.add(split(word.substring(4), ',').stream()
                        .map(group -> split(group, '+'))
                        .toList());
            } else if (word.startsWith("ex=")) {
                excluded.addAll(split(word.substring(3), ','));
            } else if (word.equals("dlpkey")) {
                qualifiers = List.of(List.of());
            } else if (word.startsWith("dlpkey=")) {
                qualifiers = split(word.substring(7), '|').stream()
                        .map(row -> split(row, ','))
                        .toList();
            } else if (first < 'a' || first > 'z') {
                flags = word;
            }
        }
        if (components.isEmpty()) {
            throw new IllegalArgumentException("no component for " + words.get(0));
        }
        for (String ai : range(words.get(0))) {
            entries.put(
                    ai,
                    new Gs1Entry(
                            ai,
                            title,
                            flags.indexOf('*') >= 0,
                            flags.indexOf('?') >= 0,
                            List.copyOf(components),
                            List.copyOf(required),
                            List.copyOf(excluded),
                            qualifiers));
        }
    }

    private static List<String> range(String word) {
        int dash = word.indexOf('-');
        String first = dash < 0 ? word : word.substring(0, dash);
        String last = dash < 0 ? word : word.substring(dash + 1);
        if (first.length() < 2
                || first.length() > 4
                || first.length() != last.length()
                || !CheckDigits.digits(first, 0, first.length())
                || !CheckDigits.digits(last, 0, last.length())
                || first.compareTo(last) > 0) {
            throw new IllegalArgumentException("no AI: " + word);
        }
        List<String> ais = new ArrayList<>();
        for (int ai = Integer.parseInt(first); ai <= Integer.parseInt(last); ai++) {
            ais.add("0".repeat(first.length() - Integer.toString(ai).length()) + ai);
        }
        return ais;
    }

    /** {@code N6}, {@code X..20,pcenc}, {@code [N4],hhmi}. */
    private Gs1Component component(String word) {
        List<String> parts = split(word, ',');
        String form = parts.get(0);
        boolean optional = form.charAt(0) == '[';
        if (optional) {
            form = form.substring(1, form.length() - 1);
        }
        boolean ranged = form.startsWith("..", 1);
        String digits = form.substring(ranged ? 3 : 1);
        if ("NXYZ".indexOf(form.charAt(0)) < 0
                || digits.isEmpty()
                || digits.length() > 3
                || !CheckDigits.digits(digits, 0, digits.length())) {
            throw new IllegalArgumentException("no component: " + word);
        }
        int max = Integer.parseInt(digits);
        List<Gs1Linter> linters = new ArrayList<>();
        for (String name : parts.subList(1, parts.size())) {
            Gs1Linter linter = Gs1Linters.named(name, lists);
            if (linter == null) {
                unknownLinters.add(name);
            } else {
                linters.add(linter);
            }
        }
        return new Gs1Component(form.charAt(0), ranged ? 1 : max, max, optional, linters);
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= line.length(); at++) {
            if (at == line.length() || line.charAt(at) == ' ' || line.charAt(at) == '\t') {
                if (at > from) {
                    words.add(line.substring(from, at));
                }
                from = at + 1;
            }
        }
        return words;
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at));
            from = at + 1;
        }
        parts.add(text.substring(from));
        return List.copyOf(parts);
    }
}
