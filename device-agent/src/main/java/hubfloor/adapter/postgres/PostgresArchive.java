package hubfloor.adapter.postgres;

import hubfloor.event.EventSource;
import hubfloor.event.ReceivedEvent;
import hubfloor.ledger.LedgerArchive;
import java.io.IOException;
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
 * A shared ledger's events, read beside the instances that write: one transaction, which sees what was committed when it
 * began. Rows come {@value #FETCHED} at a time, so a hub of any size takes the same memory.
 */
public final class PostgresArchive implements LedgerArchive {
    private static final int FETCHED = 500;
    /** The newest event of a source is looked for among all of its rows. */
    private static final int ANSWER_MS = 600_000;

    private final PostgresServer server;
    private final Connection connection;
    /** Key by source, in the order of the sources' texts. */
    private final Map<EventSource, Long> sources = new LinkedHashMap<>();

    private PostgresArchive(PostgresServer server, Connection connection) throws SQLException {
        this.server = server;
        this.connection = connection;
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setNetworkTimeout(Runnable::run, ANSWER_MS);
        try (Statement statement = connection.createStatement()) {
            // whoever takes the document may be slow
            statement.execute("SET idle_in_transaction_session_timeout = '10min'");
            try (ResultSet rows =
                    statement.executeQuery("SELECT id, source FROM hubfloor_source ORDER BY source COLLATE \"C\"")) {
                while (rows.next()) {
                    sources.put(EventSource.parse(rows.getString(2)).orElseThrow(), rows.getLong(1));
                }
            }
        }
    }

    /** Throws as {@link PostgresLedger#openToRead} does. */
    public static PostgresArchive open(String url) {
        PostgresServer server = PostgresServer.at(url, false);
        try {
            Connection connection = server.connect();
            try {
                return new PostgresArchive(server, connection);
            } catch (SQLException e) {
                PostgresServer.closeQuietly(connection);
                throw e;
            }
        } catch (SQLException e) {
            throw server.failure(e);
        }
    }

    @Override
    public List<String> hubs() {
        return LedgerArchive.hubsOf(sources.keySet());
    }

    @Override
    public Optional<Instant> newest(String hub) {
        Long[] ids = sources.entrySet().stream()
                .filter(source -> source.getKey().device().hub().equals(hub))
                .map(Map.Entry::getValue)
                .toArray(Long[]::new);
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT max(" + PostgresLedger.RECEIVED_MS + ") FROM hubfloor_event WHERE source_id = ANY (?)")) {
            select.setArray(1, connection.createArrayOf("bigint", ids));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long at = row.getLong(1);
                return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(at));
            }
        } catch (SQLException e) {
            throw server.failure(e);
        }
    }

    @Override
    public void read(String hub, Sink sink) throws IOException {
        try (PreparedStatement select = connection.prepareStatement("SELECT seq, type, subject, "
                + PostgresLedger.RECEIVED_MS + ", envelope FROM hubfloor_event WHERE source_id = ? ORDER BY seq")) {
            select.setFetchSize(FETCHED);
            for (Map.Entry<EventSource, Long> source : sources.entrySet()) {
                if (source.getKey().device().hub().equals(hub)) {
                    select.setLong(1, source.getValue());
                    read(source.getKey(), select, sink);
                }
            }
        } catch (SQLException e) {
            throw server.failure(e);
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

    @Override
    public void close() {
        PostgresServer.closeQuietly(connection);
    }
}
