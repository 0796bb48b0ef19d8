package hubfloor.sim.model;

import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.LineEvent.Outcome;
import hubfloor.sorter.event.Reason;
import org.jspecify.annotations.Nullable;

/** What the controller said of one parcel it tracked; a parcel of the controller, not of the hall. */
final class Track {
    static final int UNDECIDED = -1;

    final long number;
    final int boot;
    final boolean unknown;

    @Nullable
    SimParcel body;

    String subject = "";
    int chute = UNDECIDED;
    LineEvent.@Nullable Decided decided;
    Reason aborted = Reason.NONE;

    @Nullable
    Outcome outcome;

    Reason endReason = Reason.NONE;
    int endChute = UNDECIDED;
    long endedAtNanos;

    /** The plan it was inducted under, and so decided by. */
    final String plan;

    Track(long number, int boot, boolean unknown, String plan) {
        this.plan = plan;
        this.number = number;
        this.boot = boot;
        this.unknown = unknown;
    }

    /** Why it is not where its plan would have had it, in the controller's words. */
    Reason reason() {
        if (decided != null && decided.reason() != Reason.NONE) {
            return decided.reason();
        }
        if (endReason != Reason.NONE) {
            return endReason;
        }
        return aborted;
    }
}
