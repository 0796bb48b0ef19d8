package hubfloor.central;

import hubfloor.delivery.BackOff;
import hubfloor.port.BrokerConnector;
import hubfloor.port.BrokerConnector.Connection;
import hubfloor.port.BrokerConnector.Listener;
import hubfloor.port.BrokerConnector.Message;
import hubfloor.port.BrokerConnector.Publication;
import hubfloor.port.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Central's connection, dialed again and again with back-off. What comes in waits in a queue of
 * {@value #QUEUE_MAX}; when that is full the library's callback waits, the broker gets no acknowledgements from us and
 * holds back: a consumer that promises to store everything may slow the broker down, but must not drop. One thread
 * owns it; the callbacks only enqueue.
 */
public final class BrokerSession {
    static final int QUEUE_MAX = 8192;
    private static final int BATCH_MAX = 1024;
    private static final int WINDOW_MAX = 200;
    private static final long HINT = 0; // no connection has this number

    private final BrokerConnector connector;
    private final Clock clock;
    private final LongUnaryOperator randomBelow;
    private final String clientId;
    private final List<String> filters;
    private final BackOff backOff = new BackOff();
    private final ArrayBlockingQueue<Letter> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final List<Letter> taken = new ArrayList<>(BATCH_MAX);
    private final AtomicInteger generation = new AtomicInteger();
    private @Nullable Connection connection;
    private Ear ear = new Ear(0);
    private boolean connected;
    private boolean dialPending = true;
    private long dialAt;
    private int window;
    private long connects;

    /** What a callback left; null message for the connection's own news. */
    private record Letter(
            int generation, What what, int number, @Nullable Message message) {
        enum What {
            REACHED,
            CONNECTED,
            ACKNOWLEDGED,
            MESSAGE,
            LOST
        }
    }

    /** @param filters what to subscribe to after each connect */
    public BrokerSession(
            BrokerConnector connector,
            Clock clock,
            LongUnaryOperator randomBelow,
            String clientId,
            List<String> filters) {
        this.connector = connector;
        this.clock = clock;
        this.randomBelow = randomBelow;
        this.clientId = clientId;
        this.filters = List.copyOf(filters);
        this.dialAt = clock.nanos();
    }

    /**
     * Dials when due, waits at most so long, and hands over what came, at most {@value #BATCH_MAX} letters.
     *
     * @return true when a connection was made in this pass
     */
    public boolean pass(long waitMs, Consumer<Message> messages) throws InterruptedException {
        long now = clock.nanos();
        if (dialPending && now - dialAt >= 0) {
            dialPending = false;
            ear = new Ear(generation.incrementAndGet());
            connection = connector.dial(clientId, goodbye(), ear);
        }
        long untilDial = dialPending ? Math.max(1, (dialAt - now) / 1_000_000) : waitMs;
        Letter first = queue.poll(Math.min(waitMs, untilDial), TimeUnit.MILLISECONDS);
        if (first == null) {
            return false;
        }
        taken.clear();
        taken.add(first);
        queue.drainTo(taken, BATCH_MAX - 1);
        boolean fresh = false;
        for (Letter letter : taken) {
            fresh |= handle(letter, messages);
        }
        return fresh;
    }

    /** @return false when it cannot go out now: not connected, or too many are unanswered */
    public boolean publish(Publication message) {
        Connection to = connection;
        if (to == null || room() == 0) {
            return false;
        }
        ear.unanswered.incrementAndGet();
        to.publish(connects, message);
        to.flush();
        return true;
    }

    /**
     * Sends a message at QoS 0 beyond the window, for what cannot wait: it is lost with the connection, and dropped where
     * many go out at once.
     *
     * @param message of QoS 0
     */
    public void hint(Publication message) {
        Connection to = connection;
        if (to != null && connected) {
            to.publish(HINT, message);
            to.flush();
        }
    }

    /** Says goodbye; nothing is dialed any more. */
    public void close() {
        Connection leaving = connection;
        generation.incrementAndGet();
        connected = false;
        connection = null;
        dialPending = false;
        if (leaving != null) {
            leaving.close(true);
        }
    }

    /** Says goodbye and forgets what came in, so that the broker gives a shared subscription's events to others. */
    public void rest() {
        close();
        queue.clear();
    }

    /** Dials again after {@link #rest}. */
    public void resume() {
        dialPending = true;
        dialAt = clock.nanos();
    }

    /** How many publishes can go out now. */
    public int room() {
        return connected ? Math.max(0, window - ear.unanswered.get()) : 0;
    }

    /** Nothing that was published waits for the broker's word. */
    public boolean isAnswered() {
        return ear.unanswered.get() == 0;
    }

    public boolean isConnected() {
        return connected;
    }

    private boolean handle(Letter letter, Consumer<Message> messages) {
        if (letter.message() != null) {
            messages.accept(letter.message());
            return false;
        }
        if (letter.generation() != generation.get()) {
            return false;
        }
        long now = clock.nanos();
        switch (letter.what()) {
            case REACHED -> backOff.reached(now);
            case CONNECTED -> {
                backOff.connected(now);
                connected = true;
                connects++;
                window = Math.max(1, Math.min(WINDOW_MAX, letter.number()) - 1);
                if (connection != null) {
                    connection.subscribe(filters);
                }
                return true;
            }
            case LOST -> {
                connected = false;
                connection = null;
                dialPending = true;
                dialAt = backOff.lost(letter.number(), now, randomBelow.applyAsLong(Long.MAX_VALUE));
            }
            case ACKNOWLEDGED, MESSAGE -> {}
        }
        return false;
    }

    /** A consumer has no will of its own; the port wants one, so it is an empty, unretained word nobody listens to. */
    private Publication goodbye() {
        return new Publication("hubfloor-consumer/" + clientId, new byte[0], 0, false, "", new byte[0]);
    }

    /**
     * One connection's callbacks. Acknowledgements are counted at once: behind a flood of messages they would wait for
     * seconds, and with them every receipt, while the flood goes on because no receipt comes.
     */
    private final class Ear implements Listener {
        private final int mine;
        private final AtomicInteger unanswered = new AtomicInteger();

        Ear(int mine) {
            this.mine = mine;
        }

        @Override
        public void reached() {
            leave(new Letter(mine, Letter.What.REACHED, 0, null));
        }

        @Override
        public void connected(int receiveMax, int maxPacketBytes) {
            leave(new Letter(mine, Letter.What.CONNECTED, receiveMax, null));
        }

        @Override
        public void acknowledged(long token, int reasonCode) {
            if (token != HINT) { // one that was too large comes back as answered, and took no room
                unanswered.decrementAndGet();
            }
            queue.offer(new Letter(mine, Letter.What.ACKNOWLEDGED, reasonCode, null)); // wakes whoever waits for room
        }

        @Override
        public void subscribed(List<Integer> reasonCodes) {}

        @Override
        public void arrived(Message message) {
            leave(new Letter(mine, Letter.What.MESSAGE, 0, message));
        }

        @Override
        public void lost(int reasonCode, String words) {
            leave(new Letter(mine, Letter.What.LOST, reasonCode, null));
        }

        private void leave(Letter letter) {
            try {
                boolean left = false;
                while (!left && mine == generation.get()) {
                    left = queue.offer(letter, 100, TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
