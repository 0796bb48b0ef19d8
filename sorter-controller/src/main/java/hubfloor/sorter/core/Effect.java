package hubfloor.sorter.core;

import hubfloor.parcel.Identification;
import hubfloor.sorter.event.LineEvent;
import java.util.List;

/** What the line's owner must do now, in this order, after a step. */
public sealed interface Effect {
    /**
     * Put the gate's output to this level, at once. The shell tells how late it was against {@code dueAtNanos}; the
     * divert never waits for the disk.
     */
    record MoveGate(int gate, boolean active, long dueAtNanos) implements Effect {}

    /** All gate outputs to their safe level at once, whatever was moved before. */
    record AllSafe() implements Effect {}

    /** The belt must stop (jam) or may run: a request to the conveyor's own control. */
    record BeltPermit(boolean granted) implements Effect {}

    /**
     * Find out what is known of this parcel: the local table answers with {@link Input.Advised}, the host (when the line
     * asks one) with {@link Input.HostAssigned}, both with this parcel's number. Nobody waits for the answer.
     *
     * @param deadlineAtNanos after this an answer is refused
     */
    record Ask(long parcel, List<Identification> codes, long deadlineAtNanos) implements Effect {}

    /** Something happened that is stored and published; in order. */
    record Report(LineEvent event) implements Effect {}
}
