package hubfloor.adapter.sqlite;

import hubfloor.port.FeedLog;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** A feed's messages in one SQLite file, flushed at each message. */
public final class SqliteFeedLog implements FeedLog {
    private final Connection database;
    private final String epoch;
    private long last;

    private SqliteFeedLog(Connection database) throws SQLException {
        this.database = database;
        Sqlite.run(database, "CREATE TABLE IF NOT EXISTS feed (epoch TEXT NOT NULL)");
        Sqlite.run(database, "CREATE TABLE IF NOT EXISTS message (seq INTEGER PRIMARY KEY, body BLOB NOT NULL)");
        Sqlite.run(database, "INSERT INTO feed SELECT lower(hex(randomblob(8))) WHERE NOT EXISTS (SELECT 1 FROM feed)");
        epoch = Sqlite.text(database, "SELECT epoch FROM feed");
        last = Sqlite.number(database, "SELECT max(seq) FROM message");
    }

    /** @throws IllegalStateException when the file cannot be opened, in words for a person */
    public static SqliteFeedLog open(Path file) {
        try {
            Connection database = Sqlite.ledger(file);
            try {
                return new SqliteFeedLog(database);
            } catch (SQLException e) {
                Beside.closeQuietly(database);
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the feed's file cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public String epoch() {
        return epoch;
    }

    @Override
    public long last() {
        return last;
    }

    @Override
    public void append(long seq, byte[] message) {
        try (PreparedStatement insert = database.prepareStatement("INSERT INTO message VALUES (?, ?)")) {
            insert.setLong(1, seq);
            insert.setBytes(2, message);
            insert.executeUpdate();
            last = seq;
            if (seq % 1_000 == 0) {
                Sqlite.run(database, "DELETE FROM message WHERE seq <= " + (seq - KEPT_MAX));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the feed's disk failed: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<byte[]> read(long seq) {
        try (PreparedStatement select = database.prepareStatement("SELECT body FROM message WHERE seq = ?")) {
            select.setLong(1, seq);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the feed's file cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        Beside.closeQuietly(database);
    }
}
