package hubfloor.ledger;

import hubfloor.central.BrokerSession;
import hubfloor.event.Topics;
import hubfloor.port.BrokerConnector;
import hubfloor.port.Clock;
import hubfloor.port.WireFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * The reference consumer: keeps every event of every device once, confirms what it has flushed to disk by cumulative
 * receipts, and asks for what is missing. Several instances may share one store and the load. It owns the thread {@code
 * ledger}. While its store is away it waits, and when its disk fails it stops at once: neither way is anything confirmed
 * that is not kept; what was not confirmed, the devices still hold.
 *
 * <p>Methods may be called by any thread.
 */
public final class Ledger {
    private final LedgerLoop loop;
    private final Thread thread;

    /**
     * @param topicPrefix as in the devices' configuration
     * @param consumer the name devices wait for, {@code central} unless told otherwise
     * @param group under which name this instance shares the events with others over one store; empty for all of them
     * @param store closed together with the ledger
     */
    public Ledger(
            String topicPrefix,
            String consumer,
            Optional<String> group,
            BrokerConnector connector,
            LedgerStore store,
            WireFormat wire,
            Clock clock,
            LongUnaryOperator randomBelow) {
        Topics topics = new Topics(topicPrefix);
        String clientId = "ledger-" + consumer + "-" + Long.toHexString(randomBelow.applyAsLong(1L << 32));
        String events = group.map(topics::everyEvent).orElseGet(topics::everyEvent);
        BrokerSession session =
                new BrokerSession(connector, clock, randomBelow, clientId, List.of(topics.everyState(), events));
        this.loop = new LedgerLoop(topics, consumer, session, store, wire, clock, randomBelow);
        this.thread = Thread.ofPlatform().name("ledger").unstarted(loop);
    }

    public void start() {
        thread.start();
    }

    public List<SourceReport> report() {
        return loop.report();
    }

    /** Events stored since the start, and everything that was odd, by kind. */
    public Map<String, Long> counts() {
        return loop.counts();
    }

    public boolean isConnected() {
        return loop.isConnected();
    }

    /** Why the store cannot be reached just now, empty while it can. */
    public String storeTrouble() {
        return loop.storeTrouble();
    }

    /** True once the store has failed: nothing is taken any more, and the process should end and be looked at. */
    public boolean hasFailed() {
        return loop.hasFailed();
    }

    /** Stores what has arrived, confirms it, says goodbye and closes the store. Safe to call twice. */
    public void close() {
        loop.stop();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
