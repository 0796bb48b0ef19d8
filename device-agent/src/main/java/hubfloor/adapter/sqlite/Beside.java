package hubfloor.adapter.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files that stand beside a store, and what is done to them. */
final class Beside {
    private static final Logger LOG = LoggerFactory.getLogger(Beside.class);

    private Beside() {}

    static Path file(Path store, String suffix) {
        return store.resolveSibling(store.getFileName() + suffix);
    }

    static Path directory(Path store) {
        Path parent = store.toAbsolutePath().getParent();
        return parent == null ? store.toAbsolutePath() : parent;
    }

    /** Makes a rename or a new name survive a power cut. */
    static void syncDirectory(Path store) throws IOException {
        try (FileChannel directory = FileChannel.open(directory(store), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    static StoreUnavailable unavailable(Path store, IOException e) {
        return new StoreUnavailable(
                "the event store " + store + " cannot be written: " + e
                        + "; the directory " + directory(store)
                        + " must exist, be on a writable disk with room, and belong to the agent's user",
                e);
    }

    static void closeQuietly(AutoCloseable what) {
        try {
            what.close();
        } catch (Exception e) {
            LOG.debug("close failed: {}", e.toString());
        }
    }
}
