package hubfloor.hub;

import hubfloor.event.Event;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.event.StoredEvent;
import hubfloor.port.Clock;
import hubfloor.port.EventStore;
import hubfloor.port.EventStore.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts what the hub desk has to say into the event store. Any thread. */
public final class Notes {
    private static final Logger LOG = LoggerFactory.getLogger(Notes.class);

    private final EventStore store;
    private final Clock clock;
    private final Function<Map<String, ?>, byte[]> json;

    /** @param json renders an event's data */
    public Notes(EventStore store, Clock clock, Function<Map<String, ?>, byte[]> json) {
        this.store = store;
        this.clock = clock;
        this.json = json;
    }

    void say(EventFamily family, EventClass dear, String type, String subject, Map<String, ?> data)
            throws InterruptedException {
        say(family, dear, type, subject, data, refusal -> {});
    }

    /** @param outcome told once, by the store's thread: why it was not stored, empty when it was */
    void say(
            EventFamily family,
            EventClass dear,
            String type,
            String subject,
            Map<String, ?> data,
            Consumer<Optional<Refusal>> outcome)
            throws InterruptedException {
        Event event = new Event(family, dear, type, subject, clock.stamp(), json.apply(data));
        store.append(event, new EventStore.Outcome() {
            @Override
            public void stored(StoredEvent stored) {
                LOG.debug("{} stored as {}", type, stored.seq());
                outcome.accept(Optional.empty());
            }

            @Override
            public void refused(Refusal why) {
                LOG.warn("{} was not stored: {}", type, why);
                outcome.accept(Optional.of(why));
            }
        });
    }
}
