package hubfloor.config.load;

import java.util.List;
import java.util.Locale;

/** Guesses which allowed word a wrong one was meant to be. */
final class Nearest {
    private static final int LONGEST = 64;

    private Nearest() {}

    /** {@code "'baud' (did you mean that?), "} or nothing when no word is near. */
    static String to(String wrong, List<String> allowed) {
        if (wrong.length() > LONGEST) {
            return "";
        }
        String plain = wrong.toLowerCase(Locale.ROOT).replace('_', '-');
        String best = "";
        int least = Math.max(2, plain.length() / 3) + 1;
        int[] row = new int[LONGEST + 1];
        for (String word : allowed) {
            if (word.length() > LONGEST || Math.abs(word.length() - plain.length()) >= least) {
                continue; // the lengths alone are as far apart
            }
            int distance = distance(plain, word.toLowerCase(Locale.ROOT), row);
            if (distance < least && distance < word.length()) {
                least = distance;
                best = word;
            }
        }
        return best.isEmpty() ? "" : "'" + best + "' (did you mean that?), ";
    }

    /** Letters to add, drop or change (Levenshtein). */
    private static int distance(String from, String to, int[] row) {
        for (int column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= to.length(); column++) {
                int change = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(change, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[to.length()];
    }
}
