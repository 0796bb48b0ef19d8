package hubfloor.kernel;

import hubfloor.config.load.DeviceFile;
import hubfloor.config.load.Loaded;
import hubfloor.config.load.PlanFile;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.SortPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The shipped demo line on a chip of the kernel: its scanners on a UART and on a USB adapter, its belt's permit on a pin,
 * and slowed to what an emulated machine can play: 1 m/s, 200 pulses a metre.
 */
final class KernelLine {
    static final String LABEL = "pinctrl-rp1";
    static final int PERMIT = 50;
    static final int CIRCUIT = 41;
    static final int RESET = 42;
    static final int BELT_RUNS = 40;

    private static final Path SHIPPED =
            Path.of(System.getProperty("hubfloor.root", "/"), "firmware-config/src/main/resources/hubfloor");

    private final Path folder;
    private final Path file;

    /** Writes the device file and its plan into this folder. */
    KernelLine(Path folder) throws IOException {
        this(folder, LABEL);
    }

    /** The same on another board. */
    KernelLine(Path folder, String board) throws IOException {
        this.folder = folder;
        Path plans = Files.createDirectories(folder.resolve("plans"));
        Files.copy(SHIPPED.resolve("plans/demo.yaml"), plans.resolve("demo.yaml"));
        file = Files.createDirectories(folder.resolve("lines")).resolve("line.yaml");
        Files.writeString(
                file,
                Files.readString(SHIPPED.resolve("lines/demo.yaml"))
                        .replace("board: simulated", "board: " + board)
                        .replace("/dev/hubfloor/top", "/dev/ttyS1")
                        .replace("/dev/hubfloor/side", "/dev/ttyUSB0")
                        .replace("min-mm-per-s: 1000", "min-mm-per-s: 500")
                        .replace("nominal-mm-per-s: 2000", "nominal-mm-per-s: 1000")
                        .replace("max-mm-per-s: 2200", "max-mm-per-s: 1100")
                        .replace(
                                "encoder: {pulses-per-metre: 1000, pin: 2}",
                                "encoder: {pulses-per-metre: 200, pin: 2}\n    permit: {pin: " + PERMIT
                                        + ", safe-level: low}")
                        .replace("max-delay-ms: 30", "max-delay-ms: 200"));
    }

    Path file() {
        return file;
    }

    Path folder() {
        return folder;
    }

    DeviceConfig config() {
        return accepted(DeviceFile.load(file));
    }

    static SortPlan plan(DeviceConfig config) {
        return accepted(PlanFile.load(
                config.line().orElseThrow().decision().plan(), config.line().orElseThrow()));
    }

    private static <T> T accepted(Loaded<T> loaded) {
        return switch (loaded) {
            case Loaded.Accepted<T> accepted -> accepted.value();
            case Loaded.Refused<T> refused ->
                throw new IllegalStateException("the line's own file is refused: " + refused.problems());
        };
    }
}
