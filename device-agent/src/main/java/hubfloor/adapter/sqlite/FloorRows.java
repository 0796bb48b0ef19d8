package hubfloor.adapter.sqlite;

import hubfloor.advice.FloorRelease;
import hubfloor.config.model.FloorRole;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** What people on the floor said of parcels, the last word on each, for one connection. One thread at a time. */
final class FloorRows {
    static final String TABLE =
            "CREATE TABLE IF NOT EXISTS floor_release (subject TEXT PRIMARY KEY, badge TEXT NOT NULL,"
                    + " role TEXT NOT NULL, inspected INTEGER NOT NULL, sequence INTEGER NOT NULL, at_ms INTEGER NOT NULL,"
                    + " until_ms INTEGER NOT NULL) WITHOUT ROWID";

    private final Connection connection;
    private final PreparedStatement find;

    FloorRows(Connection connection) throws SQLException {
        this.connection = connection;
        find = connection.prepareStatement("SELECT * FROM floor_release WHERE subject = ?");
    }

    Optional<FloorRelease> find(String subject) throws SQLException {
        find.setString(1, subject);
        try (ResultSet row = find.executeQuery()) {
            return row.next()
                    ? Optional.of(new FloorRelease(
                            row.getString(2),
                            FloorRole.of(row.getString(3)),
                            row.getInt(4) == 1,
                            row.getLong(5),
                            Instant.ofEpochMilli(row.getLong(6)),
                            Instant.ofEpochMilli(row.getLong(7))))
                    : Optional.empty();
        }
    }

    void forget(Instant before) throws SQLException {
        try (PreparedStatement old = connection.prepareStatement("DELETE FROM floor_release WHERE at_ms < ?")) {
            old.setLong(1, before.toEpochMilli());
            old.executeUpdate();
        }
    }

    long count() throws SQLException {
        return Sqlite.number(connection, "SELECT count(*) FROM floor_release");
    }

    void put(String subject, FloorRelease said) throws SQLException {
        try (PreparedStatement put =
                connection.prepareStatement("REPLACE INTO floor_release VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            put.setString(1, subject);
            put.setString(2, said.by());
            put.setString(3, said.role().word());
            put.setInt(4, said.inspected() ? 1 : 0);
            put.setLong(5, said.sequence());
            put.setLong(6, said.at().toEpochMilli());
            put.setLong(7, said.until().toEpochMilli());
            put.executeUpdate();
        }
    }
}
