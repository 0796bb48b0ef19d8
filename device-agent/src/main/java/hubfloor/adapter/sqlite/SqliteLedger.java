package hubfloor.adapter.sqlite;

import hubfloor.event.EventSource;
import hubfloor.event.ReceivedEvent;
import hubfloor.ledger.Account;
import hubfloor.ledger.LedgerStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A consumer's events in one SQLite file, WAL and synchronous=FULL: what {@link #commit} returned from survives a power
 * cut. One process, one thread. Conflicting repeats are kept aside, {@value #CONFLICTS_MAX} of them; events grow with
 * the trade and are the owner's to archive.
 *
 * <pre>
 * source   id | source text | the columns of {@link Account.Row}
 * event    source_id, seq (key) | type | subject | received_at ms | envelope as it came
 * conflict source_id | seq | received_at ms | envelope as it came
 * </pre>
 */
public final class SqliteLedger implements LedgerStore {
    static final int CONFLICTS_MAX = 10_000;

    private static final String ROW = "source, through, above, gone, announced, named_at, duplicates, conflicts, shed,"
            + " asked_from, asked_through, asked_at, asked_pause";

    private final Connection database;
    private final PreparedStatement selectSource;
    private final PreparedStatement writeSource;
    private final PreparedStatement insertEvent;
    private final PreparedStatement insertConflict;
    private final PreparedStatement selectEvent;
    private final Map<EventSource, Long> ids = new HashMap<>();

    private SqliteLedger(Connection database) throws SQLException {
        this.database = database;
        selectSource = database.prepareStatement("SELECT " + ROW + ", id FROM source WHERE source = ?");
        writeSource = database.prepareStatement("INSERT INTO source (" + ROW + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                + " ?, ?, ?) ON CONFLICT (source) DO UPDATE SET (" + ROW + ") = (excluded."
                + ROW.replace(", ", ", excluded.") + ") RETURNING id");
        insertEvent = database.prepareStatement("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)");
        insertConflict = database.prepareStatement(
                "INSERT INTO conflict SELECT ?, ?, ?, ? WHERE (SELECT count(*) FROM conflict) < " + CONFLICTS_MAX);
        selectEvent =
                database.prepareStatement("SELECT envelope, received_at FROM event WHERE source_id = ? AND seq = ?");
    }

    /**
     * @throws InUse when another program has it open
     * @throws IllegalStateException when the file cannot be opened, in words for a person
     */
    public static SqliteLedger open(Path file) {
        try {
            Connection database = Sqlite.ledger(file);
            try {
                LedgerTables.prepare(database);
                database.setAutoCommit(false);
                return new SqliteLedger(database);
            } catch (SQLException e) {
                Beside.closeQuietly(database);
                throw e;
            }
        } catch (SQLException e) {
            if (Trouble.of(e) == Trouble.BUSY) {
                throw new InUse(file + " is in use by another program, a running ledger for example; end that first");
            }
            throw new IllegalStateException("the ledger's file cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public List<Account> accounts() {
        List<Account> accounts = new ArrayList<>();
        try (PreparedStatement all = database.prepareStatement("SELECT " + ROW + ", id FROM source ORDER BY id");
                ResultSet rows = all.executeQuery()) {
            while (rows.next()) {
                accounts.add(account(rows));
            }
            return accounts;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Held hold(Set<EventSource> sources) {
        try {
            database.rollback();
            Map<EventSource, Account> accounts = new LinkedHashMap<>();
            for (EventSource source : sources) {
                selectSource.setString(1, source.text());
                try (ResultSet row = selectSource.executeQuery()) {
                    accounts.put(source, row.next() ? account(row) : Account.of(source));
                }
            }
            return new Held(accounts, Sqlite.number(database, "SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER)"));
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Map<EventId, byte[]> envelopes(Collection<EventId> events) {
        Map<EventId, byte[]> envelopes = new HashMap<>();
        try {
            for (EventId event : events) {
                try (ResultSet row = find(event)) {
                    if (row.next()) {
                        envelopes.put(event, row.getBytes(1));
                    }
                }
            }
            return envelopes;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void commit(Delivery delivery) {
        try {
            for (Account account : delivery.accounts()) {
                write(account.row());
            }
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
            database.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("the ledger's disk failed: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<Instant> keptAt(EventId event) {
        try (ResultSet row = find(event)) {
            return row.next() ? Optional.of(Instant.ofEpochMilli(row.getLong(2))) : Optional.empty();
        } catch (SQLException e) {
            throw unreadable(e);
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

    private Account account(ResultSet row) throws SQLException {
        EventSource source = EventSource.parse(row.getString(1)).orElseThrow();
        ids.put(source, row.getLong(14));
        return Account.of(new Account.Row(
                source,
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                new Account.Asked(row.getLong(10), row.getLong(11), row.getLong(12), row.getLong(13))));
    }

    private void write(Account.Row row) throws SQLException {
        writeSource.setString(1, row.source().text());
        writeSource.setLong(2, row.through());
        writeSource.setString(3, row.above());
        writeSource.setString(4, row.gone());
        writeSource.setLong(5, row.announced());
        writeSource.setLong(6, row.namedAtMs());
        writeSource.setLong(7, row.duplicates());
        writeSource.setLong(8, row.conflicts());
        writeSource.setLong(9, row.shed());
        writeSource.setLong(10, row.asked().from());
        writeSource.setLong(11, row.asked().through());
        writeSource.setLong(12, row.asked().atMs());
        writeSource.setLong(13, row.asked().pauseMs());
        try (ResultSet id = writeSource.executeQuery()) {
            id.next();
            ids.put(row.source(), id.getLong(1));
        }
    }

    private long id(EventSource source) {
        Long id = ids.get(source);
        if (id == null) {
            throw new IllegalStateException("an event of a source whose account was not held: " + source.text());
        }
        return id;
    }

    private ResultSet find(EventId event) throws SQLException {
        selectEvent.setLong(1, ids.getOrDefault(event.source(), 0L));
        selectEvent.setLong(2, event.seq());
        return selectEvent.executeQuery();
    }

    private static IllegalStateException unreadable(SQLException e) {
        return new IllegalStateException("the ledger cannot be read: " + e.getMessage(), e);
    }
}
