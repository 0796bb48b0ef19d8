package hubfloor.adapter.sqlite;

import hubfloor.delivery.SeqRanges.Range;
import hubfloor.event.EventSource;
import hubfloor.event.ReceivedEvent;
import hubfloor.ledger.LedgerStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A consumer's events in one SQLite file, WAL and synchronous=FULL: what {@link #keep} returned from survives a power
 * cut. One thread. Conflicting repeats are kept aside, {@value #CONFLICTS_MAX} of them; events grow with the trade and
 * are the owner's to archive.
 *
 * <pre>
 * source   id | source text | through | duplicates | conflicts
 * event    source_id, seq (key) | type | subject | received_at ms | envelope as it came
 * conflict source_id | seq | received_at ms | envelope as it came
 * </pre>
 */
public final class SqliteLedger implements LedgerStore {
    static final int CONFLICTS_MAX = 10_000;

    private static final String[] SCHEMA = {
        "CREATE TABLE IF NOT EXISTS source (id INTEGER PRIMARY KEY, source TEXT NOT NULL UNIQUE,"
                + " through INTEGER NOT NULL, duplicates INTEGER NOT NULL, conflicts INTEGER NOT NULL)",
        "CREATE TABLE IF NOT EXISTS event (source_id INTEGER NOT NULL REFERENCES source, seq INTEGER NOT NULL,"
                + " type TEXT NOT NULL, subject TEXT NOT NULL, received_at INTEGER NOT NULL, envelope BLOB NOT NULL,"
                + " PRIMARY KEY (source_id, seq)) WITHOUT ROWID",
        "CREATE TABLE IF NOT EXISTS conflict (source_id INTEGER NOT NULL REFERENCES source, seq INTEGER NOT NULL,"
                + " received_at INTEGER NOT NULL, envelope BLOB NOT NULL)"
    };

    private final Connection database;
    private final PreparedStatement insertEvent;
    private final PreparedStatement insertConflict;
    private final PreparedStatement updateSource;
    private final PreparedStatement selectEnvelope;
    private final Map<EventSource, Long> ids = new HashMap<>();

    private SqliteLedger(Connection database) throws SQLException {
        this.database = database;
        insertEvent = database.prepareStatement("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)");
        insertConflict = database.prepareStatement(
                "INSERT INTO conflict SELECT ?, ?, ?, ? WHERE (SELECT count(*) FROM conflict) < " + CONFLICTS_MAX);
        updateSource =
                database.prepareStatement("UPDATE source SET through = ?, duplicates = ?, conflicts = ? WHERE id = ?");
        selectEnvelope = database.prepareStatement("SELECT envelope FROM event WHERE source_id = ? AND seq = ?");
    }

    /** @throws IllegalStateException when the file cannot be opened, in words for a person */
    public static SqliteLedger open(Path file) {
        try {
            Connection database = Sqlite.ledger(file);
            try {
                for (String table : SCHEMA) {
                    Sqlite.run(database, table);
                }
                database.setAutoCommit(false);
                return new SqliteLedger(database);
            } catch (SQLException e) {
                Beside.closeQuietly(database);
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the ledger's file cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public List<Held> held() {
        List<Held> held = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT id, source, through, duplicates, conflicts FROM source")) {
            while (rows.next()) {
                EventSource source = EventSource.parse(rows.getString(2)).orElseThrow();
                ids.put(source, rows.getLong(1));
                held.add(new Held(
                        source,
                        rows.getLong(3),
                        above(rows.getLong(1), rows.getLong(3)),
                        rows.getLong(4),
                        rows.getLong(5)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the ledger cannot be read: " + e.getMessage(), e);
        }
        return held;
    }

    @Override
    public void keep(Delivery delivery) {
        try {
            long at = delivery.at().toEpochMilli();
            for (ReceivedEvent event : delivery.fresh()) {
                insertEvent.setLong(1, id(event.source()));
                insertEvent.setLong(2, event.seq());
                insertEvent.setString(3, event.type());
                insertEvent.setString(4, event.subject());
                insertEvent.setLong(5, at);
                insertEvent.setBytes(6, event.raw());
                insertEvent.executeUpdate();
            }
            for (ReceivedEvent event : delivery.conflicts()) {
                insertConflict.setLong(1, id(event.source()));
                insertConflict.setLong(2, event.seq());
                insertConflict.setLong(3, at);
                insertConflict.setBytes(4, event.raw());
                insertConflict.executeUpdate();
            }
            for (Progress progress : delivery.progress()) {
                updateSource.setLong(1, progress.through());
                updateSource.setLong(2, progress.duplicates());
                updateSource.setLong(3, progress.conflicts());
                updateSource.setLong(4, id(progress.source()));
                updateSource.executeUpdate();
            }
            database.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("the ledger's disk failed: " + e.getMessage(), e);
        }
    }

    @Override
    public byte @Nullable [] envelope(EventSource source, long seq) {
        Long id = ids.get(source);
        if (id == null) {
            return null;
        }
        try {
            selectEnvelope.setLong(1, id);
            selectEnvelope.setLong(2, seq);
            try (ResultSet row = selectEnvelope.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the ledger cannot be read: " + e.getMessage(), e);
        }
    }

    /** What was not committed is not kept. */
    @Override
    public void close() {
        try {
            database.rollback();
            database.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the ledger's file could not be closed: " + e.getMessage(), e);
        }
    }

    private List<Range> above(long id, long through) throws SQLException {
        List<Range> ranges = new ArrayList<>();
        try (PreparedStatement islands = database.prepareStatement("SELECT min(seq), max(seq) FROM (SELECT seq,"
                + " seq - row_number() OVER (ORDER BY seq) AS island FROM event WHERE source_id = ? AND seq > ?)"
                + " GROUP BY island ORDER BY 1")) {
            islands.setLong(1, id);
            islands.setLong(2, through);
            try (ResultSet rows = islands.executeQuery()) {
                while (rows.next()) {
                    ranges.add(new Range(rows.getLong(1), rows.getLong(2)));
                }
            }
        }
        return ranges;
    }

    private long id(EventSource source) throws SQLException {
        Long known = ids.get(source);
        if (known != null) {
            return known;
        }
        try (PreparedStatement insert = database.prepareStatement(
                "INSERT INTO source (source, through, duplicates, conflicts) VALUES (?, 0, 0, 0)"
                        + " ON CONFLICT (source) DO UPDATE SET source = excluded.source RETURNING id")) {
            insert.setString(1, source.text());
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                ids.put(source, row.getLong(1));
                return row.getLong(1);
            }
        }
    }
}
