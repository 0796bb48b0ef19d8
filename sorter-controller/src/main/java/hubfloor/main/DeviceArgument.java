package hubfloor.main;

import hubfloor.config.load.DeviceFile;
import hubfloor.config.load.Loaded;
import hubfloor.config.load.Problem;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.ExitCode;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** A device file named on the command line, taken whole or refused with all its problems. */
final class DeviceArgument {
    private DeviceArgument() {}

    static DeviceConfig load(Path file) throws Stopped {
        return switch (DeviceFile.load(file)) {
            case Loaded.Accepted<DeviceConfig> accepted -> accepted.value();
            case Loaded.Refused<DeviceConfig> refused ->
                throw new Stopped(
                        ExitCode.CONFIG_REFUSED,
                        refused.problems().stream().map(Problem::sentence).collect(Collectors.joining("\n"))
                                + "\nNothing was started. Correct the file and try again.");
        };
    }
}
