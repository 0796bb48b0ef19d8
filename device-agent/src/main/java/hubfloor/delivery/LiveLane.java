package hubfloor.delivery;

/**
 * Lets events of this minute past a backlog of hours. Open while at least {@value #BACKLOG_MIN} events wait and, at
 * the rate measured, a new one would be more than 5 s late; shut below half of that. Remembers which numbers it sent
 * on this connection, as at most {@value #OPENINGS_MAX} ranges; with as many it stays shut until the drain has passed
 * one. One thread.
 */
final class LiveLane {
    static final long BACKLOG_MIN = 50_000;
    static final int OPENINGS_MAX = 64;
    static final long LATE_MAX_SECONDS = 5;

    private final SeqRanges sent = new SeqRanges();
    private boolean open;
    private long next;
    private long perSecond;
    private long countedSince;
    private long counted;

    /** A new connection: what the last one sent is not known to have arrived. */
    void connected(long now) {
        sent.clear();
        open = false;
        perSecond = 0;
        counted = 0;
        countedSince = now;
    }

    /** One event was acknowledged: measures the drain. */
    void acknowledged(long now) {
        counted++;
        long span = now - countedSince;
        if (span >= BackOff.SECOND) {
            long rate = (long) (counted * (double) BackOff.SECOND / span);
            perSecond = perSecond == 0 ? rate : (perSecond + rate) / 2;
            counted = 0;
            countedSince = now;
        }
    }

    /** @param backlog events that wait for their turn; {@code stored} the last number given out */
    void consider(long backlog, long stored) {
        if (open) {
            if (backlog < BACKLOG_MIN || (perSecond > 0 && 2 * backlog < perSecond * LATE_MAX_SECONDS)) {
                open = false;
            }
        } else if (backlog >= BACKLOG_MIN
                && (perSecond == 0 || backlog > perSecond * LATE_MAX_SECONDS)
                && sent.ranges() < OPENINGS_MAX) {
            open = true;
            next = stored + 1;
        }
    }

    /** Next number to send ahead of its turn, 0 for none. */
    long next(long stored) {
        if (!open || next > stored) {
            return 0;
        }
        sent.add(next);
        return next++;
    }

    /** Last number of those already sent that follow without a hole from this one; 0 when this one was not. */
    long passedOver(long seq) {
        return sent.endOf(seq);
    }

    void drained(long through) {
        if (!sent.isEmpty()) {
            sent.removeThrough(through);
        }
    }

    long waitingAhead() {
        return sent.count();
    }

    boolean isOpen() {
        return open;
    }
}
