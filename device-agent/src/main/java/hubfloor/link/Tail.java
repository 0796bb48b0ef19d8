package hubfloor.link;

import hubfloor.event.StoredEvent;
import hubfloor.port.EventStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds an event to send: the newest {@value #RING} are still in memory from their commit, older ones are read from
 * the store in pages of {@value #PAGE}, of which two are kept (the drain's and one for replays or the live lane). Link
 * thread only.
 */
final class Tail {
    static final int RING = 1024;
    static final int PAGE = 256;

    private final EventStore store;
    private final @Nullable StoredEvent[] ring = new @Nullable StoredEvent[RING];
    private List<StoredEvent> page = List.of();
    private List<StoredEvent> other = List.of();
    private long firstAfter;

    Tail(EventStore store) {
        this.store = store;
    }

    void committed(StoredEvent event) {
        ring[(int) (event.seq() & (RING - 1))] = event;
    }

    /** @return null when the store does not give it; {@link #firstAfter} then says where it goes on */
    @Nullable
    StoredEvent find(long seq) {
        StoredEvent recent = ring[(int) (seq & (RING - 1))];
        if (recent != null && recent.seq() == seq) {
            return recent;
        }
        StoredEvent found = in(page, seq);
        if (found != null) {
            return found;
        }
        found = in(other, seq);
        if (found == null) {
            other = store.read(seq, PAGE);
            found = in(other, seq);
            firstAfter = other.isEmpty() ? 0 : other.getFirst().seq();
        }
        List<StoredEvent> used = other;
        other = page;
        page = used;
        return found;
    }

    /** First number the store gave instead; 0 when it gave nothing at all, as it does when it cannot be read. */
    long firstAfter() {
        return firstAfter;
    }

    private static @Nullable StoredEvent in(List<StoredEvent> page, long seq) {
        if (page.isEmpty()
                || seq < page.getFirst().seq()
                || seq > page.getLast().seq()) {
            return null;
        }
        long guess = seq - page.getFirst().seq();
        if (guess < page.size() && page.get((int) guess).seq() == seq) {
            return page.get((int) guess);
        }
        for (StoredEvent event : page) {
            if (event.seq() == seq) {
                return event;
            }
        }
        return null;
    }
}
