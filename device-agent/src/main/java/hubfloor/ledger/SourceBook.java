package hubfloor.ledger;

import hubfloor.delivery.SeqRanges.Range;
import hubfloor.event.EventSource;
import hubfloor.ledger.Account.Asked;
import java.util.ArrayList;
import java.util.List;

/**
 * One source as this instance saw its account last, and since when numbers have been missing: what is worth asking for,
 * and whether another instance has asked already. Ledger thread only; {@code now} is monotonic nanoseconds, {@code
 * storeMs} the store's clock, which all instances share.
 */
final class SourceBook {
    /** Numbers asked for at once; the device sends them no faster than receipts come. */
    static final long REPLAY_MAX = 1_000_000;

    /** Holes asked for at once; a device takes {@code 64} requests from all its consumers. */
    static final int HOLES_MAX = 32;

    static final long RECEIPT_TIMEOUT = 3_000_000_000L;
    static final long ASK_PAUSE_MS = 3_000;
    static final long ASK_PAUSE_MAX_MS = 60_000;
    private static final long MS = 1_000_000L;

    private Account account;
    private long missingSeen;
    private long missingSince;
    private boolean looked;
    private long lookedAt;
    private long lookedAtNumber;
    /** Numbers up to here were known to exist a receipt timeout ago. */
    private long old;

    private long notBefore;

    SourceBook(Account account) {
        this.account = account;
    }

    /** The account as it was committed. */
    void refresh(Account committed) {
        account = committed;
    }

    /** Whether the lowest hole has been open, as far as we know, for longer than the receipt timeout. */
    boolean isOverdue(long now) {
        if (!looked || now - lookedAt >= RECEIPT_TIMEOUT) {
            looked = true;
            old = lookedAtNumber;
            lookedAtNumber = account.last();
            lookedAt = now;
        }
        if (account.through() >= account.last()) {
            missingSeen = 0;
            return false;
        }
        long missing = account.through() + 1;
        if (missing != missingSeen) {
            missingSeen = missing;
            missingSince = now;
            boolean comes = missing <= account.asked().through(); // what was asked for is coming
            notBefore = comes ? now + RECEIPT_TIMEOUT : now;
        }
        return (missing <= old || now - missingSince >= RECEIPT_TIMEOUT) && now - notBefore >= 0;
    }

    /**
     * Holes worth asking for now, by the account that is held against other instances: the lowest is overdue, and with
     * it go all others as old. A broker that overflows drops here and there, and holes asked for one by one would take
     * hours. What is returned is noted in the account; it goes out once that is committed.
     */
    List<Range> ask(Account held, long now, long storeMs) {
        account = held;
        if (!isOverdue(now)) {
            return List.of();
        }
        long missing = held.through() + 1;
        Asked before = held.asked();
        boolean again = missing == before.from();
        long wait = again ? Math.min(before.atMs() + before.pauseMs() - storeMs, ASK_PAUSE_MAX_MS) : 0;
        if (wait > 0 && storeMs > before.atMs() - ASK_PAUSE_MAX_MS) { // a clock put back must not silence us
            notBefore = now + wait * MS;
            return List.of();
        }
        List<Range> holes = holes(missing);
        long pauseMs = again ? Math.min(2 * before.pauseMs(), ASK_PAUSE_MAX_MS) : ASK_PAUSE_MS;
        held.asked(new Asked(missing, holes.getLast().to(), storeMs, pauseMs));
        notBefore = now + pauseMs * MS;
        return holes;
    }

    /** From the lowest on, at most {@value #REPLAY_MAX} numbers; after the first hole only what is as old. */
    private List<Range> holes(long lowest) {
        List<Range> holes = new ArrayList<>();
        long room = REPLAY_MAX;
        long from = lowest;
        long last = account.last();
        for (Range held : account.above()) {
            if (holes.size() == HOLES_MAX || room == 0 || (from > old && !holes.isEmpty())) {
                return holes;
            }
            holes.add(new Range(from, Math.min(held.from() - 1, from + room - 1)));
            room -= holes.getLast().size();
            from = held.to() + 1;
        }
        if (holes.isEmpty() || (from <= Math.min(old, last) && room > 0 && holes.size() < HOLES_MAX)) {
            holes.add(new Range(from, Math.min(last, from + room - 1)));
        }
        return holes;
    }

    Account account() {
        return account;
    }

    EventSource source() {
        return account.source();
    }

    long through() {
        return account.through();
    }
}
