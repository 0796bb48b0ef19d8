package hubfloor.agent;

import hubfloor.event.Event;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.event.StoredEvent;
import hubfloor.port.Clock;
import hubfloor.port.EventStore;
import hubfloor.reader.ReaderMessage.Badge;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs operators in by their badges. A badge is told every 60 ms while it is near: only another badge, or the same one
 * shown anew, is an event; shown anew it logs its owner out. One operator at a time. Any thread.
 */
public final class OperatorDesk {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorDesk.class);
    /** A badge not told for this long was taken away. */
    private static final long AWAY_NANOS = 3_000_000_000L;
    /** Who showed a badge this long ago at most still stands here. */
    private static final long HERE_NANOS = 120_000_000_000L;

    private final EventStore store;
    private final Clock clock;
    private final Function<Map<String, ?>, byte[]> json;
    private String operator = "";
    private String near = "";
    private long nearAtNanos;

    /** @param json renders facts as the event's data */
    public OperatorDesk(EventStore store, Clock clock, Function<Map<String, ?>, byte[]> json) {
        this.store = store;
        this.clock = clock;
        this.json = json;
    }

    /** A badge is near a reader. */
    public void badge(String reader, Badge badge) throws InterruptedException {
        String before;
        String after;
        synchronized (this) {
            long now = clock.nanos();
            boolean held = badge.number().equals(near) && now - nearAtNanos < AWAY_NANOS;
            near = badge.number();
            nearAtNanos = now;
            if (held) {
                return;
            }
            before = operator;
            after = badge.number().equals(operator) ? "" : badge.number();
            operator = after;
        }
        if (!before.isEmpty()) {
            report("operator.logout.v1", reader, before);
        }
        if (!after.isEmpty()) {
            report("operator.login.v1", reader, after);
        }
    }

    /** The badge of who is logged in; empty for nobody. */
    public synchronized String operator() {
        return operator;
    }

    /** The badge of who is logged in and showed it within the last two minutes; empty for nobody. */
    public synchronized String here() {
        boolean here = near.equals(operator) && clock.nanos() - nearAtNanos < HERE_NANOS;
        return here ? operator : "";
    }

    private void report(String type, String reader, String badge) throws InterruptedException {
        byte[] facts = json.apply(Map.of("scanner", reader, "badge", badge));
        Event event = new Event(EventFamily.OPERATOR, EventClass.CUSTODY, type, "", clock.stamp(), facts);
        store.append(event, new EventStore.Outcome() {
            @Override
            public void stored(StoredEvent stored) {
                LOG.debug("{} stored as {}", type, stored.seq());
            }

            @Override
            public void refused(EventStore.Refusal why) {
                LOG.warn("{} was not stored: {}", type, why);
            }
        });
    }
}
