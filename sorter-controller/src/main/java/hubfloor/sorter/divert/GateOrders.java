package hubfloor.sorter.divert;

import hubfloor.sorter.event.Reason;

/** What a gate's schedule tells its owner to do and to report. Called within {@link Gates#run}. */
public interface GateOrders {
    /** @param dueAtNanos when it should have been, extrapolated with the present speed */
    void move(int gate, boolean active, long dueAtNanos);

    /** @param offsetUm belt travel past the due place */
    void fired(Shot shot, long dueUm, long offsetUm);

    /** The shot is off; the parcel passes this gate. */
    void refused(Shot shot, Reason reason);
}
