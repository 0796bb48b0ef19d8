package hubfloor.port;

/** Counts the rising edges of one input: an encoder's pulses. Never goes back, also over lost edges. Any thread. */
public interface PulseCounter {
    /** All pulses until now. */
    long count();

    /**
     * The count as it was at an instant of the monotonic clock, now or some milliseconds ago. Exact for the last
     * thousands of pulses; for an instant before those, the count at the oldest of them.
     */
    long countAt(long nanos);
}
