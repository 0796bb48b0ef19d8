package hubfloor.floor;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** How long events waited for their receipt, in milliseconds up to ten minutes. Any thread. */
public final class Lags {
    private static final int MS_MAX = 600_000;

    private final AtomicLongArray counts = new AtomicLongArray(MS_MAX + 1);
    private final AtomicLong all = new AtomicLong();
    private final AtomicLong worst = new AtomicLong();

    void add(long nanos) {
        worst.accumulateAndGet(nanos / 1_000_000, Math::max);
        counts.incrementAndGet((int) Math.min(MS_MAX, nanos / 1_000_000));
        all.incrementAndGet();
    }

    public long count() {
        return all.get();
    }

    /** Milliseconds of the worst since this was asked last. */
    public long worstSinceMs() {
        return worst.getAndSet(0);
    }

    /** Milliseconds that this share of all events stayed within; 1.0 for the worst. */
    public long atMs(double share) {
        long wanted = (long) Math.ceil(share * all.get());
        long seen = 0;
        for (int ms = 0; ms <= MS_MAX; ms++) {
            seen += counts.get(ms);
            if (seen >= wanted) {
                return ms;
            }
        }
        return MS_MAX;
    }
}
