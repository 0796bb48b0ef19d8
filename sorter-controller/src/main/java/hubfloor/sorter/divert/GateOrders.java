package hubfloor.sorter.divert;

import hubfloor.sorter.event.Reason;

/** What a gate's schedule tells its owner to do and to report. Called within {@link Gates#run}. */
public interface GateOrders {
    /**
     * To work, now.
     *
     * @param dueAtNanos when it should have been, extrapolated with the present speed
     * @param latestAtNanos after this it must not be made any more
     * @param untilAtNanos by then it must be at rest again
     */
    void activate(int gate, long dueAtNanos, long latestAtNanos, long untilAtNanos);

    /** It stays at work, until then at most. */
    void keep(int gate, long untilAtNanos);

    void rest(int gate, long dueAtNanos);

    /** @param offsetUm belt travel past the due place */
    void fired(Shot shot, long dueUm, long offsetUm);

    /** The shot is off; the parcel passes this gate. */
    void refused(Shot shot, Reason reason);
}
