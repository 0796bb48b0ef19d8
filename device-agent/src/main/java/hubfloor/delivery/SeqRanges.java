package hubfloor.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A set of event numbers (from 1 on) kept as ranges, so that a million neighbours cost as much as one. How many ranges there may
 * be is the owner's business. One thread.
 */
public final class SeqRanges {
    private final TreeMap<Long, Long> ends = new TreeMap<>();
    private long count;

    /** Both ends belong to it. */
    public record Range(long from, long to) {
        public long size() {
            return to - from + 1;
        }
    }

    public void add(long seq) {
        add(seq, seq);
    }

    public void add(long from, long to) {
        if (from > to) {
            return;
        }
        long start = from;
        long end = to;
        Map.Entry<Long, Long> before = ends.floorEntry(from);
        if (before != null && before.getValue() >= from - 1) {
            start = before.getKey();
            end = Math.max(end, before.getValue());
            if (before.getValue() >= to) {
                return;
            }
            count -= before.getValue() - before.getKey() + 1;
        }
        for (Map.Entry<Long, Long> next = ends.higherEntry(start);
                next != null && next.getKey() <= end + 1;
                next = ends.higherEntry(start)) {
            end = Math.max(end, next.getValue());
            count -= next.getValue() - next.getKey() + 1;
            ends.remove(next.getKey());
        }
        ends.put(start, end);
        count += end - start + 1;
    }

    public boolean contains(long seq) {
        return endOf(seq) >= seq;
    }

    /** Last number of the range that holds this one; 0 when none does. */
    public long endOf(long seq) {
        Map.Entry<Long, Long> at = ends.isEmpty() ? null : ends.floorEntry(seq);
        return at != null && at.getValue() >= seq ? at.getValue() : 0;
    }

    /** Takes one number out, which may leave two ranges where there was one. */
    public void remove(long seq) {
        Map.Entry<Long, Long> at = ends.floorEntry(seq);
        if (at == null || at.getValue() < seq) {
            return;
        }
        ends.remove(at.getKey());
        if (at.getKey() < seq) {
            ends.put(at.getKey(), seq - 1);
        }
        if (at.getValue() > seq) {
            ends.put(seq + 1, at.getValue());
        }
        count--;
    }

    public void removeThrough(long seq) {
        while (!ends.isEmpty() && ends.firstKey() <= seq) {
            Map.Entry<Long, Long> first = ends.pollFirstEntry();
            count -= first.getValue() - first.getKey() + 1;
            if (first.getValue() > seq) {
                ends.put(seq + 1, first.getValue());
                count += first.getValue() - seq;
                return;
            }
        }
    }

    /** Takes the lowest range out when it starts at or below this number, and gives its end; else 0. */
    public long takeFirstIfFrom(long seq) {
        if (ends.isEmpty() || ends.firstKey() > seq) {
            return 0;
        }
        Map.Entry<Long, Long> first = ends.pollFirstEntry();
        count -= first.getValue() - first.getKey() + 1;
        return first.getValue();
    }

    /** Lowest number held, 0 when empty. */
    public long first() {
        return ends.isEmpty() ? 0 : ends.firstKey();
    }

    /** Highest number held, 0 when empty. */
    public long last() {
        return ends.isEmpty() ? 0 : ends.lastEntry().getValue();
    }

    /** How many numbers are held. */
    public long count() {
        return count;
    }

    public int ranges() {
        return ends.size();
    }

    public boolean isEmpty() {
        return ends.isEmpty();
    }

    public void clear() {
        ends.clear();
        count = 0;
    }

    /** The ranges in order, {@code 5-8 12-12}; empty for none. */
    public String text() {
        StringBuilder text = new StringBuilder();
        ends.forEach((from, to) ->
                text.append(text.isEmpty() ? "" : " ").append(from).append('-').append(to));
        return text.toString();
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static SeqRanges parse(String text) {
        SeqRanges ranges = new SeqRanges();
        for (String range : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
            int dash = range.indexOf('-');
            if (dash < 1) {
                throw new IllegalArgumentException("not ranges of numbers: " + text.length() + " characters");
            }
            ranges.add(Long.parseLong(range.substring(0, dash)), Long.parseLong(range.substring(dash + 1)));
        }
        return ranges;
    }

    public List<Range> list() {
        List<Range> list = new ArrayList<>(ends.size());
        ends.forEach((from, to) -> list.add(new Range(from, to)));
        return list;
    }
}
