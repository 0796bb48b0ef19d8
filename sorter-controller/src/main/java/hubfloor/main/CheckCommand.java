package hubfloor.main;

import hubfloor.config.load.DeviceFile;
import hubfloor.config.load.Loaded;
import hubfloor.config.load.PlanFile;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.ExitCode;
import hubfloor.config.model.ReaderProtocols;
import hubfloor.config.model.ScannerConfig;
import hubfloor.reader.driver.DriverRefused;
import hubfloor.reader.driver.DriverShelf;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Checks device files and sort plans on a laptop or in CI, exactly as a device would, and prints every problem at once.
 * A device file with a line or a wall is checked together with its plan.
 */
@Command(
        name = "check",
        description =
                "Check device files and sort plans; prints every problem with file:line:column. Opens no port and no network.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "device files and sort plans")
    private List<Path> files;

    private int problems;

    @Override
    public Integer call() {
        for (Path file : files) {
            if (PlanFile.isMeant(file)) {
                tell(file, PlanFile.load(file));
            } else {
                Optional<DeviceConfig> device = tell(file, DeviceFile.load(file));
                device.ifPresent(config -> drivers(file, config));
                device.flatMap(DeviceConfig::line)
                        .ifPresent(line -> tell(
                                line.decision().plan(),
                                PlanFile.load(line.decision().plan(), line)));
                device.flatMap(DeviceConfig::wall)
                        .ifPresent(wall -> tell(
                                wall.decision().plan(),
                                PlanFile.forWall(wall.decision().plan(), wall)));
            }
        }
        spec.commandLine().getOut().flush();
        if (problems > 0) {
            spec.commandLine().getErr().println(problems + (problems == 1 ? " problem" : " problems"));
        }
        return (problems == 0 ? ExitCode.OK : ExitCode.CONFIG_REFUSED).code();
    }

    /** Asks the house's drivers whether they take their options; vendors' jars are on the device, not here. */
    private void drivers(Path file, DeviceConfig config) {
        DriverShelf shelf = new DriverShelf(List.of());
        for (ScannerConfig scanner : config.scanners()) {
            if (ReaderProtocols.names().contains(scanner.protocol())) {
                try {
                    shelf.codec(scanner);
                } catch (DriverRefused refused) {
                    spec.commandLine().getOut().println(file + ": " + refused.getMessage());
                    problems++;
                }
            }
        }
    }

    private <T> Optional<T> tell(Path file, Loaded<T> loaded) {
        PrintWriter out = spec.commandLine().getOut();
        return switch (loaded) {
            case Loaded.Accepted<T> accepted -> {
                out.println(file + ": good");
                yield Optional.of(accepted.value());
            }
            case Loaded.Refused<T> refused -> {
                refused.problems().forEach(problem -> out.println(problem.sentence()));
                problems += refused.problems().size();
                yield Optional.empty();
            }
        };
    }
}
