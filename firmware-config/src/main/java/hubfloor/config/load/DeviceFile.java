package hubfloor.config.load;

import hubfloor.config.model.DeviceConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads the one file that says what a device is. It is taken whole or refused whole, with all its problems at once;
 * nothing here throws for what a file holds. At most 1 MiB. Files the config names (certificates, ports) are not
 * opened: a config can be checked on a laptop. Any thread.
 */
public final class DeviceFile {
    private DeviceFile() {}

    public static Loaded<DeviceConfig> load(Path file) {
        Problems problems = new Problems(file.toString());
        byte[] bytes = SourceText.bytes(file, problems);
        return bytes == null ? problems.refusal() : load(problems, bytes, directoryOf(file));
    }

    /** The same for bytes that are not a file; relative paths start at the working directory. */
    public static Loaded<DeviceConfig> loadText(String name, byte[] bytes) {
        return loadText(name, bytes, Path.of(""));
    }

    /** The same, with relative paths starting at {@code directory}. */
    public static Loaded<DeviceConfig> loadText(String name, byte[] bytes, Path directory) {
        return load(new Problems(name), bytes, directory.toAbsolutePath());
    }

    static Path directoryOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    private static Loaded<DeviceConfig> load(Problems problems, byte[] bytes, Path directory) {
        Values file = read(problems, bytes, directory);
        return file == null || !problems.isEmpty()
                ? problems.refusal()
                : new Loaded.Accepted<>(DeviceBuilder.device(file, SourceText.sha256(bytes)));
    }

    private static @Nullable Values read(Problems problems, byte[] bytes, Path directory) {
        Values file = SourceText.values(bytes, problems, directory, DeviceKeys.FILE);
        if (file != null) {
            new DeviceRules(problems).check(file);
        }
        return file;
    }
}
