package hubfloor.main;

import hubfloor.adapter.clock.Chance;
import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.sqlite.StoreInUse;
import hubfloor.adapter.sqlite.StoreRefused;
import hubfloor.adapter.sqlite.StoreUnavailable;
import hubfloor.adapter.systemd.Systemd;
import hubfloor.config.load.Loaded;
import hubfloor.config.load.PlanFile;
import hubfloor.config.load.Problem;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.ExitCode;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.port.PinRefused;
import hubfloor.reader.driver.DriverRefused;
import hubfloor.sorter.main.SorterLine;
import hubfloor.sorter.main.SorterLine.Ending;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** Runs a sorter line until it is told to stop, its disk fails, or it finds a defect in itself. */
final class LineRun {
    /** Parcels that a simulated board feeds. */
    private static final int PARCELS_PER_HOUR = 5_000;

    private final DeviceConfig config;
    private final Path file;
    private final CommandLine command;

    LineRun(DeviceConfig config, Path file, CommandLine command) {
        this.config = config;
        this.file = file;
        this.command = command;
    }

    ExitCode call() throws Stopped, InterruptedException {
        SorterLine line = start();
        StopOnSignal.register(line::stop);
        announce(line);
        try {
            Ending ending = line.ending().get();
            command.getErr().println("The line has ended and its outputs are at rest: " + ending.words());
            line.stop();
            return ending.code();
        } catch (ExecutionException defect) {
            throw new IllegalStateException(defect.getCause());
        }
    }

    private SorterLine start() throws Stopped {
        LineConfig line = config.line().orElseThrow();
        try {
            return SorterLine.start(
                    config,
                    file,
                    plan(line),
                    new SorterLine.Hall(PARCELS_PER_HOUR, Chance.below(Long.MAX_VALUE)),
                    Version.TEXT,
                    new SystemClock(),
                    Systemd.of(System.getenv()));
        } catch (PinRefused e) {
            throw new Stopped(ExitCode.DEVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
        } catch (DriverRefused e) {
            throw new Stopped(ExitCode.CONFIG_REFUSED, e.getMessage() + "\nNothing was started.");
        } catch (StoreInUse e) {
            throw new Stopped(ExitCode.STORE_IN_USE, String.valueOf(e.getMessage()));
        } catch (StoreRefused | StoreUnavailable e) {
            throw new Stopped(ExitCode.STORE_FAILED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new Stopped(ExitCode.FAILED, "The line cannot start: " + e.getMessage());
        }
    }

    private static SortPlan plan(LineConfig line) throws Stopped {
        return switch (PlanFile.load(line.decision().plan(), line)) {
            case Loaded.Accepted<SortPlan> accepted -> accepted.value();
            case Loaded.Refused<SortPlan> refused ->
                throw new Stopped(
                        ExitCode.CONFIG_REFUSED,
                        refused.problems().stream().map(Problem::sentence).collect(Collectors.joining("\n"))
                                + "\nNothing was started. Correct the plan and try again.");
        };
    }

    private void announce(SorterLine line) {
        PrintWriter out = command.getOut();
        String board = config.line().orElseThrow().board();
        out.printf(
                "Line %s/%s/%s runs on %s.%n",
                config.identity().hub(),
                config.identity().zone(),
                config.identity().device(),
                board.equals(SorterLine.SIMULATED)
                        ? "a simulated board, " + PARCELS_PER_HOUR + " parcels an hour"
                        : "the GPIO chip " + board);
        line.scanners().forEach(scanner -> out.printf("  scanner %-10s %s%n", scanner.name(), scanner.port()));
        out.printf(
                "  broker             %s:%d%n",
                config.broker().host(), config.broker().port());
        out.printf("  store              %s%n", config.store().path());
        out.printf("  recording          %s%n", SorterLine.recording(config));
        line.pageAddress().ifPresent(page -> out.printf("  page               %s%n", page));
        out.flush();
    }
}
