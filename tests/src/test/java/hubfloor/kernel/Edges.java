package hubfloor.kernel;

import hubfloor.port.Pins;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes down what one input told: the numbers, the kernel's times, and how long each took to get here. */
class Edges implements Pins.Listener {
    private final long[] at;
    private final long[] late;
    private volatile int count;
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger levels = new AtomicInteger();
    private volatile boolean level;
    private volatile boolean gapless = true;
    private int lastSequence;

    Edges(int most) {
        at = new long[most];
        late = new long[most];
    }

    @Override
    public void level(long atNanos, boolean active) {
        level = active;
        levels.incrementAndGet();
    }

    @Override
    public void edge(long atNanos, int sequence, boolean active) {
        int place = count;
        late[place] = System.nanoTime() - atNanos;
        at[place] = atNanos;
        gapless &= sequence == lastSequence + 1;
        lastSequence = sequence;
        level = active;
        count = place + 1;
    }

    @Override
    public void lost(long atNanos, int edges) {
        lost.addAndGet(edges);
    }

    @Override
    public void gone(long atNanos) {}

    int count() {
        return count;
    }

    int lost() {
        return lost.get();
    }

    int levels() {
        return levels.get();
    }

    boolean level() {
        return level;
    }

    boolean gapless() {
        return gapless;
    }

    long at(int edge) {
        return at[edge];
    }

    boolean timesRise() {
        for (int i = 1; i < count; i++) {
            if (at[i] < at[i - 1]) {
                return false;
            }
        }
        return true;
    }

    /** Sorted, nanoseconds from the kernel's stamp to the listener. */
    long[] lateness() {
        return latenessFrom(0);
    }

    long[] latenessFrom(int edge) {
        long[] sorted = Arrays.copyOfRange(late, edge, count);
        Arrays.sort(sorted);
        return sorted;
    }

    static String figures(long[] sorted) {
        return "p50 %d us, p99 %d us, max %d us"
                .formatted(
                        sorted[sorted.length / 2] / 1_000,
                        sorted[sorted.length * 99 / 100] / 1_000,
                        sorted[sorted.length - 1] / 1_000);
    }

    /** Waits without giving the processor away, so that the next deed is on time. */
    static void until(long nanos) {
        while (System.nanoTime() - nanos < 0) {
            Thread.onSpinWait();
        }
    }
}
