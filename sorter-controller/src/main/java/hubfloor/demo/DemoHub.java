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
import hubfloor.config.model.DeviceConfig;
import hubfloor.ledger.Ledger;
import hubfloor.ledger.SourceReport;
import hubfloor.port.Clock;
import hubfloor.port.EventStore;
import hubfloor.sim.model.ParcelLabels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A hub in one process: broker, station, central's ledger, and a scanner on a pseudo-terminal. Everything but the
 * broker and the hand that scans is what runs on a real floor.
 */
public final class DemoHub {
    private static final Duration SETTLE = Duration.ofSeconds(10);

    private final Clock clock = new SystemClock();
    private final Path dir;
    private final @Nullable EmbeddedBroker broker;
    private final int brokerPort;
    private final Pty cable;
    private final Ledger ledger;
    private final Station station;
    private final SimulatedScanner scanner;
    private boolean stopped;

    private DemoHub(
            @Nullable EmbeddedBroker broker,
            int brokerPort,
            Path dir,
            double scansPerSecond,
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
        station = Station.start(config, version, clock);
        scanner = new SimulatedScanner(cable, new ParcelLabels(Chance::below), clock, scansPerSecond);
        scanner.start();
    }

    /** Starts everything; scans are under way when this returns. Port 0 picks a free one. */
    public static DemoHub start(Path dir, double scansPerSecond, int pagePort, int brokerPort, String version)
            throws IOException, StoreInUse, StoreRefused, StoreUnavailable {
        EmbeddedBroker broker = EmbeddedBroker.start(brokerPort);
        return new DemoHub(broker, broker.port(), dir, scansPerSecond, pagePort, version);
    }

    /** The same with a broker that already runs on this machine. */
    public static DemoHub at(int brokerPort, Path dir, double scansPerSecond, String version)
            throws IOException, StoreInUse, StoreRefused, StoreUnavailable {
        return new DemoHub(null, brokerPort, dir, scansPerSecond, 0, version);
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
        return switch (DeviceFile.load(file)) {
            case Loaded.Accepted<DeviceConfig> accepted -> accepted.value();
            case Loaded.Refused<DeviceConfig> refused ->
                throw new IllegalStateException("the demo's own config is refused: " + refused.problems());
        };
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
        station.stop();
        ledger.close();
        cable.close();
        if (broker != null) {
            broker.close();
        }
    }
}
