package hubfloor.ledger;

import hubfloor.delivery.SeqRanges.Range;
import hubfloor.event.EventSource;
import hubfloor.event.ReceivedEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a consumer keeps events. Ledger thread only. A method that throws has kept nothing of what it was given. */
public interface LedgerStore extends AutoCloseable {
    /** What is held of every source, read once at the start. */
    List<Held> held();

    /** Keeps all of it in one transaction, flushed when this returns: only then may it be receipted. */
    void keep(Delivery delivery);

    /** The envelope as it came, null when it is not held. */
    byte @Nullable [] envelope(EventSource source, long seq);

    @Override
    void close();

    /**
     * @param through everything up to here is held
     * @param above ranges held beyond the first gap
     */
    record Held(EventSource source, long through, List<Range> above, long duplicates, long conflicts) {
        public Held {
            above = List.copyOf(above);
        }
    }

    /** @param conflicts repeats of a number with other content: kept aside, never in place of the first */
    record Delivery(
            List<ReceivedEvent> fresh, List<ReceivedEvent> conflicts, Collection<Progress> progress, Instant at) {}

    record Progress(EventSource source, long through, long duplicates, long conflicts) {}
}
