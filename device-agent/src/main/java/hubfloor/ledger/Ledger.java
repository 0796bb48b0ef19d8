package hubfloor.ledger;

import hubfloor.central.BrokerSession;
import hubfloor.event.Topics;
import hubfloor.port.BrokerConnector;
import hubfloor.port.Clock;
import hubfloor.port.WireFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * The reference consumer: keeps every event of every device once, confirms what it has flushed to disk by cumulative
 * receipts, and asks for what is missing. It owns the thread {@code ledger}. When its store fails it stops at once and
 * confirms nothing more; what was not confirmed, the devices still hold.
 *
 * <p>Methods may be called by any thread.
 */
public final class Ledger {
    private final LedgerLoop loop;
    private final Thread thread;

    /**
     * @param topicPrefix as in the devices' configuration
     * @param consumer the name devices wait for, {@code central} unless told otherwise
     * @param store closed together with the ledger
     */
    public Ledger(
            String topicPrefix,
            String consumer,
            BrokerConnector connector,
            LedgerStore store,
            WireFormat wire,
            Clock clock,
            LongUnaryOperator randomBelow) {
        Topics topics = new Topics(topicPrefix);
        String clientId = "ledger-" + consumer + "-" + Long.toHexString(randomBelow.applyAsLong(1L << 32));
        BrokerSession session = new BrokerSession(
                connector, clock, randomBelow, clientId, List.of(topics.everyState(), topics.everyEvent()));
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
