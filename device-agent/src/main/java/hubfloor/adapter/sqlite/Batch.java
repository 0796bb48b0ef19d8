package hubfloor.adapter.sqlite;

import hubfloor.event.Event;
import hubfloor.event.StoredEvent;
import hubfloor.port.EventStore.CommitListener;
import hubfloor.port.EventStore.Outcome;
import hubfloor.port.EventStore.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of the next transaction and who waits for each. Every waiter is told exactly once; one that throws does
 * not keep the others from being told. For the store-writer only.
 */
final class Batch {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);
    static final Outcome NOBODY = new Outcome() {
        @Override
        public void stored(StoredEvent event) {}

        @Override
        public void refused(Refusal why) {}
    };

    private final List<Event> rows = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    void add(Event event, Outcome outcome) {
        rows.add(event);
        outcomes.add(outcome);
    }

    /** An event of the store's own. */
    void addNotice(Event event) {
        add(event, NOBODY);
    }

    List<Event> rows() {
        return rows;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** @return the events under their numbers, for the commit listener; the batch is empty then */
    List<StoredEvent> tellStored(String epoch, long firstSeq) {
        List<StoredEvent> stored = new ArrayList<>(rows.size());
        for (Event row : rows) {
            stored.add(new StoredEvent(epoch, firstSeq + stored.size(), row));
        }
        for (int i = 0; i < stored.size(); i++) {
            try {
                outcomes.get(i).stored(stored.get(i));
            } catch (RuntimeException e) {
                LOG.error("a receiver of a store outcome failed: {}", e.toString());
            }
        }
        clear();
        return stored;
    }

    void refuse(Refusal why) {
        for (Outcome outcome : outcomes) {
            tell(outcome, why);
        }
        clear();
    }

    void clear() {
        rows.clear();
        outcomes.clear();
    }

    static void tell(Outcome outcome, Refusal why) {
        try {
            outcome.refused(why);
        } catch (RuntimeException e) {
            LOG.error("a receiver of a store outcome failed: {}", e.toString());
        }
    }

    static void tell(CommitListener listener, List<StoredEvent> stored) {
        try {
            listener.committed(stored);
        } catch (RuntimeException e) {
            LOG.error("the commit listener failed: {}", e.toString());
        }
    }
}
