package hubfloor.adapter.sqlite;

import hubfloor.event.ClockQuality;
import hubfloor.event.Event;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.event.Stamp;
import hubfloor.event.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * One event as one row. Wall time is kept in microseconds; the checksum covers every column, because SQLite would hand
 * out a flipped bit in a payload as if it were the truth.
 *
 * <pre>
 * seq  INTEGER PRIMARY KEY   1, 2, 3 ... gapless
 * bits INTEGER               class (2 bits) | clock quality (2) | family (4)
 * type INTEGER, boot INTEGER -> word.id
 * subject TEXT, wall_us INTEGER, mono_ms INTEGER, sum INTEGER (CRC-32C), data BLOB
 * </pre>
 */
final class EventRow {
    static final String TABLE = "CREATE TABLE event(seq INTEGER PRIMARY KEY, bits INTEGER NOT NULL,"
            + " type INTEGER NOT NULL, boot INTEGER NOT NULL, subject TEXT NOT NULL, wall_us INTEGER NOT NULL,"
            + " mono_ms INTEGER NOT NULL, sum INTEGER NOT NULL, data BLOB NOT NULL)";
    static final String INSERT =
            "INSERT INTO event(seq,bits,type,boot,subject,wall_us,mono_ms,sum,data) VALUES(?,?,?,?,?,?,?,?,?)";
    static final String SELECT =
            "SELECT seq,bits,type,boot,subject,wall_us,mono_ms,sum,data FROM event WHERE seq>=? ORDER BY seq LIMIT ?";
    /** A row's cost beside its payload and subject, b-tree and headers included; for estimates between checks. */
    static final int OVERHEAD_BYTES = 40;

    /** {@code bits} of rows stamped by a disciplined clock. */
    static final String SYNCED = "(bits>>2)&3=0";

    // Their places are on disk: add at the end only.
    private static final List<EventClass> CLASSES = List.of(EventClass.CUSTODY, EventClass.ALARM, EventClass.TELEMETRY);
    private static final List<ClockQuality> QUALITIES =
            List.of(ClockQuality.SYNCED, ClockQuality.UNSYNCED, ClockQuality.STEPPED);
    private static final List<EventFamily> FAMILIES = List.of(
            EventFamily.SCAN,
            EventFamily.SORT,
            EventFamily.CHUTE,
            EventFamily.CONTAINER,
            EventFamily.CUSTOMS,
            EventFamily.OPERATOR,
            EventFamily.DEVICE,
            EventFamily.ALARM);

    private EventRow() {}

    /** What is published must equal what is read back, so what a row cannot hold is cut before it is told to anyone. */
    static Event keepable(Event event) {
        Stamp s = event.stamp();
        Instant wall = s.wall().truncatedTo(ChronoUnit.MICROS);
        if (wall.equals(s.wall())) {
            return event;
        }
        Stamp cut = new Stamp(wall, s.monoMs(), s.bootId(), s.clock());
        return new Event(event.family(), event.eventClass(), event.type(), event.subject(), cut, event.data());
    }

    static int estimatedBytes(Event event) {
        return OVERHEAD_BYTES + event.data().length + event.subject().length();
    }

    static void insert(PreparedStatement into, Words words, long seq, Event event) throws SQLException {
        Stamp stamp = event.stamp();
        int bits = CLASSES.indexOf(event.eventClass())
                | QUALITIES.indexOf(stamp.clock()) << 2
                | FAMILIES.indexOf(event.family()) << 4;
        int type = words.id(event.type());
        int boot = words.id(stamp.bootId());
        long wall = micros(stamp.wall());
        into.setLong(1, seq);
        into.setInt(2, bits);
        into.setInt(3, type);
        into.setInt(4, boot);
        into.setString(5, event.subject());
        into.setLong(6, wall);
        into.setLong(7, stamp.monoMs());
        into.setLong(
                8, sum(seq, bits, event.type(), stamp.bootId(), event.subject(), wall, stamp.monoMs(), event.data()));
        into.setBytes(9, event.data());
        into.executeUpdate();
    }

    static StoredEvent read(ResultSet row, Words words, String epoch) throws SQLException {
        long seq = row.getLong(1);
        int bits = row.getInt(2);
        String type = words.text(row.getInt(3));
        String boot = words.text(row.getInt(4));
        String subject = row.getString(5);
        long wall = row.getLong(6);
        long monoMs = row.getLong(7);
        byte[] data = row.getBytes(9);
        int quality = bits >> 2 & 3;
        int family = bits >> 4;
        if (subject == null
                || data == null
                || (bits & 3) >= CLASSES.size()
                || quality >= QUALITIES.size()
                || family < 0
                || family >= FAMILIES.size()
                || sum(seq, bits, type, boot, subject, wall, monoMs, data) != row.getLong(8)) {
            throw new DamagedRow("event " + seq + " does not match its checksum");
        }
        Stamp stamp = new Stamp(instant(wall), monoMs, boot, QUALITIES.get(quality));
        return new StoredEvent(
                epoch, seq, new Event(FAMILIES.get(family), CLASSES.get(bits & 3), type, subject, stamp, data));
    }

    static long micros(Instant wall) {
        return wall.getEpochSecond() * 1_000_000 + wall.getNano() / 1_000;
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L);
    }

    private static long sum(
            long seq, int bits, String type, String boot, String subject, long wall, long monoMs, byte[] data) {
        CRC32C crc = new CRC32C();
        number(crc, seq);
        number(crc, bits);
        text(crc, type);
        text(crc, boot);
        text(crc, subject);
        number(crc, wall);
        number(crc, monoMs);
        crc.update(data, 0, data.length);
        return crc.getValue();
    }

    private static void number(CRC32C crc, long value) {
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            crc.update((int) (value >>> shift));
        }
    }

    private static void text(CRC32C crc, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        crc.update(bytes, 0, bytes.length);
        crc.update(0);
    }
}
