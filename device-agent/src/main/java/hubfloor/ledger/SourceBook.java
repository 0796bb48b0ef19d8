package hubfloor.ledger;

import hubfloor.delivery.SeqRanges;
import hubfloor.delivery.SeqRanges.Range;
import hubfloor.event.EventSource;
import hubfloor.ledger.LedgerStore.Held;
import java.util.ArrayList;
import java.util.List;

/**
 * What the ledger holds of one source (one epoch of one device), which numbers are missing, and when that is worth
 * asking for. At most {@value #RANGES_MAX} ranges beyond the first gap; an event that would open one more is left out
 * and asked for again later. Ledger thread only; nanoseconds.
 */
final class SourceBook {
    static final int RANGES_MAX = 10_000;
    /** Numbers asked for at once; the device sends them no faster than receipts come. */
    static final long REPLAY_MAX = 1_000_000;

    /** Holes asked for at once; a device takes {@code 64} requests from all its consumers. */
    static final int HOLES_MAX = 32;

    static final long RECEIPT_TIMEOUT = 3_000_000_000L;
    static final long ASK_PAUSE_MAX = 60_000_000_000L;

    private final EventSource source;
    private final SeqRanges above = new SeqRanges();
    private long through;
    private long announced;
    private long duplicates;
    private long conflicts;
    private long missingSeen;
    private long missingSince;
    private boolean looked;
    private long lookedAt;
    private long lookedAtNumber;
    /** Numbers up to here were known to exist a receipt timeout ago. */
    private long old;

    private long askedThrough;
    private long askAt;
    private long askPause = RECEIPT_TIMEOUT;

    SourceBook(EventSource source) {
        this.source = source;
    }

    SourceBook(Held held) {
        this.source = held.source();
        this.through = held.through();
        this.duplicates = held.duplicates();
        this.conflicts = held.conflicts();
        held.above().forEach(range -> above.add(range.from(), range.to()));
        close();
    }

    boolean holds(long seq) {
        return seq <= through || above.contains(seq);
    }

    /** @return false when it must be left out for want of room */
    boolean add(long seq) {
        if (seq == through + 1) {
            through = seq;
            close();
            return true;
        }
        if (above.ranges() >= RANGES_MAX && above.endOf(seq - 1) == 0) {
            return false;
        }
        above.add(seq);
        return true;
    }

    void repeated() {
        duplicates++;
    }

    void conflicting() {
        conflicts++;
    }

    /** The device says it has given out numbers up to here. */
    void announced(long lastSeq) {
        announced = Math.max(announced, lastSeq);
    }

    /**
     * Holes worth asking for now: the lowest has been open for longer than the receipt timeout, and with it go all
     * others as old. A broker that overflows drops here and there, and holes asked for one by one would take hours.
     */
    List<Range> ask(long now) {
        if (!looked || now - lookedAt >= RECEIPT_TIMEOUT) {
            looked = true;
            old = lookedAtNumber;
            lookedAtNumber = last();
            lookedAt = now;
        }
        if (through >= last()) {
            missingSeen = 0;
            return List.of();
        }
        long missing = through + 1;
        if (missing != missingSeen) {
            missingSeen = missing;
            missingSince = now;
            askPause = RECEIPT_TIMEOUT;
            askAt = missing > askedThrough ? now : now + RECEIPT_TIMEOUT; // what was asked for is coming
        }
        boolean overdue = missing <= old || now - missingSince >= RECEIPT_TIMEOUT;
        if (!overdue || now - askAt < 0) {
            return List.of();
        }
        askAt = now + askPause;
        askPause = Math.min(2 * askPause, ASK_PAUSE_MAX);
        List<Range> holes = holes(missing);
        askedThrough = holes.getLast().to();
        return holes;
    }

    /** From the lowest on, at most {@value #REPLAY_MAX} numbers; after the first hole only what is as old. */
    private List<Range> holes(long lowest) {
        List<Range> holes = new ArrayList<>();
        long room = REPLAY_MAX;
        long from = lowest;
        for (Range held : above.list()) {
            if (holes.size() == HOLES_MAX || room == 0 || (from > old && !holes.isEmpty())) {
                return holes;
            }
            holes.add(new Range(from, Math.min(held.from() - 1, from + room - 1)));
            room -= holes.getLast().size();
            from = held.to() + 1;
        }
        if (holes.isEmpty() || (from <= Math.min(old, last()) && room > 0 && holes.size() < HOLES_MAX)) {
            holes.add(new Range(from, Math.min(last(), from + room - 1)));
        }
        return holes;
    }

    long through() {
        return through;
    }

    /** Highest number known to exist. */
    long last() {
        return Math.max(Math.max(announced, through), above.last());
    }

    long missing() {
        return last() - through - above.count();
    }

    int gaps() {
        return missing() == 0 ? 0 : above.ranges() + (last() > Math.max(above.last(), through) ? 1 : 0);
    }

    long duplicates() {
        return duplicates;
    }

    long conflicts() {
        return conflicts;
    }

    EventSource source() {
        return source;
    }

    private void close() {
        if (!above.isEmpty()) {
            long end = above.takeFirstIfFrom(through + 1);
            through = Math.max(through, end);
        }
    }
}
