package hubfloor.advice;

import hubfloor.delivery.SeqRanges;
import hubfloor.delivery.SeqRanges.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which messages of one feed this device has, and which it should ask for. A message that is missing is asked for after
 * {@link #LATE_NANOS}, {@value #ASK_MAX} numbers at a time; the next ones as soon as these are there, the same ones
 * again with growing pauses. So a device that was away fetches at its own pace, and a feed that keeps nothing is not
 * asked for ever in haste. One thread.
 */
public final class FeedBook {
    /** A number below others that has not come after this long was lost. */
    public static final long LATE_NANOS = 2_000_000_000L;

    /** Most numbers asked for at a time. */
    public static final int ASK_MAX = 64;

    /** Islands beyond the first gap; at the bound a message is not taken, and will be asked for. */
    static final int ISLANDS_MAX = 64;

    private static final long PAUSE_MIN = 10_000_000_000L;
    private static final long PAUSE_MAX = 600_000_000_000L;

    private final SeqRanges above = new SeqRanges();
    private String epoch;
    private long through;
    private long announced;
    private long askedThrough;
    private long lateSince;
    private boolean unsure;
    private boolean probed;
    private boolean late;
    private long askAgainAt;
    private long pause = PAUSE_MIN;

    /** What a message's number is to this device. */
    public enum Sighting {
        NEW,
        REPEATED,
        /** Too many gaps to note another one; it was not taken. */
        TOO_MANY_GAPS
    }

    /** @param mark what {@link #mark} said before the last stop; {@link Mark#NONE} for a feed never heard */
    public FeedBook(Mark mark) {
        epoch = mark.epoch();
        through = mark.through();
        mark.above().forEach(range -> above.add(range.from(), range.to()));
    }

    /** How far a feed has come, to be kept. */
    public record Mark(String epoch, long through, List<Range> above) {
        public static final Mark NONE = new Mark("", 0, List.of());

        public Mark {
            above = List.copyOf(above);
        }

        /** {@code 17;19-20,24}: all through 17, and two islands. */
        public String text() {
            List<String> islands = new ArrayList<>();
            above.forEach(range -> islands.add(range.from() + "-" + range.to()));
            return through + ";" + String.join(",", islands);
        }

        /** Empty for a text that {@link #text} never wrote. */
        public static Optional<Mark> parse(String epoch, String text) {
            try {
                String[] parts = text.split(";", -1);
                List<Range> islands = new ArrayList<>();
                for (String island : parts[1].isEmpty() ? new String[0] : parts[1].split(",", -1)) {
                    String[] ends = island.split("-", -1);
                    islands.add(new Range(Long.parseLong(ends[0]), Long.parseLong(ends[1])));
                }
                return Optional.of(new Mark(epoch, Long.parseLong(parts[0]), islands));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                return Optional.empty();
            }
        }
    }

    public Mark mark() {
        return new Mark(epoch, through, above.list());
    }

    /** A message came. Another epoch begins anew: what the old one still owed will not come any more. */
    public Sighting heard(String ofEpoch, long seq, long nowNanos) {
        if (!ofEpoch.equals(epoch)) {
            epoch = ofEpoch;
            through = 0;
            above.clear();
            announced = 0;
            askedThrough = 0;
            late = false;
            unsure = false;
        }
        announced = Math.max(announced, seq);
        if (seq <= through || above.contains(seq)) {
            unsure &= !(probed && seq == last());
            return Sighting.REPEATED;
        }
        if (seq != through + 1 && above.ranges() >= ISLANDS_MAX && !above.contains(seq - 1)) {
            return Sighting.TOO_MANY_GAPS;
        }
        above.add(seq);
        long end = above.takeFirstIfFrom(through + 1);
        if (end > 0) {
            through = end;
            pause = PAUSE_MIN;
            late &= through < last() || unsure;
            lateSince = nowNanos;
            long rest = probed ? LATE_NANOS : PAUSE_MIN;
            askAgainAt = through >= askedThrough ? nowNanos : nowNanos + rest;
        }
        return Sighting.NEW;
    }

    /**
     * A message was there and had to be dropped unread. Where it was the newest one, nothing would tell; so the numbers
     * after the last one are asked for once all others are there, until the feed sends its last one again: so far it is.
     */
    public void dropped() {
        unsure = true;
        probed = false;
    }

    /** The numbers to ask for now; empty when nothing is missing, or it was asked for not long ago. */
    public Optional<Range> ask(long nowNanos) {
        if (through >= last() && !unsure) {
            late = false;
            return Optional.empty();
        }
        if (!late) {
            late = true;
            lateSince = nowNanos;
            askAgainAt = nowNanos + LATE_NANOS;
        }
        if (nowNanos - askAgainAt < 0) {
            return Optional.empty();
        }
        probed = through >= last();
        long known = probed ? Long.MAX_VALUE : above.isEmpty() ? last() : above.first() - 1;
        long to = Math.min(known, through + ASK_MAX);
        pause = to <= askedThrough ? Math.min(2 * pause, PAUSE_MAX) : PAUSE_MIN;
        askedThrough = to;
        askAgainAt = nowNanos + pause;
        return Optional.of(new Range(through + 1, to));
    }

    /** How long the lowest missing number has been missed; 0 when none is. */
    public long lateNanos(long nowNanos) {
        return late ? nowNanos - lateSince : 0;
    }

    public String epoch() {
        return epoch;
    }

    /** Highest number known to exist. */
    private long last() {
        return Math.max(Math.max(announced, through), above.last());
    }
}
