package hubfloor.main;

import hubfloor.adapter.clock.Chance;
import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.mqtt.PahoConnector;
import hubfloor.config.model.BrokerConfig;
import hubfloor.config.model.DeviceIdentity;
import hubfloor.config.model.ExitCode;
import hubfloor.event.Topics;
import hubfloor.ledger.Ledger;
import hubfloor.ledger.LedgerStore;
import hubfloor.ledger.SourceReport;
import hubfloor.ledger.SourceReports;
import hubfloor.port.Clock;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The reference consumer: what central must do so that devices may forget. */
@Command(
        name = "ledger",
        description = {
            "Store every event once, find gaps, ask for them again, and issue receipts.",
            "Several of them share the load with --share, over one PostgreSQL database."
        },
        mixinStandardHelpOptions = true)
final class LedgerCommand implements Callable<Integer> {
    private static final int LOOK_EVERY_S = 1;
    /** Looks without a connection before a person is told. */
    private static final int SAY_AFTER = 2;

    @Spec
    private CommandSpec spec;

    @Mixin
    private BrokerOptions broker;

    @Option(
            names = "--store",
            paramLabel = "STORE",
            defaultValue = "hubfloor-ledger.db",
            description = {
                "SQLite file, or jdbc:postgresql://HOST[:PORT]/DATABASE?user=NAME (default: ${DEFAULT-VALUE})",
                "its password stands in ~/.pgpass, or in the file that PGPASSFILE names"
            })
    private String store;

    @Option(
            names = "--consumer",
            paramLabel = "NAME",
            defaultValue = "central",
            description = "the name devices list under broker.receipts-from (default: ${DEFAULT-VALUE})")
    private String consumer;

    @Option(
            names = "--share",
            paramLabel = "GROUP",
            description = "share the events with all others of this group, consumer and database: each gets a part")
    private @Nullable String group;

    @Option(names = "--report", description = "print what the store holds of each device, and end")
    private boolean report;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Clock clock = new SystemClock();
        if (report) {
            try (LedgerStore held = LedgerStores.openToRead(store)) {
                print(SourceReports.of(held, clock.stamp().wall()), out);
                return ExitCode.OK.code();
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--store: " + e.getMessage());
            } catch (LedgerStore.Away | IllegalStateException e) {
                return failed(e);
            }
        }
        BrokerConfig config = broker.config();
        check();
        Ledger ledger;
        try {
            ledger = new Ledger(
                    config.topicPrefix(),
                    consumer,
                    Optional.ofNullable(group),
                    new PahoConnector(config, clock, Chance::below),
                    LedgerStores.open(store),
                    new JsonWireFormat(),
                    clock,
                    Chance::below);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--store: " + e.getMessage());
        } catch (LedgerStore.Away | IllegalStateException e) {
            return failed(e);
        }
        ledger.start();
        out.printf(
                "Ledger %s stores to %s and receipts what it has stored. Ctrl-C ends it.%n",
                consumer, LedgerStores.shown(store));
        out.flush();
        StopOnSignal.register(() -> {
            ledger.close();
            print(ledger.report(), out);
            out.printf("Events stored here: %d.%n", ledger.counts().getOrDefault("events", 0L));
            out.flush();
        });
        return stay(ledger, config.host() + ":" + config.port(), out);
    }

    private void check() {
        if (!Topics.isLevel(consumer)) {
            throw new ParameterException(
                    spec.commandLine(), "--consumer: lower-case letters, digits and -, 1 to 32 of them");
        }
        if (group != null && !Topics.isLevel(group)) {
            throw new ParameterException(
                    spec.commandLine(), "--share: lower-case letters, digits and -, 1 to 32 of them");
        }
        if (group != null && !LedgerStores.isShared(store)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--share: the instances must meet in one database; give all of them the same"
                            + " --store jdbc:postgresql://HOST/DATABASE");
        }
    }

    private int stay(Ledger ledger, String where, PrintWriter out) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        boolean connected = false;
        String trouble = "";
        for (int looks = 0; !ledger.hasFailed(); looks++) {
            if (!ledger.storeTrouble().equals(trouble)) {
                trouble = ledger.storeTrouble();
                out.println(
                        trouble.isEmpty()
                                ? "The store is back."
                                : "The store is away; nothing is taken or receipted until it is back. " + trouble);
            }
            if (ledger.isConnected() != connected) {
                connected = !connected;
                out.println(connected ? "Connected to " + where + "." : "Lost " + where + "; dialling.");
            } else if (!connected && looks == SAY_AFTER) {
                out.println("No broker answers at " + where + " yet; dialling until one does.");
            }
            out.flush();
            if (never.await(LOOK_EVERY_S, TimeUnit.SECONDS)) {
                return ExitCode.OK.code();
            }
        }
        spec.commandLine()
                .getErr()
                .println("The ledger's store has failed; nothing more is receipted. Check the disk, or the database.");
        return ExitCode.STORE_FAILED.code();
    }

    private int failed(RuntimeException e) {
        spec.commandLine().getErr().println(e.getMessage());
        return e instanceof LedgerStore.InUse ? ExitCode.STORE_IN_USE.code() : ExitCode.STORE_FAILED.code();
    }

    private static void print(List<SourceReport> sources, PrintWriter out) {
        for (SourceReport source : sources) {
            DeviceIdentity device = source.source().device();
            out.printf(
                    "%s/%s/%s epoch %s%s: last %d, through %d, missing %d in %d gaps, lag %d%s, expired %d, shed %d,"
                            + " duplicates %d, conflicts %d%n",
                    device.hub(),
                    device.zone(),
                    device.device(),
                    source.source().epoch(),
                    source.current() ? "" : " (earlier)",
                    source.lastSeq(),
                    source.through(),
                    source.missing(),
                    source.gaps(),
                    source.lag(),
                    source.waiting()
                            .map(waits -> " for " + Math.max(0, waits.toSeconds()) + " s")
                            .orElse(""),
                    source.gone(),
                    source.shed(),
                    source.duplicates(),
                    source.conflicts());
        }
        if (sources.isEmpty()) {
            out.println("No event of any device is held.");
        }
        out.flush();
    }
}
