package hubfloor.sorter.line;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How late each gate movement was against its due instant, in steps of 10 us up to 10 ms; what is later counts as the
 * last step, and the worst is kept exactly. One thread adds, any thread asks; what it then gets may be one shot behind.
 */
public final class ShotTimes {
    private static final int STEP_NANOS = 10_000;
    private static final int STEPS = 1_000;

    private final long[] counts = new long[STEPS + 1];
    private final AtomicLong shots = new AtomicLong();
    private volatile long worstNanos;

    void add(long lateNanos) {
        counts[Math.clamp(lateNanos / STEP_NANOS, 0, STEPS)]++;
        worstNanos = Math.max(worstNanos, lateNanos);
        shots.incrementAndGet();
    }

    public long shots() {
        return shots.get();
    }

    /** Upper end of the step that this share of all shots did not pass, in microseconds. */
    public long micros(double share) {
        long[] now = Arrays.copyOf(counts, counts.length);
        long left = (long) Math.ceil(Arrays.stream(now).sum() * share);
        for (int i = 0; i < now.length; i++) {
            left -= now[i];
            if (left <= 0) {
                return (i + 1L) * STEP_NANOS / 1_000;
            }
        }
        return 0;
    }

    public long worstMicros() {
        return worstNanos / 1_000;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "gate lateness over %d movements: p50 %d us, p99 %d us, max %d us",
                shots(),
                micros(0.5),
                micros(0.99),
                worstMicros());
    }
}
