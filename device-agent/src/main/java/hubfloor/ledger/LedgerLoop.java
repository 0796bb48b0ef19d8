package hubfloor.ledger;

import hubfloor.central.BrokerSession;
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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The duty of the ledger thread: take what arrived, put it on disk in one transaction, then confirm it. What comes in
 * gathers for 20 ms or until 256 have come. Confirmations go out at most every 50 ms to each device, and at most a
 * thousand a second in all, or when 500 events have come; again after every connection and birth.
 *
 * <p>While the store is away this instance leaves the broker, so that others get its share of the events, and forgets
 * what it had not stored: nothing of it was confirmed, and it is asked for again as any gap.
 */
final class LedgerLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerLoop.class);
    private static final long MS = 1_000_000L;
    private static final long GATHER = 20 * MS;
    private static final int GATHER_EVENTS = 256;
    private static final long RECEIPT_EVERY = 50 * MS;
    private static final long RECEIPT_EVENTS = 500;
    private static final long LOOK_EVERY = 200 * MS;
    private static final long HINT_EVERY = 1_000 * MS;
    private static final int HINTS_AT_ONCE = 100; // some 12 KiB: what the connection lets go without an answer
    private static final int QUESTIONS_LEAVE = 8;
    private static final long STORE_PAUSE = 500 * MS;
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
    private final Deque<Publication> questions = new ArrayDeque<>();
    private int turn;
    private long flushedAt;
    private long lookedAt;
    private boolean confirmationsWait;
    private volatile boolean stopped;
    private volatile boolean failed;
    private volatile boolean connected;
    private volatile String storeTrouble = "";
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
        this.books = new Books(store, wire);
        this.lookedAt = clock.nanos();
        this.flushedAt = lookedAt;
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                try {
                    pass();
                } catch (LedgerStore.Away e) {
                    waitForStore(e);
                }
            }
            lastPass();
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
        if (session.pass(patienceMs(), this::arrived)) {
            books.desks().forEach(desk -> desk.due = true);
        }
        connected = session.isConnected();
        long now = clock.nanos();
        if (books.waiting() == 0) {
            flushedAt = now;
        } else if (books.waiting() >= GATHER_EVENTS || now - flushedAt >= GATHER) {
            books.flush(clock.stamp().wall());
            flushedAt = clock.nanos();
        }
        confirm(now);
        sendQuestions();
        if (now - lookedAt >= LOOK_EVERY) {
            lookedAt = now;
            askForMissing(now);
            publishViews();
        }
    }

    private long patienceMs() {
        if (books.waiting() > 0) {
            return GATHER / MS;
        }
        return confirmationsWait || !questions.isEmpty() ? 10 : 100;
    }

    private void lastPass() throws InterruptedException {
        try {
            session.pass(1, this::arrived);
            books.flush(clock.stamp().wall());
            books.desks()
                    .forEach(desk -> desk.confirmedAtNanos =
                            clock.nanos() - RECEIPT_EVERY * books.desks().size());
            confirm(clock.nanos());
        } catch (LedgerStore.Away e) {
            LOG.warn("the last events were not stored, and are not confirmed: {}", e.getMessage());
        }
    }

    private void waitForStore(LedgerStore.Away why) {
        LOG.warn("the ledger's store is away, nothing is taken or confirmed: {}", why.getMessage());
        session.rest();
        connected = false;
        questions.clear();
        books.count("store-away", 1);
        boolean back = false;
        for (String words = String.valueOf(why.getMessage()); !back && !stopped; ) {
            storeTrouble = words;
            publishViews();
            LockSupport.parkNanos(STORE_PAUSE);
            try {
                books.reload();
                back = true;
            } catch (LedgerStore.Away e) {
                words = String.valueOf(e.getMessage());
            }
        }
        storeTrouble = "";
        if (back) {
            session.resume();
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

    /**
     * Takes up where the last round found no room: no device waits because others have news again and again. While the
     * broker's acknowledgements are held up behind a flood of events, the same is said once a second at QoS 0, which needs
     * none; the receipt proper follows as soon as there is room.
     */
    private void confirm(long now) {
        confirmationsWait = false;
        List<Books.Desk> desks = books.desks();
        long every = Math.max(RECEIPT_EVERY, MS * desks.size());
        int hints = 0;
        int begin = desks.isEmpty() ? 0 : turn % desks.size(); // a reload may have left fewer
        for (int i = 0; i < desks.size(); i++) {
            Books.Desk desk = desks.get((begin + i) % desks.size());
            SourceBook book = desk.current;
            long news = book.through() - desk.confirmed;
            if (book.through() == 0 || (news <= 0 && !desk.due)) {
                continue;
            }
            if (now - desk.confirmedAtNanos < every && news < RECEIPT_EVENTS) {
                confirmationsWait = true;
                continue;
            }
            byte[] receipt = wire.receipt(new Receipt(book.source().epoch(), book.through()));
            String topic = topics.receipt(desk.device, consumer);
            if (session.publish(publication(topic, receipt, 1))) {
                desk.confirmed = book.through();
                desk.confirmedAtNanos = now;
                desk.due = false;
                turn = (begin + i + 1) % desks.size();
                books.count("receipts", 1);
            } else {
                confirmationsWait = session.isConnected();
                if (now - desk.hintedAtNanos >= HINT_EVERY && hints < HINTS_AT_ONCE) {
                    desk.hintedAtNanos = now;
                    turn = (begin + i + 1) % desks.size();
                    hints++;
                    session.hint(publication(topic, receipt, 0));
                }
            }
        }
        books.count("receipts-hinted", hints);
    }

    private void askForMissing(long now) {
        if (!session.isConnected()) {
            questions.clear(); // they are asked again when their pause is over
            return;
        }
        if (!questions.isEmpty()) {
            return;
        }
        for (Books.Question question : books.ask(now, clock.stamp().wall())) {
            ReplayRequest request = new ReplayRequest(
                    consumer + "-" + Long.toHexString(randomBelow.applyAsLong(Long.MAX_VALUE)),
                    question.source().epoch(),
                    question.missing().from(),
                    question.missing().to(),
                    Optional.empty());
            questions.add(
                    publication(topics.command(question.source().device(), "replay"), wire.replayRequest(request), 1));
            books.count("replays-asked", 1);
        }
        sendQuestions();
    }

    /** Half of the window at most: confirmations must not wait for questions. */
    private void sendQuestions() {
        while (!questions.isEmpty() && session.room() > QUESTIONS_LEAVE && session.publish(questions.peek())) {
            questions.remove();
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

    private static Publication publication(String topic, byte[] payload, int qos) {
        return new Publication(topic, payload, qos, false, "application/json", NONE);
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

    /** Why the store cannot be reached, empty while it can. */
    String storeTrouble() {
        return storeTrouble;
    }

    boolean hasFailed() {
        return failed;
    }
}
