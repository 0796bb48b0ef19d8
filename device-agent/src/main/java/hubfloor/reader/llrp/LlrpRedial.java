package hubfloor.reader.llrp;

/**
 * When to dial a reader again: at once-ish, then ever more rarely, up to {@value #CAP_MS} ms, so that with the time a dial
 * itself may take two attempts are never more than 15 s apart. Half of each pause is chance: readers that lost power
 * together are not all dialed in the same moment. A connection that read for a second starts over; one
 * that breaks sooner counts as a failed try, so that a reader at odds with us does not flood anything. One thread.
 */
public final class LlrpRedial {
    static final int FIRST_MS = 250;
    static final int CAP_MS = 8_000;
    static final long STABLE_NANOS = 1_000_000_000L;

    private int failures;

    /** Chance comes in: a number from 0 up to, not including, its argument. */
    @FunctionalInterface
    public interface Chance {
        int below(int bound);
    }

    /**
     * A dial or a connection has ended.
     *
     * @param readNanos how long tags were read on it; 0 when it never came so far
     * @return milliseconds to wait before the next dial
     */
    public int pauseMs(long readNanos, Chance chance) {
        failures = readNanos >= STABLE_NANOS ? 0 : failures;
        int whole = Math.min(CAP_MS, FIRST_MS << Math.min(failures, 10));
        failures++;
        return whole / 2 + chance.below(whole / 2 + 1);
    }
}
