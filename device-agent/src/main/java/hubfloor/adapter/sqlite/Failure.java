package hubfloor.adapter.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The disk's failure: happens once, is never taken back, and is told to the application. Any thread. */
final class Failure {
    private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

    private final Path store;
    private final FailureListener listener;
    private final AtomicReference<@Nullable String> words = new AtomicReference<>();

    Failure(Path store, FailureListener listener) {
        this.store = store;
        this.listener = listener;
    }

    boolean happened() {
        return words.get() != null;
    }

    /** The first words win. */
    void declare(String what) {
        if (words.compareAndSet(null, what)) {
            LOG.error("event store {} FAILED, nothing is accepted any more: {}", store, what);
            listener.failed(what);
        }
    }

    interface Chore {
        void run() throws SQLException;
    }

    /** Runs what can wait: want of room puts it off, anything else is the disk's failure. */
    void guard(Chore chore) {
        try {
            chore.run();
        } catch (SQLException e) {
            Trouble trouble = Trouble.of(e);
            if (trouble == Trouble.FULL || trouble == Trouble.BUSY) {
                LOG.debug("put off: {}", Trouble.words(e));
            } else {
                declare(Trouble.words(e));
            }
        }
    }
}
