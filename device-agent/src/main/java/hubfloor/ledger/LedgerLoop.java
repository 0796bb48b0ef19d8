package hubfloor.ledger;

import hubfloor.central.BrokerSession;
import hubfloor.delivery.SeqRanges;
import hubfloor.event.Receipt;
import hubfloor.event.ReceivedEvent;
import hubfloor.event.ReplayRequest;
import hubfloor.event.Topics;
import hubfloor.event.Topics.Address;
import hubfloor.port.BrokerConnector.Message;
import hubfloor.port.BrokerConnector.Publication;
import hubfloor.port.Clock;
import hubfloor.port.WireFormat;
import hubfloor.port.WireFormat.Malformed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The duty of the ledger thread: take what arrived, put it on disk in one transaction, then confirm it. Confirmations
 * go out at most every 50 ms to each device, or when 500 events have come; again after every connection and birth.
 */
final class LedgerLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerLoop.class);
    private static final long MS = 1_000_000L;
    private static final long RECEIPT_EVERY = 50 * MS;
    private static final long RECEIPT_EVENTS = 500;
    private static final long LOOK_EVERY = 200 * MS;
    private static final int ADDRESSES_MAX = 8192;
    private static final byte[] NONE = {};

    private final Topics topics;
    private final String consumer;
    private final BrokerSession session;
    private final LedgerStore store;
    private final WireFormat wire;
    private final Clock clock;
    private final LongUnaryOperator randomBelow;
    private final Books books;
    private final Map<String, Optional<Address>> addresses = new HashMap<>();
    private long lookedAt;
    private boolean confirmationsWait;
    private volatile boolean stopped;
    private volatile boolean failed;
    private volatile boolean connected;
    private volatile List<SourceReport> report = List.of();
    private volatile Map<String, Long> counts = Map.of();

    LedgerLoop(
            Topics topics,
            String consumer,
            BrokerSession session,
            LedgerStore store,
            WireFormat wire,
            Clock clock,
            LongUnaryOperator randomBelow) {
        this.topics = topics;
        this.consumer = consumer;
        this.session = session;
        this.store = store;
        this.wire = wire;
        this.clock = clock;
        this.randomBelow = randomBelow;
        this.books = new Books(store);
        this.lookedAt = clock.nanos();
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                pass();
            }
            pass();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failed = true;
            LOG.error("the ledger stops, nothing more is confirmed: {}", e.toString());
        } finally {
            session.close();
            connected = false;
            publishViews();
            store.close();
        }
    }

    private void pass() throws InterruptedException {
        if (session.pass(confirmationsWait ? 10 : 100, this::arrived)) {
            books.desks().forEach(desk -> desk.due = true);
        }
        connected = session.isConnected();
        books.flush(clock.stamp().wall());
        long now = clock.nanos();
        confirm(now);
        if (now - lookedAt >= LOOK_EVERY) {
            lookedAt = now;
            askForMissing(now);
            publishViews();
        }
    }

    private void arrived(Message message) {
        Address address = address(message.topic()).orElse(null);
        if (address == null) {
            books.odd("other-topic");
            return;
        }
        try {
            if (address.kind() == Topics.Kind.EVENT) {
                ReceivedEvent event = wire.readEvent(message.payload());
                if (event.source().device().equals(address.device())) {
                    books.take(event);
                } else {
                    books.odd("source-of-another-device");
                }
            } else if (address.kind() == Topics.Kind.STATE && message.payload().length > 0) {
                books.announced(address.device(), wire.readState(message.payload()));
            }
        } catch (Malformed e) {
            books.odd("malformed");
        }
    }

    private void confirm(long now) {
        confirmationsWait = false;
        for (Books.Desk desk : books.desks()) {
            SourceBook book = desk.current;
            long news = book.through() - desk.confirmed;
            if (book.through() == 0 || (news <= 0 && !desk.due)) {
                continue;
            }
            if (now - desk.confirmedAtNanos < RECEIPT_EVERY && news < RECEIPT_EVENTS) {
                confirmationsWait = true;
                continue;
            }
            byte[] receipt = wire.receipt(new Receipt(book.source().epoch(), book.through()));
            if (session.publish(publication(topics.receipt(desk.device, consumer), receipt))) {
                desk.confirmed = book.through();
                desk.confirmedAtNanos = now;
                desk.due = false;
                books.count("receipts", 1);
            } else {
                confirmationsWait = session.isConnected();
            }
        }
    }

    private void askForMissing(long now) {
        if (!session.isConnected()) {
            return;
        }
        for (Books.Desk desk : books.desks()) {
            for (SeqRanges.Range missing : desk.current.ask(now)) {
                ReplayRequest request = new ReplayRequest(
                        consumer + "-" + Long.toHexString(randomBelow.applyAsLong(Long.MAX_VALUE)),
                        desk.current.source().epoch(),
                        missing.from(),
                        missing.to(),
                        Optional.empty());
                session.publish(publication(topics.command(desk.device, "replay"), wire.replayRequest(request)));
                books.count("replays-asked", 1);
            }
        }
    }

    private Optional<Address> address(String topic) {
        if (addresses.size() > ADDRESSES_MAX) {
            addresses.clear();
        }
        return addresses.computeIfAbsent(topic, topics::parse);
    }

    private void publishViews() {
        report = books.report();
        counts = books.counts();
    }

    private static Publication publication(String topic, byte[] payload) {
        return new Publication(topic, payload, 1, false, "application/json", NONE);
    }

    void stop() {
        stopped = true;
    }

    List<SourceReport> report() {
        return report;
    }

    Map<String, Long> counts() {
        return counts;
    }

    boolean isConnected() {
        return connected;
    }

    boolean hasFailed() {
        return failed;
    }
}
