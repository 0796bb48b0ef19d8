package hubfloor.demo;

import hubfloor.adapter.broker.EmbeddedBroker;
import hubfloor.adapter.clock.Chance;
import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.mqtt.PahoConnector;
import hubfloor.adapter.pty.Pty;
import hubfloor.adapter.sqlite.SqliteLedger;
import hubfloor.adapter.sqlite.StoreInUse;
import hubfloor.adapter.sqlite.StoreRefused;
import hubfloor.adapter.sqlite.StoreUnavailable;
import hubfloor.agent.main.Station;
import hubfloor.config.load.DeviceFile;
import hubfloor.config.load.Loaded;
import hubfloor.config.load.PlanFile;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.ledger.Ledger;
import hubfloor.ledger.SourceReport;
import hubfloor.port.Clock;
import hubfloor.port.EventStore;
import hubfloor.port.PinRefused;
import hubfloor.port.ProcessKeeper;
import hubfloor.reader.driver.DriverRefused;
import hubfloor.sim.model.ParcelLabels;
import hubfloor.sorter.main.SorterLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A hub in one process: broker, station, central's ledger, and a scanner on a pseudo-terminal. Everything but the
 * broker and the hand that scans is what runs on a real floor.
 */
public final class DemoHub {
    private static final Duration SETTLE = Duration.ofSeconds(10);
    private static final Duration EMPTY_BELT = Duration.ofSeconds(40);
    private static final Duration LAST_LANDING = Duration.ofSeconds(3);

    private final Clock clock = new SystemClock();
    private final Path dir;
    private final @Nullable EmbeddedBroker broker;
    private final int brokerPort;
    private final Pty cable;
    private final Ledger ledger;
    private final Station station;
    private final SimulatedScanner scanner;
    private final @Nullable SorterLine line;
    private boolean stopped;

    private DemoHub(
            @Nullable EmbeddedBroker broker,
            int brokerPort,
            Path dir,
            double scansPerSecond,
            int parcelsPerHour,
            int pagePort,
            String version)
            throws IOException, StoreInUse, StoreRefused, StoreUnavailable {
        this.dir = dir;
        this.broker = broker;
        this.brokerPort = brokerPort;
        cable = Pty.open();
        DeviceConfig config = config(pagePort);
        ledger = new Ledger(
                "",
                "central",
                new PahoConnector(config.broker(), clock, Chance::below),
                SqliteLedger.open(dir.resolve("ledger.db")),
                new JsonWireFormat(),
                clock,
                Chance::below);
        ledger.start();
        station = station(config, version);
        scanner = new SimulatedScanner(cable, new ParcelLabels(Chance::below), clock, scansPerSecond);
        scanner.start();
        line = parcelsPerHour == 0 ? null : line(parcelsPerHour, pagePort, version);
    }

    /**
     * Starts everything; scans are under way when this returns. Port 0 picks a free one.
     *
     * @param parcelsPerHour on the sorter line; 0 for none
     */
    public static DemoHub start(
            Path dir, double scansPerSecond, int parcelsPerHour, int pagePort, int brokerPort, String version)
            throws IOException, StoreInUse, StoreRefused, StoreUnavailable {
        EmbeddedBroker broker = EmbeddedBroker.start(brokerPort);
        return new DemoHub(broker, broker.port(), dir, scansPerSecond, parcelsPerHour, pagePort, version);
    }

    /** The same with a broker that already runs on this machine. */
    public static DemoHub at(int brokerPort, Path dir, double scansPerSecond, int parcelsPerHour, String version)
            throws IOException, StoreInUse, StoreRefused, StoreUnavailable {
        return new DemoHub(null, brokerPort, dir, scansPerSecond, parcelsPerHour, 0, version);
    }

    /** Written as a file and read like any other, so that the demo shows what a real station is given. */
    private DeviceConfig config(int pagePort) throws IOException {
        Path file = dir.resolve("station.yaml");
        Files.writeString(file, """
                format: 1
                device: {hub: demo, zone: inbound, id: st-01}
                store: {path: station.db}
                broker: {uri: "mqtt://127.0.0.1:%d", receipts-from: [central]}
                scanners:
                  - {name: hand, port: "%s", baud: 115200, profile: plain-crlf}
                signals: {backend: simulated, green-pin: 17, red-pin: 27, buzzer-pin: 22}
                page: {listen: "127.0.0.1:%d"}
                """.formatted(brokerPort, cable.path(), pagePort));
        return accepted(DeviceFile.load(file));
    }

    private static <T> T accepted(Loaded<T> loaded) {
        return switch (loaded) {
            case Loaded.Accepted<T> accepted -> accepted.value();
            case Loaded.Refused<T> refused ->
                throw new IllegalStateException("the demo's own config is refused: " + refused.problems());
        };
    }

    private Station station(DeviceConfig config, String version)
            throws IOException, StoreInUse, StoreRefused, StoreUnavailable {
        try {
            return Station.start(config, version, clock, ProcessKeeper.Absent.KEEPER);
        } catch (PinRefused | DriverRefused e) {
            throw new IllegalStateException("the demo's own station has no lamp or driver", e);
        }
    }

    private SorterLine line(int parcelsPerHour, int pagePort, String version)
            throws IOException, StoreInUse, StoreRefused, StoreUnavailable {
        DeviceConfig config = lineConfig(pagePort == 0 ? 0 : pagePort + 1);
        SortPlan plan = accepted(PlanFile.load(
                config.line().orElseThrow().decision().plan(), config.line().orElseThrow()));
        try {
            return SorterLine.start(
                    config,
                    lineFile(),
                    plan,
                    new SorterLine.Hall(parcelsPerHour, Chance.below(Long.MAX_VALUE)),
                    version,
                    clock,
                    ProcessKeeper.Absent.KEEPER);
        } catch (PinRefused | DriverRefused e) {
            throw new IllegalStateException("the demo's own line has no pins or driver", e);
        }
    }

    /** The shipped line and its plan, as ln-01 of this hub, on this broker. */
    private DeviceConfig lineConfig(int pagePort) throws IOException {
        Files.createDirectories(dir.resolve("plans"));
        Files.writeString(dir.resolve("plans/demo.yaml"), shipped("plans/demo.yaml"));
        Path file = Files.createDirectories(dir.resolve("lines")).resolve("ln-01.yaml");
        Files.writeString(
                file,
                shipped("lines/demo.yaml")
                        .replaceFirst("(?m)^device:.*$", "device: {hub: demo, zone: sorter, id: ln-01}")
                        .replaceFirst("(?m)^store:.*$", "store: {path: ../line.db}")
                        .replaceFirst(
                                "(?m)^broker:.*$",
                                "broker: {uri: \"mqtt://127.0.0.1:%d\", receipts-from: [central]}\npage: {listen: \"127.0.0.1:%d\"}"
                                        .formatted(brokerPort, pagePort)));
        return accepted(DeviceFile.load(file));
    }

    private static String shipped(String name) throws IOException {
        try (InputStream in = DemoHub.class.getResourceAsStream("/hubfloor/" + name)) {
            if (in == null) {
                throw new IOException("the shipped file " + name + " is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The sorter line; null when the demo has none. */
    public @Nullable SorterLine line() {
        return line;
    }

    public Path lineFile() {
        return dir.resolve("lines/ln-01.yaml");
    }

    /** How far central has come with one device's events. */
    private long through(String epoch) {
        return ledger.report().stream()
                .filter(report -> report.source().epoch().equals(epoch))
                .mapToLong(SourceReport::through)
                .max()
                .orElse(0);
    }

    /**
     * Feeds no more, waits until the belt is empty and all that was said is with central, and ends the line.
     *
     * @return null when the demo has no line
     */
    public @Nullable LineSummary finishLine() throws InterruptedException {
        SorterLine running = line;
        if (running == null) {
            return null;
        }
        running.board().endFeed();
        await(() -> running.board().recorded().beltEmpty(), EMPTY_BELT);
        await(() -> running.view().parcels().isEmpty(), LAST_LANDING);
        await(() -> through(running.epoch()) >= running.progress().stored(), SETTLE);
        long lost = running.progress().stored() - through(running.epoch()) + running.unkept();
        running.stop();
        long lapses = running.board().recorded().lapses();
        return new LineSummary(running.board().judge(), lost, lapses, running.shots());
    }

    private void await(BooleanSupplier done, Duration limit) {
        long end = clock.nanos() + limit.toNanos();
        while (!done.getAsBoolean() && clock.nanos() < end) {
            LockSupport.parkNanos(this, 10_000_000);
        }
    }

    public int brokerPort() {
        return brokerPort;
    }

    public String scannerPort() {
        return cable.path();
    }

    public String pageAddress() {
        return station.pageAddress().orElse("");
    }

    public Path deviceFile() {
        return dir.resolve("station.yaml");
    }

    /** Where the scans are now. */
    public DemoSummary summary() {
        EventStore.Progress progress = station.progress();
        long through = 0;
        long duplicates = 0;
        for (SourceReport report : ledger.report()) {
            if (report.source().epoch().equals(station.epoch())) {
                through = report.through();
                duplicates = report.duplicates();
            }
        }
        long stored = station.feedback().storedCount();
        return new DemoSummary(
                scanner.sent(),
                stored,
                stored - Math.min(stored, progress.stored() - progress.handed()),
                stored - Math.min(stored, progress.stored() - progress.receipted()),
                scanner.sent() - stored + progress.stored() - through,
                duplicates);
    }

    /** Puts the scanner down, waits until all it sent has been receipted, at most {@code 10 s}, and tells the sum. */
    public DemoSummary finish() throws InterruptedException {
        scanner.stop();
        long end = clock.nanos() + SETTLE.toNanos();
        DemoSummary summary = summary();
        while (!summary.complete() && clock.nanos() < end) {
            LockSupport.parkNanos(this, 10_000_000);
            summary = summary();
        }
        return summary;
    }

    /** Stops everything; safe to call twice. */
    public synchronized void stop() throws InterruptedException {
        if (stopped) {
            return;
        }
        stopped = true;
        scanner.stop();
        if (line != null) {
            line.stop();
        }
        station.stop();
        ledger.close();
        cable.close();
        if (broker != null) {
            broker.close();
        }
    }
}
