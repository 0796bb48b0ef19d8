package hubfloor.floor;

import hubfloor.adapter.clock.Chance;
import hubfloor.adapter.json.JsonTree;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.loopback.MemoryEventStore;
import hubfloor.adapter.mqtt.PahoConnector;
import hubfloor.adapter.sqlite.SqliteLedger;
import hubfloor.config.model.BrokerConfig;
import hubfloor.config.model.DeviceIdentity;
import hubfloor.conform.CentralTrial;
import hubfloor.conform.DeviceTrial;
import hubfloor.conform.Finding;
import hubfloor.conform.Setting;
import hubfloor.contract.ContractFiles;
import hubfloor.event.ClockQuality;
import hubfloor.event.Event;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.event.Stamp;
import hubfloor.event.StoredEvent;
import hubfloor.floor.SpoiltConnector.Fault;
import hubfloor.ledger.Ledger;
import hubfloor.link.HubMail;
import hubfloor.link.Link;
import hubfloor.port.BrokerConnector;
import hubfloor.port.BrokerConnector.Connection;
import hubfloor.port.BrokerConnector.Publication;
import hubfloor.port.Clock;
import hubfloor.port.EventStore;
import hubfloor.port.LifeSign;
import hubfloor.testing.Await;
import hubfloor.testing.HeardEvents;
import hubfloor.testing.HeardEvents.Heard;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Runs conformance trials side by side, because each mostly waits: against devices and centrals that are this program's
 * own, each with one planted fault. {@link #close} ends them all.
 */
public final class Trials implements AutoCloseable {
    private static final int STORED = 8;

    private static final Clock CLOCK = new Clock() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Stamp stamp() {
            return new Stamp(Instant.now(), System.nanoTime() / 1_000_000, "boot-1", ClockQuality.SYNCED);
        }
    };

    private final int broker;
    private final Path dir;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<Runnable> closing = new ArrayDeque<>();

    public Trials(int brokerPort, Path dir) {
        this.broker = brokerPort;
        this.dir = dir;
        listen();
    }

    /** Somebody who hears all and receipts nothing: a device waits with its events while nobody listens. */
    private void listen() {
        HeardEvents heard = new HeardEvents();
        Connection connection =
                connector().dial("ear", new Publication("w", new byte[0], 0, false, "", new byte[0]), heard);
        heard.next(Heard.Connected.class, 10_000);
        connection.subscribe(List.of("hubfloor/1/kul/trial/+/event/+"));
        connection.flush();
        heard.next(Heard.Subscribed.class, 10_000);
        closing.push(() -> connection.close(true));
    }

    /** A device of this name with this fault, tried as its consumer {@code central}. */
    public CompletableFuture<List<Finding>> device(String name, Fault fault) {
        EventStore store = new MemoryEventStore(() -> "00000000deadbeef", List.of("central"), 1_000);
        BrokerConnector spoilt = new SpoiltConnector(connector(), fault);
        Link link = new Link(
                identity(name),
                config(List.of("central")),
                "0.1.0",
                "cafe",
                store,
                spoilt,
                new JsonWireFormat(),
                CLOCK,
                Chance::below,
                HubMail.NONE,
                LifeSign.UNWATCHED);
        closing.push(() -> {
            link.close(Duration.ZERO);
            store.close();
        });
        for (int n = 0; n < STORED; n++) {
            append(store);
        }
        link.start();
        return start(() -> {
            Await.until(
                    "the device has handed all over",
                    Duration.ofSeconds(20),
                    () -> store.progress().handed() == STORED);
            return new DeviceTrial(setting(name), Optional.of("central"), finding -> {}).run();
        });
    }

    /** The ledger of this name with this fault, tried by a device of the same name. */
    public CompletableFuture<List<Finding>> central(String name, Fault fault) {
        Ledger ledger = new Ledger(
                "",
                name,
                Optional.empty(),
                new SpoiltConnector(connector(), fault),
                SqliteLedger.open(dir.resolve(name + ".db")),
                new JsonWireFormat(),
                CLOCK,
                Chance::below);
        ledger.start();
        closing.push(ledger::close);
        return start(() -> {
            Await.until("the ledger is connected", Duration.ofSeconds(20), ledger::isConnected);
            return new CentralTrial(setting(name), name, finding -> {}).run();
        });
    }

    /** A central that is already there under this name, which may be its client id as well. */
    public CompletableFuture<List<Finding>> central(String name) {
        return start(() -> new CentralTrial(setting("to-" + name), name, finding -> {}).run());
    }

    private interface Trial {
        List<Finding> run() throws Exception;
    }

    private CompletableFuture<List<Finding>> start(Trial trial) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return trial.run();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                threads);
    }

    private Setting setting(String device) {
        return new Setting(
                "",
                identity(device),
                false,
                new ContractFiles(JsonTree::read),
                JsonTree::readStrict,
                new JsonWireFormat(),
                connector(),
                CLOCK,
                Chance::below);
    }

    private static DeviceIdentity identity(String name) {
        return new DeviceIdentity("kul", "trial", name);
    }

    private BrokerConnector connector() {
        return new PahoConnector(config(List.of()), CLOCK, Chance::below);
    }

    private BrokerConfig config(List<String> receiptsFrom) {
        BrokerConfig any = Central.at(broker);
        return new BrokerConfig(
                any.host(),
                any.port(),
                any.tls(),
                any.username(),
                any.passwordFile(),
                any.topicPrefix(),
                any.keepAlive(),
                any.window(),
                receiptsFrom);
    }

    private static void append(EventStore store) {
        byte[] data = "{\"scanner\":\"hand\"}".getBytes(StandardCharsets.US_ASCII);
        Event event =
                new Event(EventFamily.DEVICE, EventClass.ALARM, "device.scanner-heard.v1", "", CLOCK.stamp(), data);
        try {
            store.append(event, new EventStore.Outcome() {
                @Override
                public void stored(StoredEvent stored) {}

                @Override
                public void refused(EventStore.Refusal why) {
                    throw new AssertionError(why);
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
        threads.close();
    }
}
