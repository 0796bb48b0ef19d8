package hubfloor.main;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.sqlite.StoreInUse;
import hubfloor.adapter.sqlite.StoreRefused;
import hubfloor.adapter.sqlite.StoreUnavailable;
import hubfloor.adapter.systemd.Systemd;
import hubfloor.agent.SlotChooser;
import hubfloor.agent.main.Station;
import hubfloor.config.load.Loaded;
import hubfloor.config.load.PlanFile;
import hubfloor.config.load.Problem;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.ExitCode;
import hubfloor.config.model.ScannerConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.config.model.WallConfig;
import hubfloor.port.PinRefused;
import hubfloor.reader.driver.DriverRefused;
import hubfloor.sorter.main.WallPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the station or the line a device file describes, until it is told to stop or the disk fails. */
@Command(
        name = "run",
        description = "Run the scan station or the sorter line that a device file describes.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DEVICE.yaml", description = "the device file")
    private Path file;

    @Override
    public Integer call() throws Stopped, InterruptedException {
        DeviceConfig config = DeviceArgument.load(file);
        if (config.line().isPresent()) {
            return new LineRun(config, file, spec.commandLine()).call().code();
        }
        Station station = start(config);
        StopOnSignal.register(station::stop);
        announce(config, station);
        try {
            String words = station.failure().get();
            spec.commandLine()
                    .getErr()
                    .println("The event store has failed and nothing is accepted any more: " + words
                            + "\nCheck the disk, then start again: the store is examined at the next start.");
        } catch (ExecutionException defect) {
            throw new IllegalStateException(defect.getCause());
        }
        return ExitCode.STORE_FAILED.code();
    }

    static Station start(DeviceConfig config) throws Stopped {
        try {
            return Station.start(
                    config,
                    Version.TEXT,
                    new SystemClock(),
                    Systemd.of(System.getenv()),
                    config.wall().isPresent() ? chooser(config.wall().get()) : null);
        } catch (DriverRefused e) {
            throw new Stopped(ExitCode.CONFIG_REFUSED, e.getMessage() + "\nNothing was started.");
        } catch (StoreInUse e) {
            throw new Stopped(ExitCode.STORE_IN_USE, String.valueOf(e.getMessage()));
        } catch (StoreRefused | StoreUnavailable e) {
            throw new Stopped(ExitCode.STORE_FAILED, String.valueOf(e.getMessage()));
        } catch (PinRefused e) {
            throw new Stopped(ExitCode.DEVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new Stopped(
                    ExitCode.FAILED,
                    "The staff page cannot be opened at "
                            + config.page().map(p -> p.host() + ":" + p.port()).orElse("") + ": " + e.getMessage()
                            + ". Is another station running here? Choose another port under page.listen.");
        }
    }

    private static SlotChooser.Maker chooser(WallConfig wall) throws Stopped {
        return switch (PlanFile.forWall(wall.decision().plan(), wall)) {
            case Loaded.Accepted<SortPlan> accepted -> WallPlan.maker(wall, accepted.value());
            case Loaded.Refused<SortPlan> refused ->
                throw new Stopped(
                        ExitCode.CONFIG_REFUSED,
                        refused.problems().stream().map(Problem::sentence).collect(Collectors.joining("\n"))
                                + "\nNothing was started. Correct the plan and try again.");
        };
    }

    private void announce(DeviceConfig config, Station station) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "Station %s/%s/%s runs.%n",
                config.identity().hub(),
                config.identity().zone(),
                config.identity().device());
        for (ScannerConfig scanner : config.scanners()) {
            out.printf("  scanner %-10s %s%n", scanner.name(), scanner.port());
        }
        config.wall()
                .ifPresent(wall -> out.printf(
                        "  wall               %d slots on %s%n", wall.slots().size(), wall.board()));
        out.printf(
                "  broker             %s:%d%n",
                config.broker().host(), config.broker().port());
        out.printf("  store              %s%n", config.store().path());
        station.pageAddress().ifPresent(page -> out.printf("  page               %s%n", page));
        if (config.broker().receiptsFrom().isEmpty()) {
            out.println("  No consumer is named under broker.receipts-from: the broker's acknowledgement is the last"
                    + " proof, and a broker that loses its memory loses events.");
        }
        out.flush();
    }
}
