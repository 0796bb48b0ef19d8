package hubfloor.adapter.sqlite;

import hubfloor.event.EventSource;
import hubfloor.event.ReceivedEvent;
import hubfloor.ledger.LedgerArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A ledger's file, read. A running {@link SqliteLedger} holds its file alone, so it has to be stopped, which costs
 * nothing: devices keep what is not receipted.
 */
public final class LedgerReading implements LedgerArchive {
    private final Path file;
    private final Connection connection;
    /** Key by source, in the order of the sources' texts. */
    private final Map<EventSource, Long> sources = new LinkedHashMap<>();

    private LedgerReading(Path file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, source FROM source ORDER BY source")) {
            while (rows.next()) {
                sources.put(EventSource.parse(rows.getString(2)).orElseThrow(), rows.getLong(1));
            }
        }
    }

    /**
     * @throws StoreRefused when the file is no ledger's
     * @throws StoreInUse while a ledger runs on it
     * @throws StoreUnavailable when it cannot be read
     */
    public static LedgerReading open(Path path) throws StoreRefused, StoreInUse, StoreUnavailable {
        Path file = path.toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            throw new StoreUnavailable("there is no ledger at " + file);
        }
        try {
            Connection connection = Sqlite.reader(file);
            try {
                if (!isLedger(connection)) {
                    throw new StoreRefused(
                            file + " is no ledger's file: it is the one that `hubfloor ledger --store` names,"
                                    + " not a device's own store");
                }
                return new LedgerReading(file, connection);
            } catch (SQLException | StoreRefused e) {
                Beside.closeQuietly(connection);
                throw e;
            }
        } catch (SQLException e) {
            if (Trouble.of(e) == Trouble.BUSY) {
                throw new StoreInUse("the ledger " + file + " is open in a running program; stop it meanwhile");
            }
            throw unreadable(file, e);
        }
    }

    private static boolean isLedger(Connection connection) throws SQLException {
        return Sqlite.number(
                        connection,
                        "SELECT count(*) FROM pragma_table_info('event')"
                                + " WHERE name IN ('source_id', 'seq', 'type', 'subject', 'received_at', 'envelope')")
                == 6;
    }

    @Override
    public List<String> hubs() {
        return LedgerArchive.hubsOf(sources.keySet());
    }

    @Override
    public Optional<Instant> newest(String hub) {
        long newest = Long.MIN_VALUE;
        try (PreparedStatement select =
                connection.prepareStatement("SELECT max(received_at) FROM event WHERE source_id = ?")) {
            for (Map.Entry<EventSource, Long> source : sources.entrySet()) {
                if (source.getKey().device().hub().equals(hub)) {
                    select.setLong(1, source.getValue());
                    try (ResultSet row = select.executeQuery()) {
                        row.next();
                        long at = row.getLong(1);
                        newest = row.wasNull() ? newest : Math.max(newest, at);
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(unreadable(file, e).getMessage(), e);
        }
        return newest == Long.MIN_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(newest));
    }

    @Override
    public void read(String hub, Sink sink) throws IOException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT seq, type, subject, received_at, envelope FROM event WHERE source_id = ? ORDER BY seq")) {
            for (Map.Entry<EventSource, Long> source : sources.entrySet()) {
                if (source.getKey().device().hub().equals(hub)) {
                    select.setLong(1, source.getValue());
                    read(source.getKey(), select, sink);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(unreadable(file, e).getMessage(), e);
        }
    }

    private static void read(EventSource source, PreparedStatement select, Sink sink) throws SQLException, IOException {
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                ReceivedEvent event =
                        new ReceivedEvent(source, row.getLong(1), row.getString(2), row.getString(3), row.getBytes(5));
                sink.take(event, Instant.ofEpochMilli(row.getLong(4)));
            }
        }
    }

    private static StoreUnavailable unreadable(Path file, SQLException e) {
        return new StoreUnavailable("the ledger " + file + " cannot be read: " + Trouble.words(e), e);
    }

    @Override
    public void close() {
        Beside.closeQuietly(connection);
    }
}
