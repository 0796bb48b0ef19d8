package hubfloor.link;

import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;

/**
 * Things that should not happen, counted by kind and logged once each: a flood of bad messages cannot fill a disk.
 * At most {@value #KINDS_MAX} kinds; the rest share one. One thread, but for {@link #counts}.
 */
final class Oddities {
    static final int KINDS_MAX = 64;
    private final Logger log;
    private final Map<String, Long> counts = new TreeMap<>();

    Oddities(Logger log) {
        this.log = log;
    }

    void count(String kind, String words) {
        synchronized (counts) {
            String key = counts.size() >= KINDS_MAX && !counts.containsKey(kind) ? "others" : kind;
            if (counts.merge(key, 1L, Long::sum) == 1) {
                log.warn("{}: {} (from now on only counted)", key, escaped(words));
            }
        }
    }

    Map<String, Long> counts() {
        synchronized (counts) {
            return Map.copyOf(counts);
        }
    }

    private static String escaped(String words) {
        StringBuilder text = new StringBuilder();
        words.codePoints().limit(200).forEach(c -> {
            if (Character.isISOControl(c) || c > 0x7e) {
                text.append(String.format("\\u%04x", c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.toString();
    }
}
