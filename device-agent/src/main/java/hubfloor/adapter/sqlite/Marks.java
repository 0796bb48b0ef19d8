package hubfloor.adapter.sqlite;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far the broker and each named consumer have come, in memory. Raised by the link thread, written by the writer
 * thread. A mark lost in a crash only means that some events are sent again.
 */
final class Marks {
    static final long ALONE_NANOS = 1_000_000_000;
    private static final long WITH_ROWS_NANOS = 200_000_000;
    private static final String HANDED = "handed";
    private static final String CONSUMER = "consumer/";

    private final List<String> consumers;
    private final AtomicLong handed = new AtomicLong();
    private final Map<String, Long> receipts = new ConcurrentHashMap<>();
    private final AtomicLong strangers = new AtomicLong();
    private volatile boolean dirty;
    private long takenAtNanos;

    Marks(List<String> consumers, long nanos) {
        takenAtNanos = nanos;
        this.consumers = List.copyOf(consumers);
    }

    void load(Map<String, Long> kept, long last) {
        handed.set(Math.min(last, kept.getOrDefault(HANDED, 0L)));
        receipts.clear();
        for (String consumer : consumers) {
            receipts.put(consumer, Math.min(last, kept.getOrDefault(CONSUMER + consumer, 0L)));
        }
        dirty = false;
    }

    /** @return true when the writer is not yet on notice and must be woken */
    boolean raiseHanded(long through) {
        return handed.getAndAccumulate(through, Math::max) < through && soil();
    }

    boolean raiseReceipt(String consumer, long through) {
        Long before = receipts.put(consumer, Math.max(through, receipts.getOrDefault(consumer, 0L)));
        return (before == null || before < through) && soil();
    }

    boolean named(String consumer) {
        if (consumers.contains(consumer)) {
            return true;
        }
        strangers.incrementAndGet();
        return false;
    }

    long strangers() {
        return strangers.get();
    }

    long handed() {
        return handed.get();
    }

    /** Everything up to here has every named consumer's receipt; 0 when none is named. */
    long receipted() {
        long lowest = Long.MAX_VALUE;
        for (String consumer : consumers) {
            lowest = Math.min(lowest, receipts.getOrDefault(consumer, 0L));
        }
        return consumers.isEmpty() ? 0 : lowest;
    }

    boolean dirty() {
        return dirty;
    }

    /**
     * Takes what is to be written: with events at most five times a second, which keeps most commits at one page of
     * log, and by itself after a second. Empty when nothing is due.
     */
    Map<String, Long> takeIfDue(long nanos, boolean withRows, boolean closing) {
        long age = nanos - takenAtNanos;
        boolean due = closing || age >= ALONE_NANOS || (withRows && age >= WITH_ROWS_NANOS);
        return dirty && due ? take(nanos) : Map.of();
    }

    Map<String, Long> take(long nanos) {
        takenAtNanos = nanos;
        dirty = false; // before reading: a raise from here on makes it dirty again
        Map<String, Long> marks = new TreeMap<>();
        marks.put(HANDED, handed.get());
        receipts.forEach((consumer, through) -> marks.put(CONSUMER + consumer, through));
        return marks;
    }

    /** They were not written after all. */
    void giveBack() {
        dirty = true;
    }

    private boolean soil() {
        boolean first = !dirty;
        dirty = true;
        return first;
    }
}
