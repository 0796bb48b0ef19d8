package hubfloor.ledger;

import hubfloor.delivery.SeqRanges;
import hubfloor.delivery.SeqRanges.Range;
import hubfloor.event.EventSource;
import java.util.ArrayList;
import java.util.List;

/**
 * What is held of one source (one epoch of one device), by every instance of the ledger together. It is a row of the
 * store, read, changed and written under that row's lock, so that no instance confirms from memory what another may
 * know better. At most {@value #RANGES_MAX} ranges beyond the first gap; an event that would open one more is left out
 * and asked for again later. One thread at a time.
 *
 * <pre>
 * 1 ......... through | gap | above | gap | above ... last        gone: expired numbers, which count as held
 * </pre>
 */
public final class Account {
    static final int RANGES_MAX = 10_000;

    private final EventSource source;
    private final SeqRanges above;
    private final SeqRanges gone;
    private long through;
    private long announced;
    private long namedAtMs;
    private long duplicates;
    private long conflicts;
    private long shed;
    private Asked asked;

    /**
     * As the store keeps it. The ranges are {@link SeqRanges#text}.
     *
     * @param announced highest number the device's state named
     * @param namedAtMs when a state named this epoch last, by the store's clock; 0 for never
     */
    public record Row(
            EventSource source,
            long through,
            String above,
            String gone,
            long announced,
            long namedAtMs,
            long duplicates,
            long conflicts,
            long shed,
            Asked asked) {}

    /**
     * The last request to send again, by whichever instance.
     *
     * @param from the lowest number missing then, 0 when nothing was asked yet
     * @param through the highest number it asked for
     * @param atMs when, by the store's clock
     * @param pauseMs for how long nobody asks for the same again
     */
    public record Asked(long from, long through, long atMs, long pauseMs) {
        static final Asked NEVER = new Asked(0, 0, 0, 0);
    }

    private Account(Row row) {
        source = row.source();
        through = row.through();
        above = SeqRanges.parse(row.above());
        gone = SeqRanges.parse(row.gone());
        announced = row.announced();
        namedAtMs = row.namedAtMs();
        duplicates = row.duplicates();
        conflicts = row.conflicts();
        shed = row.shed();
        asked = row.asked();
    }

    /** A source nobody has heard of. */
    public static Account of(EventSource source) {
        return new Account(new Row(source, 0, "", "", 0, 0, 0, 0, 0, Asked.NEVER));
    }

    /** @throws IllegalArgumentException when the ranges are none: somebody else wrote into the store */
    public static Account of(Row row) {
        return new Account(row);
    }

    public Row row() {
        return new Row(
                source, through, above.text(), gone.text(), announced, namedAtMs, duplicates, conflicts, shed, asked);
    }

    /** The event itself is held; a number that is only known to be gone is not. */
    boolean holds(long seq) {
        return (seq <= through || above.contains(seq)) && !gone.contains(seq);
    }

    /** @return false when it must be left out for want of room */
    boolean add(long seq) {
        if (gone.contains(seq)) { // somebody had it after all
            if (gone.ranges() >= RANGES_MAX) {
                return false;
            }
            gone.remove(seq);
            return true;
        }
        if (seq != through + 1 && above.ranges() >= RANGES_MAX && above.endOf(seq - 1) == 0) {
            return false;
        }
        above.add(seq);
        close();
        return true;
    }

    /** Numbers that will never come: those not held count as held from here on. */
    boolean expired(long from, long to) {
        List<Range> missing = new ArrayList<>();
        long next = Math.max(from, through + 1);
        for (Range held : above.list()) {
            if (held.from() > to) {
                break;
            }
            if (held.from() > next) {
                missing.add(new Range(next, held.from() - 1));
            }
            next = Math.max(next, held.to() + 1);
        }
        if (next <= to) {
            missing.add(new Range(next, to));
        }
        if (gone.ranges() + missing.size() > RANGES_MAX || above.ranges() >= RANGES_MAX) {
            return false;
        }
        for (Range range : missing) {
            gone.add(range.from(), range.to());
            above.add(range.from(), range.to());
        }
        close();
        return true;
    }

    /** The device says that this is its epoch, and that it has given out numbers up to here. */
    void announced(long lastSeq, long atMs) {
        announced = Math.max(announced, lastSeq);
        namedAtMs = Math.max(namedAtMs, atMs);
    }

    void repeated() {
        duplicates++;
    }

    void conflicting() {
        conflicts++;
    }

    void shed(long count) {
        shed += count;
    }

    void asked(Asked request) {
        asked = request;
    }

    public EventSource source() {
        return source;
    }

    /** Everything up to here is held or gone: it may be receipted once this row is committed. */
    public long through() {
        return through;
    }

    /** Highest number known to exist. */
    public long last() {
        return Math.max(Math.max(announced, through), above.last());
    }

    public long missing() {
        return last() - through - above.count();
    }

    public int gaps() {
        return missing() == 0 ? 0 : above.ranges() + (last() > Math.max(above.last(), through) ? 1 : 0);
    }

    /** Ranges held beyond the first gap, in order. */
    public List<Range> above() {
        return above.list();
    }

    /** How many numbers expired unheard. */
    public long gone() {
        return gone.count();
    }

    public long shed() {
        return shed;
    }

    public long duplicates() {
        return duplicates;
    }

    public long conflicts() {
        return conflicts;
    }

    public long namedAtMs() {
        return namedAtMs;
    }

    Asked asked() {
        return asked;
    }

    private void close() {
        long end = above.takeFirstIfFrom(through + 1);
        through = Math.max(through, end);
    }
}
