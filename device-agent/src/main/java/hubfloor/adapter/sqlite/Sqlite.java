package hubfloor.adapter.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** Opens connections. The URL is built here from a checked path and nothing else, so no option can ride in on it. */
final class Sqlite {
    private static final String TMPDIR = "org.sqlite.tmpdir";

    private Sqlite() {}

    /**
     * The driver unpacks its native library into a private directory beside the store: /tmp may be mounted noexec, and
     * is not ours. Leftovers of killed processes are removed, or each kill would leave a megabyte behind.
     */
    static void prepareNative(Path store) throws IOException {
        if (System.getProperty(TMPDIR) != null || System.getProperty("org.sqlite.lib.path") != null) {
            return;
        }
        Path directory = Beside.file(store, ".native");
        Files.createDirectories(directory);
        try (Stream<Path> leftovers = Files.list(directory)) {
            for (Path leftover : leftovers.toList()) {
                Files.deleteIfExists(leftover);
            }
        }
        System.setProperty(TMPDIR, directory.toString());
    }

    static Connection writer(Path store, String synchronous) throws SQLException {
        return open(
                store,
                new SQLiteConfig(),
                1_024,
                "synchronous=" + synchronous,
                "wal_autocheckpoint=0", // its errors are swallowed; ours are not: see StoreFile
                "journal_size_limit=4194304");
    }

    static Connection reader(Path store) throws SQLException {
        return reader(store, 512);
    }

    static Connection reader(Path file, int cacheKib) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        return open(file, config, cacheKib);
    }

    /** What a hub told: written by one, read by another connection of the same process. */
    static Connection hubWriter(Path file, int cacheKib) throws SQLException {
        return open(
                file,
                new SQLiteConfig(),
                cacheKib,
                "journal_mode=WAL",
                "synchronous=NORMAL",
                "journal_size_limit=8388608");
    }

    /** A consumer's file: one process, the log flushed at each commit. */
    static Connection ledger(Path file) throws SQLException {
        return open(file, new SQLiteConfig(), 8_192, "locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=FULL");
    }

    /** For building a store file aside: an ordinary rollback journal, every step flushed. */
    static Connection builder(Path file) throws SQLException {
        return JDBC.createConnection(url(file), new SQLiteConfig().toProperties());
    }

    private static Connection open(Path file, SQLiteConfig config, int cacheKib, String... more) throws SQLException {
        config.setGetGeneratedKeys(false); // else the driver runs a query of its own after every INSERT
        Connection connection = JDBC.createConnection(url(file), config.toProperties());
        try {
            run(connection, "PRAGMA busy_timeout=2000");
            for (String pragma : more) {
                run(connection, "PRAGMA " + pragma);
            }
            run(connection, "PRAGMA cache_size=-" + cacheKib);
            run(connection, "PRAGMA mmap_size=0"); // a dying card must give an error code, not a SIGBUS
            run(connection, "PRAGMA temp_store=MEMORY");
            run(connection, "PRAGMA trusted_schema=OFF");
            run(connection, "PRAGMA cell_size_check=ON");
            return connection;
        } catch (SQLException e) {
            Beside.closeQuietly(connection);
            throw e;
        }
    }

    private static String url(Path file) throws SQLException {
        if (file.toString().indexOf('?') >= 0) {
            throw new SQLException("a database's path must hold no question mark: " + file);
        }
        return JDBC.PREFIX + file.toAbsolutePath();
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row; 0 when there is none. */
    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            String text = row.next() ? row.getString(1) : null;
            return text == null ? "" : text;
        }
    }
}
