package hubfloor.adapter.sqlite;

import hubfloor.event.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The writing side of one store file: one connection, one thread, one transaction at a time. A transaction is durable
 * when {@link #apply} returns (WAL, synchronous=FULL: one flush of the log). Checkpoints are made here and not by
 * SQLite's own hook, which swallows their errors: a failed flush of the main file would go unseen and be retried.
 */
final class StoreFile implements AutoCloseable {
    static final int APPLICATION_ID = 0x48466c72; // "HFlr"
    static final int VERSION = 1;
    private static final int CHECKPOINT_PAGES = 1_000;
    private static final int PAGE_BYTES = 4_096;

    /** What one transaction does. Any part may be empty. */
    record Change(List<Event> rows, Map<String, Long> marks, List<Park> parks, long deleteThrough) {
        boolean isEmpty() {
            return rows.isEmpty() && marks.isEmpty() && parks.isEmpty() && deleteThrough == 0;
        }
    }

    record Park(long seq, int reasonCode) {}

    private final Path path;
    private final Connection connection;
    private Statements sql;
    private long walPages;

    private StoreFile(Path path, Connection connection) throws SQLException {
        this.path = path;
        this.connection = connection;
        sql = new Statements(connection);
    }

    static StoreFile open(Path path, String synchronous) throws SQLException {
        Connection connection = Sqlite.writer(path, synchronous);
        try {
            return new StoreFile(path, connection);
        } catch (SQLException e) {
            Beside.closeQuietly(connection);
            throw e;
        }
    }

    /**
     * Builds a whole new store aside and renames it into place: a store that exists is complete, and the event that
     * declares why it was made is in it from the start.
     */
    static void create(Path path, @Nullable Event declaration, Runnable beforeRename) throws SQLException, IOException {
        Path fresh = Beside.file(path, ".new");
        Files.deleteIfExists(fresh);
        Files.deleteIfExists(Beside.file(fresh, "-journal"));
        try (Connection c = Sqlite.builder(fresh)) {
            Sqlite.run(c, "PRAGMA page_size=" + PAGE_BYTES);
            Sqlite.run(c, "PRAGMA auto_vacuum=INCREMENTAL");
            Sqlite.run(c, "BEGIN");
            Sqlite.run(c, "PRAGMA application_id=" + APPLICATION_ID);
            Sqlite.run(c, "PRAGMA user_version=" + VERSION);
            Sqlite.run(c, "CREATE TABLE store(epoch TEXT NOT NULL)");
            Sqlite.run(c, "INSERT INTO store(epoch) VALUES(lower(hex(randomblob(8))))"); // seeded by the kernel
            Sqlite.run(c, "CREATE TABLE word(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)");
            Sqlite.run(c, EventRow.TABLE);
            Sqlite.run(c, "CREATE TABLE mark(name TEXT PRIMARY KEY, through INTEGER NOT NULL) WITHOUT ROWID");
            Sqlite.run(c, "CREATE TABLE parked(seq INTEGER PRIMARY KEY, code INTEGER NOT NULL)");
            if (declaration != null) {
                try (Words words = new Words(c);
                        PreparedStatement insert = c.prepareStatement(EventRow.INSERT)) {
                    EventRow.insert(insert, words, 1, EventRow.keepable(declaration));
                }
            }
            Sqlite.run(c, "COMMIT");
            Sqlite.run(c, "PRAGMA journal_mode=WAL");
        }
        beforeRename.run();
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        Beside.syncDirectory(path);
    }

    Connection connection() {
        return connection;
    }

    String epoch() throws SQLException {
        String epoch = Sqlite.text(connection, "SELECT epoch FROM store");
        if (!epoch.matches("[0-9a-f]{16}")) {
            throw new DamagedRow("the store has no epoch");
        }
        return epoch;
    }

    long lastSeq() throws SQLException {
        return Sqlite.number(connection, "SELECT max(seq) FROM event");
    }

    long parkedCount() throws SQLException {
        return Sqlite.number(connection, "SELECT count(*) FROM parked");
    }

    Map<String, Long> marks() throws SQLException {
        Map<String, Long> marks = new HashMap<>();
        try (Statement s = connection.createStatement();
                ResultSet row = s.executeQuery("SELECT name,through FROM mark")) {
            while (row.next()) {
                marks.put(row.getString(1), row.getLong(2));
            }
        }
        return marks;
    }

    /** One transaction, durable on return. On an exception nothing of it is kept, as far as the disk still obeys. */
    void apply(long firstSeq, Change change) throws SQLException {
        boolean single = change.rows().size() == 1
                && change.marks().isEmpty()
                && change.parks().isEmpty()
                && change.deleteThrough() == 0
                && sql.words.knows(change.rows().getFirst().type())
                && sql.words.knows(change.rows().getFirst().stamp().bootId());
        try {
            if (single) {
                EventRow.insert(sql.insert, sql.words, firstSeq, change.rows().getFirst());
            } else {
                sql.begin.executeUpdate();
                write(firstSeq, change);
                sql.commit.executeUpdate();
            }
        } catch (SQLException e) {
            rollback();
            sql.close();
            sql = new Statements(connection);
            throw e;
        }
        long bytes = 0;
        for (Event row : change.rows()) {
            bytes += EventRow.estimatedBytes(row);
        }
        walPages += 1 + bytes / (PAGE_BYTES - 300) + (single ? 0 : 2) + (change.deleteThrough() > 0 ? 50 : 0);
    }

    private void write(long firstSeq, Change change) throws SQLException {
        long seq = firstSeq;
        for (Event row : change.rows()) {
            EventRow.insert(sql.insert, sql.words, seq++, row);
        }
        for (Map.Entry<String, Long> entry : change.marks().entrySet()) {
            sql.mark.setString(1, entry.getKey());
            sql.mark.setLong(2, entry.getValue());
            sql.mark.executeUpdate();
        }
        for (Park parked : change.parks()) {
            sql.park.setLong(1, parked.seq());
            sql.park.setInt(2, parked.reasonCode());
            sql.park.executeUpdate();
        }
        if (change.deleteThrough() > 0) {
            Sqlite.run(connection, "DELETE FROM event WHERE seq<=" + change.deleteThrough());
            Sqlite.run(connection, "DELETE FROM parked WHERE seq<=" + change.deleteThrough());
        }
    }

    private void rollback() {
        try {
            Sqlite.run(connection, "ROLLBACK");
        } catch (SQLException e) {
            // SQLite has already undone it; there is no transaction left to undo
            org.slf4j.LoggerFactory.getLogger(StoreFile.class).debug("rollback: {}", Trouble.words(e));
        }
    }

    /** Copies the log into the main file when it has grown; the log is then written from its start again. */
    void checkpointIfDue() throws SQLException {
        if (walPages >= CHECKPOINT_PAGES) {
            checkpoint();
        }
    }

    void checkpoint() throws SQLException {
        try (Statement s = connection.createStatement();
                ResultSet row = s.executeQuery("PRAGMA wal_checkpoint(PASSIVE)")) {
            walPages = row.next() ? Math.max(0, row.getLong(2) - row.getLong(3)) : 0;
        }
    }

    /** Bytes in use, free pages inside the file not counted, the log counted. */
    long usedBytes() throws SQLException {
        try (ResultSet row = sql.pages.executeQuery()) {
            row.next();
            return (row.getLong(1) - row.getLong(2)) * PAGE_BYTES + walPages * PAGE_BYTES;
        }
    }

    /** @return true when there may be more: gives free pages back to the file system, some at a time; the file shrinks at the next checkpoint. */
    boolean vacuumIfWorthIt() throws SQLException {
        if (Sqlite.number(connection, "PRAGMA freelist_count") < 256) {
            return false;
        }
        try (Statement s = connection.createStatement()) {
            s.executeUpdate("PRAGMA incremental_vacuum(256)"); // executeUpdate runs it to its end, a step a page
            walPages += 256;
        }
        checkpoint();
        return true;
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        sql.close();
        Beside.closeQuietly(connection);
    }

    /** The driver closes a statement whose execution failed, so all are made anew after a failure. */
    private static final class Statements {
        final Words words;
        final PreparedStatement begin;
        final PreparedStatement commit;
        final PreparedStatement insert;
        final PreparedStatement mark;
        final PreparedStatement park;
        final PreparedStatement pages;

        Statements(Connection connection) throws SQLException {
            words = new Words(connection);
            begin = connection.prepareStatement("BEGIN IMMEDIATE");
            commit = connection.prepareStatement("COMMIT");
            insert = connection.prepareStatement(EventRow.INSERT);
            mark = connection.prepareStatement("INSERT OR REPLACE INTO mark(name,through) VALUES(?,?)");
            park = connection.prepareStatement("INSERT OR REPLACE INTO parked(seq,code) VALUES(?,?)");
            pages = connection.prepareStatement(
                    "SELECT page_count,freelist_count FROM pragma_page_count,pragma_freelist_count");
        }

        void close() {
            Beside.closeQuietly(words);
            for (PreparedStatement s : List.of(begin, commit, insert, mark, park, pages)) {
                Beside.closeQuietly(s);
            }
        }
    }
}
