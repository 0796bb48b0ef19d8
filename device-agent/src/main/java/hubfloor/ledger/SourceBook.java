package hubfloor.ledger;

import hubfloor.delivery.SeqRanges;
import hubfloor.event.EventSource;
import hubfloor.ledger.LedgerStore.Held;
import java.util.Optional;

/**
 * What the ledger holds of one source (one epoch of one device), which numbers are missing, and when that is worth
 * asking for. At most {@value #RANGES_MAX} ranges beyond the first gap; an event that would open one more is left out
 * and asked for again later. Ledger thread only; nanoseconds.
 */
final class SourceBook {
    static final int RANGES_MAX = 10_000;
    static final long REPLAY_MAX = 5_000;
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

    /** A range worth asking for now, because it has been missing for longer than the receipt timeout. */
    Optional<SeqRanges.Range> ask(long now) {
        if (through >= last()) {
            missingSeen = 0;
            return Optional.empty();
        }
        long missing = through + 1;
        if (missing != missingSeen) {
            missingSeen = missing;
            missingSince = now;
            askAt = now;
            askPause = RECEIPT_TIMEOUT;
            return Optional.empty();
        }
        if (now - missingSince < RECEIPT_TIMEOUT || now - askAt < 0) {
            return Optional.empty();
        }
        askAt = now + askPause;
        askPause = Math.min(2 * askPause, ASK_PAUSE_MAX);
        long end = above.isEmpty() ? last() : above.first() - 1;
        return Optional.of(new SeqRanges.Range(missing, Math.min(end, through + REPLAY_MAX)));
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
