package hubfloor.adapter.sqlite;

import hubfloor.advice.Advice;
import hubfloor.advice.ClockWatch;
import hubfloor.advice.LateParcel;
import hubfloor.advice.TimeLeft;
import hubfloor.port.HubStore.ClockPassed;
import hubfloor.port.HubStore.EventMark;
import hubfloor.port.HubStore.Untold;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parcels by their clocks: two indexes over the parcels' rows, so that nobody ever looks through the table. A row is in
 * the first while a stage of one of its clocks lies ahead, in the second while it is late; what was marked as told
 * stands in {@code telling} until it was. One connection, one thread at a time.
 */
final class ClockRows {
    static final List<String> TABLES = List.of(
            "CREATE INDEX IF NOT EXISTS parcel_next ON parcel (next_s) WHERE next_s IS NOT NULL",
            "CREATE INDEX IF NOT EXISTS parcel_late ON parcel (late_s, trusted DESC) WHERE late_s IS NOT NULL",
            "CREATE TABLE IF NOT EXISTS telling (subject TEXT NOT NULL, clock TEXT NOT NULL, stage TEXT NOT NULL,"
                    + " epoch TEXT NOT NULL, seq INTEGER NOT NULL)");

    private final Connection connection;

    ClockRows(Connection connection) {
        this.connection = connection;
    }

    /** False for a file of before there were clocks. */
    static boolean areKept(Connection connection) throws SQLException {
        return Sqlite.number(connection, "SELECT count(*) FROM pragma_table_info('parcel') WHERE name = 'told'") > 0;
    }

    /** A table of before there were clocks: each parcel that has one is looked at once. */
    static void upgrade(Connection writer) throws SQLException {
        if (areKept(writer)) {
            return;
        }
        Sqlite.run(writer, "BEGIN IMMEDIATE");
        for (String column : List.of("told", "next_s", "late_s")) {
            Sqlite.run(writer, "ALTER TABLE parcel ADD COLUMN " + column + " INTEGER");
        }
        Sqlite.run(
                writer,
                "UPDATE parcel SET next_s = 0 WHERE accepted_s IS NOT NULL OR presented_s IS NOT NULL"
                        + " OR cut_off_s IS NOT NULL");
        Sqlite.run(writer, "COMMIT");
    }

    boolean anyPassed(Instant wall) throws SQLException {
        try (PreparedStatement first = connection.prepareStatement("SELECT 1 FROM parcel WHERE next_s <= ? LIMIT 1")) {
            first.setLong(1, wall.getEpochSecond());
            try (ResultSet row = first.executeQuery()) {
                return row.next();
            }
        }
    }

    private record Row(String subject, Advice advice, int told, long momentS) {}

    /** Inside a transaction. */
    List<ClockPassed> passed(Instant wall, int max, EventMark from) throws SQLException {
        List<Row> due = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT * FROM parcel WHERE next_s <= ? ORDER BY next_s LIMIT ?")) {
            select.setLong(1, wall.getEpochSecond());
            select.setInt(2, max);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    due.add(new Row(
                            row.getString(1),
                            ParcelRows.advice(row),
                            row.getInt(ParcelRows.TOLD),
                            row.getLong(ParcelRows.NEXT_S)));
                }
            }
        }
        List<ClockPassed> passed = new ArrayList<>();
        try (PreparedStatement mark = connection.prepareStatement(
                        "UPDATE parcel SET told = ?, next_s = ?, late_s = ? WHERE subject = ?");
                PreparedStatement note = connection.prepareStatement("INSERT INTO telling VALUES (?, ?, ?, ?, ?)")) {
            for (Row row : due) {
                List<TimeLeft> clocks = ClockWatch.passed(row.told, row.advice, wall);
                int told = ClockWatch.with(row.told, clocks);
                mark.setInt(1, told);
                ParcelRows.second(mark, 2, ClockWatch.nextS(told, row.advice));
                ParcelRows.second(mark, 3, ClockWatch.lateS(told, row.advice));
                mark.setString(4, row.subject);
                mark.executeUpdate();
                for (TimeLeft clock : clocks) {
                    passed.add(new ClockPassed(
                            row.subject, clock, row.advice.routing().trusted(), row.momentS));
                    note.setString(1, row.subject);
                    note.setString(2, clock.which().name());
                    note.setString(3, clock.stage());
                    note.setString(4, from.epoch());
                    note.setLong(5, from.seq());
                    note.executeUpdate();
                }
            }
        }
        return passed;
    }

    List<Untold> untold() throws SQLException {
        List<Untold> untold = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT * FROM telling");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                untold.add(new Untold(
                        row.getString(1),
                        TimeLeft.Which.valueOf(row.getString(2)),
                        row.getString(3),
                        new EventMark(row.getString(4), row.getLong(5))));
            }
        }
        return untold;
    }

    List<LateParcel> late(Instant wall, int max, boolean soon) throws SQLException {
        List<LateParcel> late = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT * FROM parcel WHERE late_s <= ? ORDER BY late_s, trusted DESC LIMIT ?")) {
            select.setLong(1, soon ? Long.MAX_VALUE : wall.getEpochSecond());
            select.setInt(2, max);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    late(row, wall).ifPresent(late::add);
                }
            }
        }
        return late;
    }

    private static Optional<LateParcel> late(ResultSet row, Instant wall) throws SQLException {
        String subject = row.getString(1);
        Advice advice = ParcelRows.advice(row);
        return ClockWatch.least(advice, wall)
                .map(clock -> new LateParcel(
                        subject,
                        clock,
                        advice.routing().trusted(),
                        advice.routing().country()));
    }
}
