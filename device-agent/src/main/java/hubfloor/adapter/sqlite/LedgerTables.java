package hubfloor.adapter.sqlite;

import hubfloor.delivery.SeqRanges;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes a ledger's tables, and brings a file of before up to them: {@code user_version} 0 kept only the prefix of each
 * source and found the ranges beyond it in its events.
 */
final class LedgerTables {
    private static final int VERSION = 1;

    private static final String[] TABLES = {
        "CREATE TABLE IF NOT EXISTS source (id INTEGER PRIMARY KEY, source TEXT NOT NULL UNIQUE,"
                + " through INTEGER NOT NULL, duplicates INTEGER NOT NULL, conflicts INTEGER NOT NULL)",
        "CREATE TABLE IF NOT EXISTS event (source_id INTEGER NOT NULL REFERENCES source, seq INTEGER NOT NULL,"
                + " type TEXT NOT NULL, subject TEXT NOT NULL, received_at INTEGER NOT NULL, envelope BLOB NOT NULL,"
                + " PRIMARY KEY (source_id, seq)) WITHOUT ROWID",
        "CREATE TABLE IF NOT EXISTS conflict (source_id INTEGER NOT NULL REFERENCES source, seq INTEGER NOT NULL,"
                + " received_at INTEGER NOT NULL, envelope BLOB NOT NULL)",
        "ALTER TABLE source ADD COLUMN above TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE source ADD COLUMN gone TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE source ADD COLUMN announced INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE source ADD COLUMN named_at INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE source ADD COLUMN shed INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE source ADD COLUMN asked_from INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE source ADD COLUMN asked_through INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE source ADD COLUMN asked_at INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE source ADD COLUMN asked_pause INTEGER NOT NULL DEFAULT 0"
    };

    private LedgerTables() {}

    static void prepare(Connection database) throws SQLException {
        long version = Sqlite.number(database, "PRAGMA user_version");
        if (version > VERSION) {
            throw new SQLException("it was written by a newer Hubfloor; use that one");
        }
        if (version == VERSION) {
            return;
        }
        database.setAutoCommit(false);
        for (String table : TABLES) {
            Sqlite.run(database, table);
        }
        Map<Long, SeqRanges> above = above(database);
        try (PreparedStatement write = database.prepareStatement("UPDATE source SET above = ? WHERE id = ?")) {
            for (Map.Entry<Long, SeqRanges> source : above.entrySet()) {
                write.setString(1, source.getValue().text());
                write.setLong(2, source.getKey());
                write.executeUpdate();
            }
        }
        Sqlite.run(database, "PRAGMA user_version = " + VERSION);
        database.commit();
        database.setAutoCommit(true);
    }

    private static Map<Long, SeqRanges> above(Connection database) throws SQLException {
        Map<Long, SeqRanges> above = new HashMap<>();
        try (PreparedStatement islands = database.prepareStatement("SELECT id, min(seq), max(seq) FROM (SELECT id, seq,"
                        + " seq - row_number() OVER (PARTITION BY id ORDER BY seq) AS island FROM source"
                        + " JOIN event ON source_id = id AND seq > through) GROUP BY id, island");
                ResultSet rows = islands.executeQuery()) {
            while (rows.next()) {
                above.computeIfAbsent(rows.getLong(1), id -> new SeqRanges()).add(rows.getLong(2), rows.getLong(3));
            }
        }
        return above;
    }
}
