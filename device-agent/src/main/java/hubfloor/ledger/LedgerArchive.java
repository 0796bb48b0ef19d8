package hubfloor.ledger;

import hubfloor.event.EventSource;
import hubfloor.event.ReceivedEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A consumer's events read in the order of source and number, one row at a time; nothing is written. All that is asked of
 * one archive is of one state of the store. There is no index by time; every reading goes over the whole of a hub. One
 * thread.
 *
 * <p>Every method throws what {@link LedgerStore}'s do where the store fails.
 */
public interface LedgerArchive extends AutoCloseable {
    /** Takes one event; what it throws ends the reading. */
    interface Sink {
        /** @param receivedAt when the ledger stored it, to the millisecond */
        void take(ReceivedEvent event, Instant receivedAt) throws IOException;
    }

    /** Of which hubs there are events, in order. */
    List<String> hubs();

    /** The hubs of these sources, in order. */
    static List<String> hubsOf(Collection<EventSource> sources) {
        TreeSet<String> hubs = new TreeSet<>();
        sources.forEach(source -> hubs.add(source.device().hub()));
        return List.copyOf(hubs);
    }

    /** When the newest event of a hub was stored; empty when there is none. */
    Optional<Instant> newest(String hub);

    /** Hands over every event of a hub, sources in the order of their texts' bytes. */
    void read(String hub, Sink sink) throws IOException;

    @Override
    void close();
}
