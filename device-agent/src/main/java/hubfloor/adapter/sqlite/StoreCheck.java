package hubfloor.adapter.sqlite;

import hubfloor.port.Clock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.ProgressHandler;

/**
 * How much a store is looked at before it is used. Closed in order: the header only. Ended without a goodbye: SQLite's
 * quick check, for at most {@value #BUDGET_MS} ms, because a device must be ready within 10 s whatever the file's size;
 * what it did not reach is still guarded, since every row is checked by its own checksum when it is read. After a disk
 * failure: everything, however long it takes.
 */
final class StoreCheck {
    private static final Logger LOG = LoggerFactory.getLogger(StoreCheck.class);
    static final long BUDGET_MS = 5_000;
    private static final int OPERATIONS_BETWEEN_LOOKS = 20_000;
    private static final int HEADER_BYTES = 100;
    private static final byte[] MAGIC = {'S', 'Q', 'L', 'i', 't', 'e', ' ', 'f', 'o', 'r', 'm', 'a', 't', ' ', '3', 0};

    /** What the first 100 bytes say. */
    record Header(int version, @Nullable String wrong) {}

    private StoreCheck() {}

    /** Reads without SQLite, so that a file that is not ours, or newer, is not touched by it. */
    static Header header(Path store) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES);
        try (FileChannel channel = FileChannel.open(store, StandardOpenOption.READ)) {
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // short reads are legal
            }
        }
        if (bytes.hasRemaining()) {
            return new Header(0, "is shorter than a database's header");
        }
        for (int i = 0; i < MAGIC.length; i++) {
            if (bytes.get(i) != MAGIC[i]) {
                return new Header(0, "is not an SQLite database");
            }
        }
        if (bytes.getInt(68) != StoreFile.APPLICATION_ID) {
            return new Header(0, "is a database, but not an event store");
        }
        int version = bytes.getInt(60);
        return new Header(version, version < 1 ? "has no store version" : null);
    }

    static void quick(Connection connection, Clock clock) throws SQLException {
        long deadline = clock.nanos() + BUDGET_MS * 1_000_000;
        boolean[] stopped = new boolean[1];
        ProgressHandler.setHandler(connection, OPERATIONS_BETWEEN_LOOKS, new ProgressHandler() {
            @Override
            protected int progress() {
                stopped[0] = clock.nanos() - deadline > 0;
                return stopped[0] ? 1 : 0;
            }
        });
        try {
            require(Sqlite.text(connection, "PRAGMA quick_check(1)"));
        } catch (SQLException e) {
            if (!stopped[0]) {
                throw e;
            }
            LOG.warn("store check stopped after {} ms; the rest is checked row by row when read", BUDGET_MS);
        } finally {
            ProgressHandler.clearHandler(connection);
        }
    }

    static void everything(Connection connection, String epoch) throws SQLException {
        require(Sqlite.text(connection, "PRAGMA integrity_check(1)"));
        try (Words words = new Words(connection);
                PreparedStatement select = connection.prepareStatement(EventRow.SELECT)) {
            select.setLong(1, 0);
            select.setInt(2, Integer.MAX_VALUE);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    EventRow.read(row, words, epoch);
                }
            }
        }
    }

    private static void require(String verdict) throws DamagedRow {
        if (!verdict.equals("ok")) {
            throw new DamagedRow(
                    "integrity check: " + verdict.lines().findFirst().orElse(""));
        }
    }
}
