package hubfloor.floor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Why receipts of one device came late: for each run of events that waited longer than {@value #LATE_S} s, what was asked
 * for again, and which connections were lost, while they waited. At most {@value #KEPT} of each. The device's lock guards
 * it.
 */
final class LateReceipts {
    static final int LATE_S = 5;
    private static final int KEPT = 64;
    private static final double SECOND = 1e9;

    private final String device;
    private final Deque<Word> words = new ArrayDeque<>();
    private final List<String> lines = new ArrayList<>();
    private long last;

    private record Word(long at, String text) {}

    LateReceipts(String device) {
        this.device = device;
    }

    void asked(long from, long to, long now) {
        word(now, from + ".." + to);
    }

    void lost(long now) {
        word(now, "lost");
    }

    private void word(long now, String text) {
        if (words.size() == KEPT) {
            words.remove();
        }
        words.add(new Word(now, text));
    }

    void receipted(long seq, long lag, long now) {
        boolean goesOn = seq == last + 1;
        if (lag < LATE_S * SECOND) {
            return;
        }
        last = seq;
        if (goesOn || lines.size() == KEPT) {
            return; // the first of a run has waited longest
        }
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%s %d: %.1f s;", device, seq, lag / SECOND));
        for (Word word : words) {
            if (now - word.at() <= lag) {
                line.append(String.format(Locale.ROOT, " %.1f %s", (word.at() - (now - lag)) / SECOND, word.text()));
            }
        }
        lines.add(line.toString());
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
