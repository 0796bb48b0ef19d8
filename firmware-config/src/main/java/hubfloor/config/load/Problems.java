package hubfloor.config.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects what is wrong with one file, in the order of its lines. Keeps the first {@value #MOST} and counts the rest,
 * so that a hostile file cannot fill memory or a terminal. One thread.
 */
final class Problems {
    private static final int MOST = 100;
    private static final int LONGEST_QUOTE = 60;

    private final String file;
    private final List<Problem> found = new ArrayList<>();
    private int more;

    Problems(String file) {
        this.file = escaped(file, 4096);
    }

    void add(int line, int column, String key, String foundWords, String allowed) {
        if (counted()) {
            return;
        }
        found.add(new Problem(file, line, column, escaped(key, 4 * LONGEST_QUOTE), foundWords, allowed));
    }

    /** Counts one more where no more are kept, so that nobody need find words for it. */
    boolean counted() {
        if (found.size() < MOST) {
            return false;
        }
        more++;
        return true;
    }

    void add(Node at, String key, String foundWords, String allowed) {
        add(at.line(), at.column(), key, foundWords, allowed);
    }

    void addWholeFile(String foundWords, String allowed) {
        add(0, 0, "", foundWords, allowed);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    <T> Loaded<T> refusal() {
        return new Loaded.Refused<>(all());
    }

    /** In the order of their places. */
    List<Problem> all() {
        List<Problem> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
        if (more > 0) {
            Problem last = sorted.getLast();
            sorted.add(new Problem(file, last.line(), last.column(), "", more + " more problems", "none"));
        }
        return sorted;
    }

    /** Text from a file, fit for one line of a terminal or a log. */
    static String quoted(String text) {
        return "'" + escaped(text, LONGEST_QUOTE) + "'";
    }

    static String escaped(String text, int longest) {
        StringBuilder safe = new StringBuilder();
        int at = 0;
        while (at < text.length() && safe.length() < longest) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            if (isUnsafe(point)) {
                safe.append(String.format("\\u%04X", point));
            } else {
                safe.appendCodePoint(point);
            }
        }
        return at < text.length() ? safe + "..." : safe.toString();
    }

    private static boolean isUnsafe(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
