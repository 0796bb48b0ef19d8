package hubfloor.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether another process has the device's store, and whether that is the device itself at work. */
public final class OwnerCheck implements Check {
    private final Path store;
    private final Optional<String> owner;
    private final Path file;

    /**
     * @param owner process id of who holds the store's lock
     * @param file the device file
     */
    public OwnerCheck(Path store, Optional<String> owner, Path file) {
        this.store = store;
        this.owner = owner;
        this.file = file;
    }

    /** Another process has the store, whichever it is. */
    public boolean isHeld() {
        return owner.isPresent();
    }

    /** The device runs now: what it holds cannot be tested, and must not be touched. */
    public boolean deviceRuns() {
        return owner.isPresent() && runs(Path.of("/proc").resolve(owner.get()));
    }

    @Override
    public List<Finding> run() {
        if (owner.isEmpty()) {
            return List.of(Finding.ok("store", store + " is used by nobody else"));
        }
        return List.of(
                deviceRuns()
                        ? Finding.warning(
                                "running",
                                "this device runs now as process " + owner.get()
                                        + "; its ports, pins, page and broker were not tried",
                                "Its page shows how they are. To test them here, stop it first.")
                        : Finding.failed(
                                "store",
                                store + " is in use by process " + owner.get() + commandOf(owner.get()),
                                "Stop that process, or give this device a store of its own under store.path."));
    }

    private boolean runs(Path process) {
        try {
            List<String> words = words(process);
            int run = words.indexOf("run");
            return run >= 0
                    && run + 1 < words.size()
                    && Files.isSameFile(process.resolve("cwd").toRealPath().resolve(words.get(run + 1)), file);
        } catch (IOException anothersOrGone) {
            return false;
        }
    }

    private static String commandOf(String pid) {
        try {
            List<String> words = words(Path.of("/proc").resolve(pid));
            String command = String.join(" ", words).replaceAll("\\p{Cntrl}", "?");
            return ": " + command.substring(Math.max(0, command.length() - 100));
        } catch (IOException hidden) {
            return "";
        }
    }

    private static List<String> words(Path process) throws IOException {
        return Arrays.asList(Files.readString(process.resolve("cmdline")).split("\0"));
    }
}
