package hubfloor.floor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Looks at a station's store without touching it: every look is at a copy. */
public final class StoreFileCheck {
    private StoreFileCheck() {}

    /** SQLite's verdict on the file with its log as the killed process left them; {@code ok} when sound. */
    public static String integrity(Path store) {
        try {
            return atCopy(store, ask -> {
                try (ResultSet answer = ask.executeQuery("PRAGMA integrity_check")) {
                    return answer.next() ? answer.getString(1) : "no answer";
                }
            });
        } catch (SQLException e) {
            return e.toString();
        }
    }

    /** Parcel by number, as a start after a kill would find them; the station must be frozen or gone. */
    public static Map<Long, String> parcels(Path store) {
        try {
            return atCopy(store, ask -> {
                Map<Long, String> parcels = new TreeMap<>();
                try (ResultSet rows = ask.executeQuery("SELECT seq, subject FROM event")) {
                    while (rows.next()) {
                        parcels.put(rows.getLong(1), LedgerBook.parcel(rows.getString(2)));
                    }
                }
                return parcels;
            });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Question<T> {
        T answer(Statement ask) throws SQLException;
    }

    private static <T> T atCopy(Path store, Question<T> question) throws SQLException {
        Path copy = null;
        try {
            copy = Files.createTempDirectory("store-copy");
            for (String end : new String[] {"", "-wal"}) {
                Path from = Path.of(store + end);
                if (Files.exists(from)) {
                    Files.copy(from, copy.resolve("events.db" + end));
                }
            }
            try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + copy.resolve("events.db"));
                    Statement ask = database.createStatement()) {
                return question.answer(ask);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            remove(copy);
        }
    }

    private static void remove(@org.jspecify.annotations.Nullable Path dir) {
        if (dir == null) {
            return;
        }
        try (Stream<Path> files = Files.list(dir)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(dir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes the store and its log take on the disk. */
    public static long bytes(Path store) {
        try {
            long bytes = 0;
            for (String end : new String[] {"", "-wal", "-shm"}) {
                Path file = Path.of(store + end);
                bytes += Files.exists(file) ? Files.size(file) : 0;
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
