package hubfloor.adapter.sqlite;

import hubfloor.event.StoredEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The link thread's connection, opened at the first read, and swapped by the writer when a new epoch begins. */
final class StoreReading {
    interface Swap {
        /** @return the new epoch */
        String run() throws SQLException, IOException;
    }

    private final Path store;
    private String epoch;
    private @Nullable StoreReader reader;

    StoreReading(Path store, String epoch) {
        this.store = store;
        this.epoch = epoch;
    }

    synchronized List<StoredEvent> read(long from, int max) throws SQLException {
        return reader().read(from, max);
    }

    synchronized List<Long> parked(int max) throws SQLException {
        return reader().parked(max);
    }

    synchronized void swap(Swap swap) throws SQLException, IOException {
        close();
        epoch = swap.run();
    }

    synchronized void keepOpen() {
        try {
            reader().parked(0);
        } catch (SQLException e) {
            org.slf4j.LoggerFactory.getLogger(StoreReading.class).warn("store not readable: {}", Trouble.words(e));
        }
    }

    synchronized void close() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    private StoreReader reader() throws SQLException {
        if (reader == null) {
            reader = new StoreReader(store, epoch);
        }
        return reader;
    }
}
