package hubfloor.sorter.core;

import hubfloor.parcel.Identification;
import hubfloor.sorter.event.LineEvent;
import java.util.List;

/** What the line's owner must do now, in this order, after a step. */
public sealed interface Effect {
    /**
     * Put the gate's output to this level, at once. The shell tells how late it was against {@code dueAtNanos}; the
     * divert never waits for the disk. Both other instants count for {@code active} only.
     *
     * @param latestAtNanos after this the movement would meet another parcel: it must not be made any more
     * @param untilAtNanos by then the gate must be at rest again, if necessary without anybody's telling it
     */
    record MoveGate(int gate, boolean active, long dueAtNanos, long latestAtNanos, long untilAtNanos)
            implements Effect {
        public static MoveGate on(int gate, long dueAtNanos, long latestAtNanos, long untilAtNanos) {
            return new MoveGate(gate, true, dueAtNanos, latestAtNanos, untilAtNanos);
        }

        public static MoveGate off(int gate, long dueAtNanos) {
            return new MoveGate(gate, false, dueAtNanos, Long.MAX_VALUE, 0);
        }
    }

    /** A gate at work stays there longer than it was first told: until this instant at most. */
    record KeepGate(int gate, long untilAtNanos) implements Effect {}

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
