package hubfloor.floor;

import hubfloor.adapter.clock.Chance;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.mqtt.PahoConnector;
import hubfloor.adapter.sqlite.SqliteLedger;
import hubfloor.config.model.BrokerConfig;
import hubfloor.ledger.Ledger;
import hubfloor.ledger.SourceReport;
import hubfloor.testing.SystemTicks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Central's side: the reference consumer, which may go away and come back with its store. */
public final class Central implements AutoCloseable {
    private final Path file;
    private final int broker;
    private @Nullable Ledger ledger;

    private Central(Path file, int broker) {
        this.file = file;
        this.broker = broker;
    }

    public static Central open(Path file, int brokerPort) {
        Central central = new Central(file, brokerPort);
        central.comeBack();
        return central;
    }

    /** A broker on this machine, as any client reaches it. */
    public static BrokerConfig at(int port) {
        return new BrokerConfig(
                "127.0.0.1",
                port,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                Duration.ofSeconds(20),
                128,
                List.of());
    }

    public void comeBack() {
        SystemTicks clock = new SystemTicks();
        Ledger opened = new Ledger(
                "",
                "central",
                Optional.empty(),
                new PahoConnector(at(broker), clock, Chance::below),
                SqliteLedger.open(file),
                new JsonWireFormat(),
                clock,
                Chance::below);
        opened.start();
        ledger = opened;
    }

    /** Says goodbye; what it has stored stays stored. */
    public void goAway() {
        Ledger open = ledger;
        if (open != null) {
            open.close();
            ledger = null;
        }
    }

    /** Everything up to here is held, of the epoch that has come furthest. */
    public long through() {
        Ledger open = ledger;
        return open == null
                ? 0
                : open.report().stream().mapToLong(SourceReport::through).max().orElse(0);
    }

    public String figures() {
        Ledger open = ledger;
        return open == null ? "" : open.counts() + " " + open.report();
    }

    @Override
    public void close() {
        goAway();
    }
}
