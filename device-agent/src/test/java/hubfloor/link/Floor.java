package hubfloor.link;

import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.config.model.BrokerConfig;
import hubfloor.config.model.DeviceIdentity;
import hubfloor.event.ClockQuality;
import hubfloor.event.Event;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.event.Stamp;
import hubfloor.port.BrokerConnector;
import hubfloor.port.BrokerConnector.Message;
import hubfloor.port.BrokerConnector.Publication;
import hubfloor.port.Clock;
import hubfloor.port.LifeSign;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What the tests of link and ledger have in common: one device, its names, its clock. */
public final class Floor {
    public static final DeviceIdentity DEVICE = new DeviceIdentity("kul", "bay-1", "station-3");
    public static final String EPOCH = "0123456789abcdef";
    public static final String BASE = "hubfloor/1/kul/bay-1/station-3/";
    public static final JsonWireFormat WIRE = new JsonWireFormat();
    public static final Stamp STAMP =
            new Stamp(Instant.parse("2026-11-22T09:15:02.417Z"), 81_234, "boot-1", ClockQuality.SYNCED);
    public static final Clock CLOCK = new Clock() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Stamp stamp() {
            return STAMP;
        }
    };

    private static final long LIMIT_S = 60;

    private Floor() {}

    public static BrokerConfig config(int window, String... consumers) {
        return new BrokerConfig(
                "localhost",
                1883,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                Duration.ofSeconds(20),
                window,
                List.of(consumers));
    }

    public static Link link(ListStore store, BrokerConnector connector, int window, String... consumers) {
        return new Link(
                DEVICE,
                config(window, consumers),
                "0.1.0",
                "cafe",
                store,
                connector,
                WIRE,
                CLOCK,
                Floor::randomBelow,
                HubMail.NONE,
                LifeSign.UNWATCHED);
    }

    public static long randomBelow(long bound) {
        return ThreadLocalRandom.current().nextLong(bound);
    }

    public static Event scan(int number) {
        byte[] data = ("{\"barcode\":\"RR" + (100_000_000 + number) + "MY\",\"outcome\":\"one\",\"reader\":\"left\"}")
                .getBytes(StandardCharsets.UTF_8);
        return new Event(EventFamily.SCAN, EventClass.CUSTODY, "scan.read.v1", "s10/RR" + number, STAMP, data);
    }

    public static void await(String what, BooleanSupplier condition) {
        await(what, condition::getAsBoolean, met -> met);
    }

    /** The limit is no measure of speed: it only ends a test that would wait for ever. */
    public static <T> void await(String what, Supplier<T> look, Predicate<T> wanted) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
        for (T seen = look.get(); !wanted.test(seen); seen = look.get()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not within " + LIMIT_S + " s: " + what + "; it is " + seen);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Another client at the broker: hears what it subscribed to, says what it is told. */
    public static final class Client implements BrokerConnector.Listener {
        public final BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
        private final BrokerConnector.Connection connection;
        private final BlockingQueue<String> lost = new LinkedBlockingQueue<>();

        public Client(BrokerConnector broker, String id, String... filters) {
            Publication will = new Publication("nowhere", new byte[0], 0, false, "", new byte[0]);
            connection = broker.dial(id, will, this);
            connection.subscribe(List.of(filters));
        }

        public void say(String topic, String payload) {
            connection.publish(
                    1, new Publication(topic, payload.getBytes(StandardCharsets.UTF_8), 0, false, "", new byte[0]));
            connection.flush();
        }

        public Message hear(Predicate<Message> wanted) throws InterruptedException {
            for (Message next = heard.poll(LIMIT_S, TimeUnit.SECONDS);
                    next != null;
                    next = heard.poll(LIMIT_S, TimeUnit.SECONDS)) {
                if (wanted.test(next)) {
                    return next;
                }
            }
            throw new AssertionError("not heard within " + LIMIT_S + " s");
        }

        public static String text(Message message) {
            return new String(message.payload(), StandardCharsets.UTF_8);
        }

        @Override
        public void reached() {}

        @Override
        public void connected(int receiveMax, int maxPacketBytes) {}

        @Override
        public void acknowledged(long token, int reasonCode) {}

        @Override
        public void subscribed(List<Integer> reasonCodes) {}

        @Override
        public void arrived(Message message) {
            heard.add(message);
        }

        @Override
        public void lost(int reasonCode, String words) {
            lost.add(words);
        }
    }
}
