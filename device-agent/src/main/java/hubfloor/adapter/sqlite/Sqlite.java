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
        Connection connection = JDBC.createConnection(url(store), new SQLiteConfig().toProperties());
        try {
            run(connection, "PRAGMA busy_timeout=2000");
            run(connection, "PRAGMA synchronous=" + synchronous);
            run(connection, "PRAGMA wal_autocheckpoint=0"); // its errors are swallowed; ours are not: see StoreFile
            run(connection, "PRAGMA journal_size_limit=4194304");
            harden(connection, 1_024);
            return connection;
        } catch (SQLException e) {
            Beside.closeQuietly(connection);
            throw e;
        }
    }

    static Connection reader(Path store) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        Connection connection = JDBC.createConnection(url(store), config.toProperties());
        try {
            run(connection, "PRAGMA busy_timeout=2000");
            harden(connection, 512);
            return connection;
        } catch (SQLException e) {
            Beside.closeQuietly(connection);
            throw e;
        }
    }

    /** For building a store file aside: an ordinary rollback journal, every step flushed. */
    static Connection builder(Path file) throws SQLException {
        return JDBC.createConnection(url(file), new SQLiteConfig().toProperties());
    }

    private static void harden(Connection connection, int cacheKib) throws SQLException {
        run(connection, "PRAGMA cache_size=-" + cacheKib);
        run(connection, "PRAGMA mmap_size=0"); // a dying card must give an error code, not a SIGBUS
        run(connection, "PRAGMA temp_store=MEMORY");
        run(connection, "PRAGMA trusted_schema=OFF");
        run(connection, "PRAGMA cell_size_check=ON");
    }

    private static String url(Path file) {
        return JDBC.PREFIX + file;
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
