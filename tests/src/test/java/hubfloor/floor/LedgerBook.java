package hubfloor.floor;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * What central holds, read from its file after it has closed it.
 *
 * @param epochs how many different stores it has heard of
 * @param entries by number, in order
 * @param conflicts repeats of a number with other content
 */
public record LedgerBook(int epochs, List<Entry> entries, long duplicates, long conflicts) {
    /** One event; {@code crc} is of the whole envelope. */
    public record Entry(long seq, String type, String subject, long crc) {
        public boolean isScan() {
            return type.startsWith("org.hubfloor.scan.");
        }
    }

    public static LedgerBook read(Path file) {
        List<Entry> entries = new ArrayList<>();
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement ask = database.createStatement()) {
            try (ResultSet rows =
                    ask.executeQuery("SELECT seq, type, subject, envelope FROM event ORDER BY source_id, seq")) {
                while (rows.next()) {
                    entries.add(
                            new Entry(rows.getLong(1), rows.getString(2), rows.getString(3), crc(rows.getBytes(4))));
                }
            }
            try (ResultSet row = ask.executeQuery("SELECT count(*), sum(duplicates), sum(conflicts) FROM source")) {
                return new LedgerBook(row.getInt(1), entries, row.getLong(2), row.getLong(3));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static long crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    /** SSCCs of the scans, in the order of their numbers; other texts as their subject, or empty. */
    public List<String> scannedParcels() {
        return entries.stream()
                .filter(Entry::isScan)
                .map(e -> e.subject.startsWith("sscc/") ? e.subject.substring(5) : e.subject)
                .toList();
    }

    /** How many numbers from 1 to this one are not held. */
    public long missingThrough(long seq) {
        return seq - entries.stream().filter(e -> e.seq <= seq).count();
    }

    /** Greens that central does not hold as the same parcel under the same number. */
    public Map<Long, String> notAsPromised(Map<Long, String> greens) {
        Map<Long, String> wrong = new HashMap<>(greens);
        for (Entry entry : entries) {
            wrong.remove(entry.seq, parcel(entry.subject));
        }
        return wrong;
    }

    /** Parcel by number. */
    public Map<Long, String> parcels() {
        Map<Long, String> parcels = new HashMap<>();
        for (Entry entry : entries) {
            parcels.put(entry.seq, parcel(entry.subject));
        }
        return parcels;
    }

    /** A subject without its scheme, which is what the page shows. */
    static String parcel(String subject) {
        return subject.replaceFirst("^[a-z0-9-]+/", "");
    }
}
