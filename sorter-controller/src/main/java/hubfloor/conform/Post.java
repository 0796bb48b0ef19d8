package hubfloor.conform;

import hubfloor.port.BrokerConnector;
import hubfloor.port.BrokerConnector.Connection;
import hubfloor.port.BrokerConnector.Listener;
import hubfloor.port.BrokerConnector.Message;
import hubfloor.port.BrokerConnector.Publication;
import hubfloor.port.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The kit's connection: one at a time, each step waited for, everything that comes in handed to one taker in order. The
 * library's callbacks only enqueue; all else is the trial's thread.
 */
final class Post implements AutoCloseable {
    private static final long ANSWER_MS = 15_000;
    private static final int REFUSED = 0x80;

    private final BrokerConnector connector;
    private final Clock clock;
    private final Consumer<Arrived> taker;
    private LinkedBlockingQueue<Told> told = new LinkedBlockingQueue<>();
    private @Nullable Connection connection;
    private long token;
    private long answered;
    private int answer;
    private boolean connected;
    private @Nullable List<Integer> granted;

    /** A message, and when it came, on the monotonic clock. */
    record Arrived(Message message, long atNanos) {}

    private sealed interface Told {
        record Up() implements Told {}

        record Down(String words) implements Told {}

        record Answer(long token, int code) implements Told {}

        record Granted(List<Integer> codes) implements Told {}

        record Mail(Arrived arrived) implements Told {}
    }

    Post(BrokerConnector connector, Clock clock, Consumer<Arrived> taker) {
        this.connector = connector;
        this.clock = clock;
        this.taker = taker;
    }

    /**
     * @param wished filters that the trial can do without
     * @return those of the wished that the broker refused
     */
    Set<String> connect(String clientId, Publication will, List<String> needed, List<String> wished)
            throws Unreachable, InterruptedException {
        told = new LinkedBlockingQueue<>();
        connected = false;
        granted = null;
        Connection fresh = connector.dial(clientId, will, new Ear(told, clock));
        connection = fresh;
        if (!await(ANSWER_MS, () -> connected)) {
            throw new Unreachable(
                    "nothing answers there as an MQTT 5 broker within 15 s; does it run, and is this its port?");
        }
        List<String> filters = Stream.concat(needed.stream(), wished.stream()).toList();
        fresh.subscribe(filters);
        fresh.flush();
        if (!await(ANSWER_MS, () -> granted != null)) {
            throw new Unreachable("the broker does not answer a subscription");
        }
        return refused(filters, needed.size());
    }

    private Set<String> refused(List<String> filters, int needed) throws Unreachable {
        List<Integer> codes = granted == null ? List.of() : granted;
        Set<String> refused = new HashSet<>();
        for (int i = 0; i < codes.size() && i < filters.size(); i++) {
            if (codes.get(i) >= REFUSED && i < needed) {
                throw new Unreachable(
                        "the broker forbids this user to hear " + filters.get(i)
                                + "; give it the rights that \"hubfloor broker-config\" gives a consumer or a device of this name");
            } else if (codes.get(i) >= REFUSED) {
                refused.add(filters.get(i));
            }
        }
        return refused;
    }

    /** @return false when the broker refused it; at QoS 0 never */
    boolean publish(Publication message) throws Unreachable, InterruptedException {
        Connection open = connection;
        if (open == null) {
            throw new Unreachable("the connection is closed");
        }
        long mine = ++token;
        open.publish(mine, message);
        open.flush();
        if (message.qos() > 0 && !await(ANSWER_MS, () -> answered >= mine)) {
            throw new Unreachable("the broker does not acknowledge a message on " + message.topic());
        }
        return message.qos() == 0 || answer < REFUSED;
    }

    /** Takes what comes until it is met or so long has passed. */
    boolean await(long limitMs, BooleanSupplier met) throws Unreachable, InterruptedException {
        long until = clock.nanos() + limitMs * 1_000_000;
        while (!met.getAsBoolean()) {
            long left = until - clock.nanos();
            Told next = left <= 0 ? null : told.poll(left, TimeUnit.NANOSECONDS);
            if (next == null) {
                return met.getAsBoolean();
            }
            handle(next);
        }
        return true;
    }

    /** Takes what comes for so long. */
    void listen(long ms) throws Unreachable, InterruptedException {
        await(ms, () -> false);
    }

    /** As a cable that is pulled: the broker says the will. */
    void cut() {
        end(false);
    }

    @Override
    public void close() {
        end(true);
    }

    private void end(boolean polite) {
        Connection leaving = connection;
        connection = null;
        if (leaving != null) {
            leaving.close(polite);
        }
    }

    private void handle(Told next) throws Unreachable {
        switch (next) {
            case Told.Up up -> connected = true;
            case Told.Down down -> throw new Unreachable(down.words());
            case Told.Answer code -> {
                answered = code.token();
                answer = code.code();
            }
            case Told.Granted codes -> granted = codes.codes();
            case Told.Mail mail -> taker.accept(mail.arrived());
        }
    }

    private record Ear(LinkedBlockingQueue<Told> told, Clock clock) implements Listener {
        @Override
        public void reached() {}

        @Override
        public void connected(int receiveMax, int maxPacketBytes) {
            told.add(new Told.Up());
        }

        @Override
        public void acknowledged(long token, int reasonCode) {
            told.add(new Told.Answer(token, reasonCode));
        }

        @Override
        public void subscribed(List<Integer> reasonCodes) {
            told.add(new Told.Granted(List.copyOf(reasonCodes)));
        }

        @Override
        public void arrived(Message message) {
            told.add(new Told.Mail(new Arrived(message, clock.nanos())));
        }

        @Override
        public void lost(int reasonCode, String words) {
            told.add(new Told.Down(words));
        }
    }
}
