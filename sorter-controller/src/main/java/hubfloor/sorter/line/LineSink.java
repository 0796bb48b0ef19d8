package hubfloor.sorter.line;

import hubfloor.sorter.core.Effect;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.Reason;
import org.jspecify.annotations.Nullable;

/** Where a line's words go. Called by the line's thread; must only enqueue. */
public interface LineSink {
    /** @param cause the input it is an effect of; null for none */
    void said(@Nullable Input cause, LineEvent event);

    /** What is known of this parcel is to be found out; nobody waits for the answer. */
    void asked(Effect.Ask question);

    /** An order was obeyed, or refused for a reason that its event has told already. */
    default void obeyed(Input.Order order, Reason refusal) {}

    /**
     * A gate's output was written at that instant.
     *
     * @param lookDueAtNanos when the line was to look at what is due, or when the input came that moved the gate; after
     *     {@code move}'s own due instant by what the encoder's resolution costs
     */
    default void moved(Effect.MoveGate move, long lookDueAtNanos, long writtenAtNanos) {}

    /** Whether what is said can be kept; asked at every turn. */
    Keeping keeping();

    /** How well the journal keeps up. */
    enum Keeping {
        /** All of it. */
        ALL,
        /** Room is short or the disk is slow: nothing more may be sorted until that is over. */
        SHORT,
        /** The disk has failed: the line stops for good. */
        FAILED
    }
}
