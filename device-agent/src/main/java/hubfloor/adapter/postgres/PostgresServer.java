package hubfloor.adapter.postgres;

import hubfloor.ledger.LedgerStore.Away;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.postgresql.Driver;

/**
 * Where the database is, how connections to it are made, and what their failures mean. The driver is asked by name and
 * never found by {@code DriverManager}, so that no other program of this jar loads it.
 */
final class PostgresServer {
    private static final int VERSION = 1;
    private static final long TABLES_LOCK = 0x6875_6266_6c6f_6f72L;

    /** What an address may say after its question mark: the driver has options that load classes and write files. */
    private static final Set<String> OPTIONS = Set.of(
            "user",
            "sslmode",
            "sslrootcert",
            "sslcert",
            "sslkey",
            "currentSchema",
            "targetServerType",
            "connectTimeout",
            "socketTimeout");

    private static final Set<String> OF_THE_ADDRESS =
            Set.of("PGHOST", "PGPORT", "PGDBNAME", "user", "password", "service");

    private static final String[] TABLES = {
        "CREATE TABLE hubfloor_source (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, source text NOT NULL UNIQUE,"
                + " through bigint NOT NULL DEFAULT 0, above text NOT NULL DEFAULT '', gone text NOT NULL DEFAULT '',"
                + " announced bigint NOT NULL DEFAULT 0, named_at bigint NOT NULL DEFAULT 0,"
                + " duplicates bigint NOT NULL DEFAULT 0, conflicts bigint NOT NULL DEFAULT 0,"
                + " shed bigint NOT NULL DEFAULT 0, asked_from bigint NOT NULL DEFAULT 0,"
                + " asked_through bigint NOT NULL DEFAULT 0, asked_at bigint NOT NULL DEFAULT 0,"
                + " asked_pause bigint NOT NULL DEFAULT 0) WITH (fillfactor = 40)", // updated in place, many times a
        // second
        "CREATE TABLE hubfloor_event (source_id bigint NOT NULL REFERENCES hubfloor_source, seq bigint NOT NULL,"
                + " type text NOT NULL, subject text NOT NULL, received_at timestamptz NOT NULL,"
                + " envelope bytea NOT NULL, PRIMARY KEY (source_id, seq))",
        "CREATE TABLE hubfloor_conflict (source_id bigint NOT NULL REFERENCES hubfloor_source, seq bigint NOT NULL,"
                + " received_at timestamptz NOT NULL, envelope bytea NOT NULL)",
        "CREATE TABLE hubfloor_version AS SELECT " + VERSION + " AS version"
    };

    private final String url;
    private final Properties options;
    private final boolean writes;

    private PostgresServer(String url, Properties options, boolean writes) {
        this.url = url;
        this.options = options;
        this.writes = writes;
    }

    /**
     * @param writes makes the tables where there are none; else nothing is ever written
     * @throws IllegalArgumentException for an address that is none, or holds what it must not
     */
    static PostgresServer at(String url, boolean writes) {
        Properties given = Driver.parseURL(url, new Properties());
        if (given == null) {
            throw new IllegalArgumentException(
                    "not a PostgreSQL address: write jdbc:postgresql://HOST[:PORT]/DATABASE");
        }
        if (url.contains("@") || given.getProperty("password") != null) {
            throw new IllegalArgumentException("a password must not stand in the address, where everybody on this"
                    + " machine can read it: put it into ~/.pgpass, or the file that PGPASSFILE names");
        }
        for (String name : new TreeSet<>(given.stringPropertyNames())) {
            if (!OPTIONS.contains(name) && !OF_THE_ADDRESS.contains(name)) {
                throw new IllegalArgumentException("the address's option " + name + " is not taken; these are: "
                        + String.join(", ", new TreeSet<>(OPTIONS)));
            }
        }
        Properties options = new Properties();
        options.setProperty("ApplicationName", "hubfloor-ledger");
        options.setProperty("connectTimeout", given.getProperty("connectTimeout", "5"));
        options.setProperty("socketTimeout", given.getProperty("socketTimeout", "30"));
        options.setProperty("tcpKeepAlive", "true");
        return new PostgresServer(url, options, writes);
    }

    /** A connection that flushes each commit, with the tables in place and no transaction begun. */
    Connection connect() throws SQLException {
        Connection connection = new Driver().connect(url, options);
        if (connection == null) {
            throw new SQLException("not a PostgreSQL address", "08001");
        }
        try {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET synchronous_commit = on");
                statement.execute("SET lock_timeout = '20s'");
                // an instance that is frozen, or whose machine is gone, must not keep its locks
                statement.execute("SET idle_in_transaction_session_timeout = '10s'");
                statement.execute("SET client_min_messages = warning");
                if (writes && text(statement, "SHOW fsync").equals("off")) {
                    throw new IllegalStateException("the PostgreSQL server does not flush what it commits (fsync=off),"
                            + " so nothing may be receipted: set fsync=on in postgresql.conf and restart it");
                }
                prepare(statement);
            }
            connection.commit();
            connection.setReadOnly(!writes);
            return connection;
        } catch (SQLException | IllegalStateException e) {
            closeQuietly(connection);
            throw e;
        }
    }

    private void prepare(Statement statement) throws SQLException {
        if (text(statement, "SELECT to_regclass('hubfloor_version')").isEmpty()) {
            if (!writes) {
                throw new IllegalStateException("no ledger has stored anything in this database yet");
            }
            statement.execute("SELECT pg_advisory_xact_lock(" + TABLES_LOCK + ")");
            if (text(statement, "SELECT to_regclass('hubfloor_version')").isEmpty()) {
                for (String table : TABLES) {
                    statement.execute(table);
                }
            }
        }
        if (Integer.parseInt(text(statement, "SELECT max(version) FROM hubfloor_version")) > VERSION) {
            throw new IllegalStateException("the tables were made by a newer Hubfloor; use that one");
        }
    }

    /** What a failure means: come again, or look at it. Never an option or a name out of the address. */
    RuntimeException failure(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String words = "PostgreSQL: " + firstLine(e);
        boolean passes = state.startsWith("08") // connection
                || state.startsWith("40") // deadlock, serialization
                || state.startsWith("53") // disk full, memory, connections
                || state.startsWith("55") // lock timeout
                || state.startsWith("57") // shut down, starting up, cancelled
                || state.equals("25P03") // we were frozen within a transaction
                || state.equals("25006"); // read-only: a standby not yet promoted
        return passes ? new Away(words, e) : new IllegalStateException(words, e);
    }

    static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // it had failed before, which is what is told
        }
    }

    private static String firstLine(SQLException e) {
        String words = String.valueOf(e.getMessage());
        int end = words.indexOf('\n');
        return end < 0 ? words : words.substring(0, end);
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            String text = row.next() ? row.getString(1) : null;
            return text == null ? "" : text;
        }
    }
}
