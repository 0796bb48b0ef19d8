package hubfloor.main;

import hubfloor.adapter.clock.Chance;
import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.mqtt.PahoConnector;
import hubfloor.adapter.sqlite.SqliteLedger;
import hubfloor.config.model.BrokerConfig;
import hubfloor.config.model.ExitCode;
import hubfloor.ledger.Ledger;
import hubfloor.ledger.SourceReport;
import hubfloor.port.Clock;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The reference consumer: what central must do so that devices may forget. */
@Command(
        name = "ledger",
        description = "Store every event once, find gaps, ask for them again, and issue receipts.",
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
            paramLabel = "FILE",
            defaultValue = "hubfloor-ledger.db",
            description = "SQLite file (default: ${DEFAULT-VALUE})")
    private Path store;

    @Option(
            names = "--consumer",
            paramLabel = "NAME",
            defaultValue = "central",
            description = "the name devices list under broker.receipts-from (default: ${DEFAULT-VALUE})")
    private String consumer;

    @Override
    public Integer call() throws InterruptedException {
        BrokerConfig config = broker.config();
        Clock clock = new SystemClock();
        Ledger ledger = new Ledger(
                config.topicPrefix(),
                consumer,
                new PahoConnector(config, clock, Chance::below),
                SqliteLedger.open(store),
                new JsonWireFormat(),
                clock,
                Chance::below);
        ledger.start();
        PrintWriter out = spec.commandLine().getOut();
        out.printf("Ledger %s stores to %s and receipts what it has stored. Ctrl-C ends it.%n", consumer, store);
        out.flush();
        StopOnSignal.register(() -> {
            ledger.close();
            report(ledger, out);
        });
        CountDownLatch never = new CountDownLatch(1);
        String where = config.host() + ":" + config.port();
        boolean connected = false;
        for (int looks = 0; !ledger.hasFailed(); looks++) {
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
                .println("The ledger's store has failed; nothing more is receipted. Check the disk.");
        return ExitCode.STORE_FAILED.code();
    }

    private static void report(Ledger ledger, PrintWriter out) {
        for (SourceReport source : ledger.report()) {
            out.printf(
                    "%s/%s/%s epoch %s: last %d, through %d, missing %d in %d gaps, duplicates %d, conflicts %d%n",
                    source.source().device().hub(),
                    source.source().device().zone(),
                    source.source().device().device(),
                    source.source().epoch(),
                    source.lastSeq(),
                    source.through(),
                    source.missing(),
                    source.gaps(),
                    source.duplicates(),
                    source.conflicts());
        }
        out.flush();
    }
}
