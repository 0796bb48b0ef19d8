package hubfloor.adapter.sqlite;

import hubfloor.advice.Advice;
import hubfloor.advice.ClockWatch;
import hubfloor.advice.Clocks;
import hubfloor.advice.CustomsFacts;
import hubfloor.advice.Routing;
import hubfloor.config.model.CustomsStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A parcel's row and the statements on it, for one connection. What is not known is NULL. One thread at a time. */
final class ParcelRows implements AutoCloseable {
    static final String TABLE =
            "CREATE TABLE IF NOT EXISTS parcel (subject TEXT PRIMARY KEY, until_hour INTEGER NOT NULL,"
                    + " routing_sequence INTEGER, country TEXT, postcode TEXT, service TEXT, grams INTEGER, priority INTEGER,"
                    + " trusted INTEGER, accepted_s INTEGER, presented_s INTEGER, cut_off_s INTEGER,"
                    + " customs TEXT, customs_sequence INTEGER, customs_at_ms INTEGER, customs_conflict INTEGER,"
                    + " told INTEGER, next_s INTEGER, late_s INTEGER) WITHOUT ROWID";

    /** Columns of the parcel's clocks: what was told of them, when the next stage begins, when the late one runs out. */
    static final int TOLD = 17;

    static final int NEXT_S = 18;
    private static final int LATE_S = 19;

    private final PreparedStatement find;
    private final @Nullable PreparedStatement put;

    ParcelRows(Connection connection, boolean writing) throws SQLException {
        find = connection.prepareStatement("SELECT * FROM parcel WHERE subject = ?");
        put = writing
                ? connection.prepareStatement("REPLACE INTO parcel VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
                : null;
    }

    /** A parcel as it is kept, with what was told of its clocks. */
    record Kept(Advice advice, int told) {}

    Optional<Kept> find(String subject) throws SQLException {
        find.setString(1, subject);
        try (ResultSet row = find.executeQuery()) {
            return row.next() ? Optional.of(new Kept(advice(row), row.getInt(TOLD))) : Optional.empty();
        }
    }

    void put(String subject, long untilHour, Advice advice, int told) throws SQLException {
        PreparedStatement to = put;
        if (to == null) {
            throw new IllegalStateException("opened for reading");
        }
        Routing routing = advice.routing();
        to.setString(1, subject);
        to.setLong(2, untilHour);
        number(to, 3, routing.sequence(), routing.known());
        text(to, 4, routing.country());
        text(to, 5, routing.postcode());
        text(to, 6, routing.service());
        number(to, 7, routing.announcedGrams(), routing.announcedGrams() > 0);
        number(to, 8, routing.priority(), routing.priority() > 0);
        number(to, 9, 1, routing.trusted());
        seconds(to, 10, routing.clocks().accepted());
        seconds(to, 11, routing.clocks().presented());
        seconds(to, 12, routing.clocks().cutOff());
        CustomsFacts customs = advice.customs();
        text(
                to,
                13,
                customs.status().map(s -> s.name().toLowerCase(Locale.ROOT)).orElse(""));
        number(to, 14, customs.sequence(), customs.status().isPresent());
        number(to, 15, customs.at().toEpochMilli(), customs.status().isPresent());
        number(to, 16, 1, customs.conflicting());
        number(to, TOLD, told, told != 0);
        second(to, NEXT_S, ClockWatch.nextS(told, advice));
        second(to, LATE_S, ClockWatch.lateS(told, advice));
        to.executeUpdate();
    }

    static void second(PreparedStatement to, int column, long second) throws SQLException {
        number(to, column, second, second != ClockWatch.NEVER);
    }

    static Advice advice(ResultSet row) throws SQLException {
        long sequence = row.getLong(3);
        Routing routing = row.wasNull()
                ? Routing.UNKNOWN
                : new Routing(
                        sequence,
                        text(row, 4),
                        text(row, 5),
                        text(row, 6),
                        row.getInt(7),
                        row.getInt(8),
                        row.getInt(9) == 1,
                        new Clocks(instant(row, 10), instant(row, 11), instant(row, 12)));
        String customs = text(row, 13);
        return new Advice(
                routing,
                customs.isEmpty()
                        ? CustomsFacts.UNKNOWN
                        : new CustomsFacts(
                                Optional.of(CustomsStatus.valueOf(customs.toUpperCase(Locale.ROOT))),
                                row.getLong(14),
                                Instant.ofEpochMilli(row.getLong(15)),
                                row.getInt(16) == 1));
    }

    private static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return Instant.ofEpochSecond(row.getLong(column));
    }

    private static void text(PreparedStatement to, int column, String text) throws SQLException {
        to.setString(column, text.isEmpty() ? null : text);
    }

    private static void seconds(PreparedStatement to, int column, Instant at) throws SQLException {
        number(to, column, at.getEpochSecond(), at.isAfter(Instant.EPOCH));
    }

    private static void number(PreparedStatement to, int column, long value, boolean known) throws SQLException {
        if (known) {
            to.setLong(column, value);
        } else {
            to.setNull(column, java.sql.Types.INTEGER);
        }
    }

    @Override
    public void close() throws SQLException {
        find.close();
        if (put != null) {
            put.close();
        }
    }
}
