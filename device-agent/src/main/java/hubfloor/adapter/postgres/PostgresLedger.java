package hubfloor.adapter.postgres;

import hubfloor.event.EventSource;
import hubfloor.ledger.Account;
import hubfloor.ledger.LedgerStore;
import java.sql.Array;
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
import org.jspecify.annotations.Nullable;

/**
 * A consumer's events in one PostgreSQL database, which several instances write at once. A source's row is locked from
 * {@link #hold} to {@link #commit}, always in the order of their ids, so that instances wait for each other and never in
 * a ring; a commit has been flushed (synchronous_commit=on, whatever the server's default). A connection that fails is
 * thrown away, and the next call makes another. Conflicting repeats are kept aside, some {@value #CONFLICTS_MAX} of
 * them; events grow with the trade and are the owner's to archive. One thread an instance.
 *
 * <pre>
 * hubfloor_source   id | source text | the columns of {@link Account.Row}
 * hubfloor_event    source_id, seq (key) | type | subject | received_at | envelope as it came
 * hubfloor_conflict source_id | seq | received_at | envelope as it came
 * </pre>
 */
public final class PostgresLedger implements LedgerStore {
    static final int CONFLICTS_MAX = 10_000;

    static final String RECEIVED_MS = "(extract(epoch FROM received_at) * 1000)::bigint";

    static final String ROW = "source, through, above, gone, announced, named_at, duplicates, conflicts, shed,"
            + " asked_from, asked_through, asked_at, asked_pause";

    private final PostgresServer server;
    private final Map<EventSource, Long> ids = new HashMap<>();
    private @Nullable Connection open;

    private PostgresLedger(PostgresServer server) {
        this.server = server;
    }

    /**
     * Connects, and makes the tables where there are none.
     *
     * @param url {@code jdbc:postgresql://HOST[:PORT]/DATABASE}, no password in it
     * @throws Away when the server cannot be reached, in words for a person
     * @throws IllegalStateException when it can, and something must be put right first
     * @throws IllegalArgumentException when the address is none we take
     */
    public static PostgresLedger open(String url) {
        return open(url, true);
    }

    /** The same for looking only, beside those who write: where there are no tables it refuses. */
    public static PostgresLedger openToRead(String url) {
        return open(url, false);
    }

    private static PostgresLedger open(String url, boolean writes) {
        PostgresLedger ledger = new PostgresLedger(PostgresServer.at(url, writes));
        ledger.connection();
        return ledger;
    }

    @Override
    public List<Account> accounts() {
        List<Account> accounts = new ArrayList<>();
        try (PreparedStatement all =
                        connection().prepareStatement("SELECT " + ROW + ", id FROM hubfloor_source ORDER BY id");
                ResultSet rows = all.executeQuery()) {
            while (rows.next()) {
                accounts.add(account(rows));
            }
            end();
            return accounts;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Held hold(Set<EventSource> sources) {
        try {
            end();
            Connection to = connection();
            admit(to, sources);
            String sql = "SELECT " + ROW + ", id, (extract(epoch FROM clock_timestamp()) * 1000)::bigint"
                    + " FROM hubfloor_source WHERE source = ANY (?) ORDER BY id FOR UPDATE";
            Map<EventSource, Account> accounts = new LinkedHashMap<>();
            long storeMs = 0;
            try (PreparedStatement lock = to.prepareStatement(sql)) {
                lock.setArray(1, texts(to, sources));
                try (ResultSet rows = lock.executeQuery()) {
                    while (rows.next()) {
                        Account account = account(rows);
                        accounts.put(account.source(), account);
                        storeMs = Math.max(storeMs, rows.getLong(15));
                    }
                }
            }
            return new Held(accounts, storeMs);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Sources never heard of get their row in a transaction of its own, so that locks are taken in one order only. */
    private void admit(Connection to, Set<EventSource> sources) throws SQLException {
        List<EventSource> unknown =
                sources.stream().filter(source -> !ids.containsKey(source)).toList();
        if (unknown.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = to.prepareStatement("INSERT INTO hubfloor_source (source)"
                + " SELECT text FROM unnest(?::text[]) AS text ORDER BY text ON CONFLICT DO NOTHING")) {
            insert.setArray(1, texts(to, unknown));
            insert.executeUpdate();
        }
        to.commit();
    }

    @Override
    public Map<EventId, byte[]> envelopes(Collection<EventId> events) {
        Map<EventId, byte[]> envelopes = new HashMap<>();
        if (events.isEmpty()) {
            return envelopes;
        }
        Map<Long, EventSource> sources = new HashMap<>();
        List<Long> of = new ArrayList<>();
        List<Long> seqs = new ArrayList<>();
        for (EventId event : events) {
            long id = ids.getOrDefault(event.source(), 0L);
            sources.put(id, event.source());
            of.add(id);
            seqs.add(event.seq());
        }
        Connection to = connection();
        try (PreparedStatement select = to.prepareStatement("SELECT source_id, seq, envelope FROM hubfloor_event JOIN"
                + " unnest(?::bigint[], ?::bigint[]) AS wanted (source_id, seq) USING (source_id, seq)")) {
            select.setArray(1, to.createArrayOf("bigint", of.toArray()));
            select.setArray(2, to.createArrayOf("bigint", seqs.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    EventSource source = sources.get(rows.getLong(1));
                    if (source != null) {
                        envelopes.put(new EventId(source, rows.getLong(2)), rows.getBytes(3));
                    }
                }
            }
            return envelopes;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void commit(Delivery delivery) {
        Connection to = connection();
        try {
            RowWriter writer = new RowWriter(to, ids);
            writer.events(delivery.fresh(), delivery.at());
            writer.conflicts(delivery.conflicts(), delivery.at());
            writer.accounts(delivery.accounts());
            to.commit();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Optional<Instant> keptAt(EventId event) {
        try (PreparedStatement select = connection()
                .prepareStatement(
                        "SELECT " + RECEIVED_MS + " FROM hubfloor_event" + " WHERE source_id = ? AND seq = ?")) {
            select.setLong(1, ids.getOrDefault(event.source(), 0L));
            select.setLong(2, event.seq());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(Instant.ofEpochMilli(row.getLong(1))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** What was not committed is not kept. */
    @Override
    public void close() {
        drop();
    }

    private Connection connection() {
        Connection known = open;
        if (known == null) {
            try {
                known = server.connect();
                open = known;
            } catch (SQLException e) {
                throw failed(e);
            }
        }
        return known;
    }

    /** Ends whatever transaction is open, so that nothing of it is kept. */
    private void end() throws SQLException {
        if (open != null) {
            open.rollback();
        }
    }

    private RuntimeException failed(SQLException e) {
        drop();
        return server.failure(e);
    }

    private void drop() {
        Connection leaving = open;
        open = null;
        ids.clear();
        if (leaving != null) {
            PostgresServer.closeQuietly(leaving);
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

    private static Array texts(Connection to, Collection<EventSource> sources) throws SQLException {
        return to.createArrayOf("text", sources.stream().map(EventSource::text).toArray());
    }
}
