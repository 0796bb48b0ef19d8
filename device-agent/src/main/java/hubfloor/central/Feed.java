package hubfloor.central;

import hubfloor.advice.NewsLetter;
import hubfloor.advice.ParcelNews;
import hubfloor.event.ReceivedEvent;
import hubfloor.event.Topics;
import hubfloor.port.BrokerConnector;
import hubfloor.port.BrokerConnector.Message;
import hubfloor.port.BrokerConnector.Publication;
import hubfloor.port.Clock;
import hubfloor.port.FeedLog;
import hubfloor.port.WireFormat;
import hubfloor.port.WireFormat.Malformed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one hub about its parcels, on its own thread {@code feed}. Each message is numbered and on disk before it goes
 * out; the last one stays retained at the broker, so that a device that connects learns at once how far the feed is. A
 * device that says what it misses gets it again, {@value #AGAIN_MAX} waiting at most; what does not fit it asks again.
 *
 * <p>{@link #tell} may be called by any thread.
 */
public final class Feed {
    static final int WAITING_MAX = 100_000;
    static final int AGAIN_MAX = 1_024;
    private static final int LETTER_BYTES = 48 * 1024;
    /** What the broker may have lost with its connection is told once more; devices pass over what they have. */
    private static final int AFTER_CONNECT = 32;

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    private final String topic;
    private final String name;
    private final BrokerSession session;
    private final FeedLog log;
    private final WireFormat wire;
    private final BlockingQueue<ParcelNews> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Deque<Long> again = new ArrayDeque<>();
    private final Thread thread;
    private long sentThrough;
    private final AtomicLong told = new AtomicLong();
    private volatile boolean stopping;
    private volatile boolean failed;
    private final AtomicLong given = new AtomicLong();
    private volatile long settled = -1;

    /**
     * @param name the topic's last level: who tells, such as {@code wms} or {@code customs}
     * @param log closed together with the feed
     */
    public Feed(
            String topicPrefix,
            String hub,
            String name,
            BrokerConnector connector,
            FeedLog log,
            WireFormat wire,
            Clock clock,
            LongUnaryOperator randomBelow) {
        Topics topics = new Topics(topicPrefix);
        this.topic = topics.parcels(hub, name);
        this.name = name;
        this.log = log;
        this.wire = wire;
        String clientId = "feed-" + name + "-" + Long.toHexString(randomBelow.applyAsLong(1L << 32));
        session = new BrokerSession(connector, clock, randomBelow, clientId, List.of(topics.deviceEvents(hub)));
        sentThrough = log.last();
        thread = Thread.ofPlatform().name("feed").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Queues news; waits while {@value #WAITING_MAX} wait. */
    public void tell(ParcelNews news) throws InterruptedException {
        given.incrementAndGet();
        waiting.put(news);
    }

    /** The same for who must not wait: not taken while so much waits. */
    public void offer(ParcelNews news) {
        if (waiting.offer(news)) {
            given.incrementAndGet();
        }
    }

    /** Messages that the broker has taken since the start. */
    public long told() {
        return told.get();
    }

    /** Everything that was told is with the broker. */
    public boolean isIdle() {
        return settled == given.get();
    }

    public boolean isConnected() {
        return session.isConnected();
    }

    /** The log's disk failed: nothing is told any more. */
    public boolean hasFailed() {
        return failed;
    }

    private void run() {
        try {
            while (!stopping) {
                long upTo = given.get();
                if (session.pass(20, this::heard)) {
                    sentThrough = Math.max(0, Math.min(sentThrough, log.last() - AFTER_CONNECT));
                }
                write();
                send();
                if (waiting.isEmpty() && sentThrough == log.last() && session.isConnected() && session.isAnswered()) {
                    settled = upTo;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException disk) {
            failed = true;
            LOG.error("{}", disk.getMessage());
        } finally {
            session.close();
            log.close();
        }
    }

    /** Puts what waits into messages on disk, as long as the broker keeps up. */
    private void write() {
        while (!waiting.isEmpty() && log.last() - sentThrough < AFTER_CONNECT) {
            List<ParcelNews> parcels = new ArrayList<>();
            waiting.drainTo(parcels, NewsLetter.PARCELS_MAX);
            letters(parcels);
        }
    }

    private void letters(List<ParcelNews> parcels) {
        long seq = log.last() + 1;
        byte[] letter = wire.news(new NewsLetter(log.epoch(), seq, parcels, 0));
        if (letter.length > LETTER_BYTES && parcels.size() > 1) {
            letters(parcels.subList(0, parcels.size() / 2));
            letters(parcels.subList(parcels.size() / 2, parcels.size()));
        } else {
            log.append(seq, letter);
        }
    }

    private void send() {
        while (sentThrough < log.last() && publish(sentThrough + 1, sentThrough + 1 == log.last())) {
            sentThrough++;
            told.incrementAndGet();
        }
        while (!again.isEmpty() && publish(again.peek(), false)) {
            again.remove();
        }
    }

    private boolean publish(long seq, boolean newest) {
        Optional<byte[]> letter = log.read(seq);
        return letter.isEmpty()
                || session.publish(new Publication(topic, letter.get(), 1, newest, "application/json", new byte[0]));
    }

    private void heard(Message message) {
        try {
            ReceivedEvent event = wire.readEvent(message.payload());
            if (!event.is("device.parcel-news-missing.v1")) {
                return;
            }
            Map<String, Object> missed = wire.readData(event);
            if (name.equals(missed.get("feed"))
                    && log.epoch().equals(missed.get("epoch"))
                    && missed.get("from") instanceof Long from
                    && missed.get("to") instanceof Long to) {
                tellAgain(from, to);
            }
        } catch (Malformed e) {
            LOG.debug("an event that is none: {}", e.getMessage());
        }
    }

    /** Who asks beyond the last one is sent that again: so far it is, and no further. */
    private void tellAgain(long from, long to) {
        long first = Math.max(1, Math.min(from, log.last()));
        for (long seq = first; seq <= Math.min(to, log.last()) && again.size() < AGAIN_MAX; seq++) {
            if (!again.contains(seq)) {
                again.add(seq);
            }
        }
    }

    /** Sends what waits for at most so long, then ends. */
    public void close(Duration drain) {
        try {
            for (long left = drain.toMillis(); left > 0 && !isIdle() && thread.isAlive(); left -= 20) {
                thread.join(Duration.ofMillis(20));
            }
            stopping = true;
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
