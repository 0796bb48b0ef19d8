package hubfloor.adapter.postgres;

import hubfloor.event.EventSource;
import hubfloor.event.ReceivedEvent;
import hubfloor.ledger.Account;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Writes a whole batch with one statement a table: each column is an array, and the server takes them apart. */
final class RowWriter {
    private static final String UPDATE = "UPDATE hubfloor_source AS s SET through = n.through, above = n.above,"
            + " gone = n.gone, announced = n.announced, named_at = n.named_at, duplicates = n.duplicates,"
            + " conflicts = n.conflicts, shed = n.shed, asked_from = n.asked_from, asked_through = n.asked_through,"
            + " asked_at = n.asked_at, asked_pause = n.asked_pause"
            + " FROM unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[],"
            + " ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[]) AS n (id, through, above,"
            + " gone, announced, named_at, duplicates, conflicts, shed, asked_from, asked_through, asked_at,"
            + " asked_pause) WHERE s.id = n.id";

    private static final int REPLACEMENT = 0xfffd;

    private final Connection to;
    private final Map<EventSource, Long> ids;

    RowWriter(Connection to, Map<EventSource, Long> ids) {
        this.to = to;
        this.ids = ids;
    }

    void events(Collection<ReceivedEvent> events, Instant at) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        String sql = "INSERT INTO hubfloor_event SELECT source_id, seq, type, subject, to_timestamp(?::float8 / 1000),"
                + " envelope FROM unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bytea[])"
                + " AS fresh (source_id, seq, type, subject, envelope)";
        try (PreparedStatement insert = to.prepareStatement(sql)) {
            insert.setLong(1, at.toEpochMilli());
            longs(insert, 2, events.stream().map(event -> id(event.source())).toArray());
            longs(insert, 3, events.stream().map(ReceivedEvent::seq).toArray());
            texts(insert, 4, events.stream().map(event -> clean(event.type())).toArray());
            texts(
                    insert,
                    5,
                    events.stream().map(event -> clean(event.subject())).toArray());
            byte[][] raws = events.stream().map(ReceivedEvent::raw).toArray(byte[][]::new);
            insert.setArray(6, to.createArrayOf("bytea", raws));
            insert.executeUpdate();
        }
    }

    void conflicts(Collection<ReceivedEvent> conflicts, Instant at) throws SQLException {
        String sql = "INSERT INTO hubfloor_conflict SELECT ?, ?, to_timestamp(?::float8 / 1000), ?"
                + " WHERE (SELECT count(*) FROM hubfloor_conflict) < " + PostgresLedger.CONFLICTS_MAX;
        for (ReceivedEvent event : conflicts) {
            try (PreparedStatement insert = to.prepareStatement(sql)) {
                insert.setLong(1, id(event.source()));
                insert.setLong(2, event.seq());
                insert.setLong(3, at.toEpochMilli());
                insert.setBytes(4, event.raw());
                insert.executeUpdate();
            }
        }
    }

    void accounts(Collection<Account> accounts) throws SQLException {
        if (accounts.isEmpty()) {
            return;
        }
        Account.Row[] rows = accounts.stream().map(Account::row).toArray(Account.Row[]::new);
        Object[][] columns = new Object[13][rows.length];
        for (int i = 0; i < rows.length; i++) {
            Account.Row row = rows[i];
            Object[] values = {
                id(row.source()),
                row.through(),
                row.above(),
                row.gone(),
                row.announced(),
                row.namedAtMs(),
                row.duplicates(),
                row.conflicts(),
                row.shed(),
                row.asked().from(),
                row.asked().through(),
                row.asked().atMs(),
                row.asked().pauseMs()
            };
            for (int column = 0; column < values.length; column++) {
                columns[column][i] = values[column];
            }
        }
        try (PreparedStatement update = to.prepareStatement(UPDATE)) {
            for (int column = 0; column < columns.length; column++) {
                boolean text = column == 2 || column == 3;
                update.setArray(column + 1, to.createArrayOf(text ? "text" : "bigint", columns[column]));
            }
            update.executeUpdate();
        }
    }

    private void longs(PreparedStatement statement, int column, Object[] values) throws SQLException {
        statement.setArray(column, to.createArrayOf("bigint", values));
    }

    private void texts(PreparedStatement statement, int column, Object[] values) throws SQLException {
        statement.setArray(column, to.createArrayOf("text", values));
    }

    /** PostgreSQL's texts hold no NUL and no half of a pair, and a scanned code may; the envelope beside them keeps it. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean held = c != 0 && Character.getType(c) != Character.SURROGATE;
            clean.appendCodePoint(held ? c : REPLACEMENT);
        });
        return clean.toString();
    }

    private long id(EventSource source) {
        Long id = ids.get(source);
        if (id == null) {
            throw new IllegalStateException("an event of a source whose account was not held: " + source.text());
        }
        return id;
    }
}
