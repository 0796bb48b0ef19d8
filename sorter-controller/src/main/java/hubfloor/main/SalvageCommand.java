package hubfloor.main;

import hubfloor.adapter.clock.Chance;
import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.mqtt.PahoConnector;
import hubfloor.adapter.sqlite.SetAsideStore;
import hubfloor.adapter.sqlite.StoreInUse;
import hubfloor.adapter.sqlite.StoreUnavailable;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.ExitCode;
import hubfloor.delivery.SeqRanges.Range;
import hubfloor.link.Salvage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends what can still be read of a store that was put aside, while the station is stopped. */
@Command(
        name = "salvage",
        description = {
            "Send the events of a store that was put aside and that central has not confirmed.",
            "Each goes out under its old source and number, so central drops what it has.",
            "The station must be stopped; the kept files are not changed; running it again does no harm."
        },
        mixinStandardHelpOptions = true)
final class SalvageCommand implements Callable<Integer> {
    private static final int RANGES_SHOWN = 50;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DEVICE.yaml", description = "the device file: who it is, and its broker")
    private Path file;

    @Parameters(index = "1", paramLabel = "STORE", description = "the directory <store>.quarantine-...")
    private Path kept;

    @Override
    public Integer call() throws Stopped, InterruptedException {
        DeviceConfig config = DeviceArgument.load(file);
        try (SetAsideStore store = SetAsideStore.open(kept, config.store().path());
                Salvage salvage = new Salvage(
                        config.identity(),
                        config.broker(),
                        store.epoch(),
                        new PahoConnector(config.broker(), new SystemClock(), Chance::below),
                        new JsonWireFormat())) {
            List<Range> unreadable = store.read(config.broker().receiptsFrom(), salvage::send);
            salvage.finish();
            tell(store.epoch(), salvage, unreadable);
            boolean whole = unreadable.isEmpty() && salvage.refused() == 0;
            return (whole ? ExitCode.OK : ExitCode.FAILED).code();
        } catch (StoreInUse e) {
            throw new Stopped(
                    ExitCode.STORE_IN_USE, e.getMessage() + ". Stop the station while its old store is sent.");
        } catch (StoreUnavailable e) {
            throw new Stopped(ExitCode.FAILED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new Stopped(
                    ExitCode.BROKER_UNREACHABLE,
                    "Not all was sent: " + e.getMessage() + ". Run it again; central drops what it has.");
        }
    }

    private void tell(String epoch, Salvage salvage, List<Range> unreadable) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "Epoch %s: sent %d, refused by the broker %d, not readable %d.%n",
                epoch,
                salvage.sent(),
                salvage.refused(),
                unreadable.stream().mapToLong(Range::size).sum());
        if (!unreadable.isEmpty()) {
            out.println("Not readable: "
                    + unreadable.stream()
                            .limit(RANGES_SHOWN)
                            .map(r -> r.size() == 1 ? "" + r.from() : r.from() + "-" + r.to())
                            .collect(Collectors.joining(", "))
                    + (unreadable.size() > RANGES_SHOWN ? " and more" : ""));
        }
        out.println("The broker's word is no proof: central's ledger shows what it holds of this epoch.");
        out.flush();
    }
}
