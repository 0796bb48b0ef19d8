package hubfloor.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;

/**
 * Events to send once more: ranges a consumer asked for, and parked events tried again after a new connection. At
 * most {@value #RANGES_MAX} ranges; one more is refused, and the consumer asks again. One thread.
 */
final class ReplayLane {
    static final int RANGES_MAX = 64;
    private final Deque<SeqRanges.Range> asked = new ArrayDeque<>();
    private final Deque<Long> retries = new ArrayDeque<>();

    boolean ask(long from, long to) {
        if (asked.size() >= RANGES_MAX) {
            return false;
        }
        asked.add(new SeqRanges.Range(from, to));
        return true;
    }

    /** Replaces what was left of the last connection's retries. */
    void retry(Collection<Long> parked) {
        retries.clear();
        retries.addAll(new ArrayList<>(parked));
    }

    /**
     * Next number to send, 0 for none. What was asked for goes out even when receipted: a consumer that lost its own
     * store asks for just that.
     *
     * @param through what was asked for beyond this number waits: the consumer could not keep up
     */
    long next(long receipted, long through) {
        for (Long retry = retries.poll(); retry != null; retry = retries.poll()) {
            if (retry > receipted) {
                return retry;
            }
        }
        SeqRanges.Range range = asked.peek();
        if (range == null || range.from() > through) {
            return 0;
        }
        asked.remove();
        if (range.from() < range.to()) {
            asked.addFirst(new SeqRanges.Range(range.from() + 1, range.to()));
        }
        return range.from();
    }

    /** These are no longer stored. */
    void skip(long from, long through) {
        SeqRanges.Range range = asked.peek();
        if (range != null && range.from() >= from && range.from() <= through) {
            asked.poll();
            if (range.to() > through) {
                asked.addFirst(new SeqRanges.Range(through + 1, range.to()));
            }
        }
    }

    boolean isEmpty() {
        return asked.isEmpty() && retries.isEmpty();
    }
}
