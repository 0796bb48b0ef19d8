package hubfloor.adapter.gpio;

import hubfloor.port.PulseCounter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * When each of the last {@value #KEPT} pulses came, in a ring: pulse n stands at place n modulo its size. One thread
 * adds, any thread asks, nobody waits; nothing is allocated.
 */
final class PulseTrack implements PulseCounter {
    static final int SIZE = 8_192;
    /** The oldest eighth may be overwritten while somebody reads; it is not looked at. */
    static final int KEPT = SIZE - SIZE / 8;

    private static final VarHandle PLACE = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] cameAt = new long[SIZE];
    private volatile long count;

    /** So many pulses came until this instant, the last one at it. */
    void add(long atNanos, long pulses) {
        long next = count;
        for (long pulse = Math.max(next, next + pulses - SIZE); pulse < next + pulses; pulse++) {
            PLACE.setOpaque(cameAt, (int) (pulse % SIZE), atNanos);
        }
        count = next + pulses;
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public long countAt(long nanos) {
        long high = count;
        long low = Math.max(0, high - KEPT);
        while (low < high) {
            long middle = (low + high) >>> 1;
            if ((long) PLACE.getOpaque(cameAt, (int) (middle % SIZE)) <= nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
