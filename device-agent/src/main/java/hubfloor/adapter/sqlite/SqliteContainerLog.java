package hubfloor.adapter.sqlite;

import hubfloor.port.ContainerLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * One SQLite file, flushed at each event.
 *
 * <pre>
 * container  id | name | seq | type | data     of open containers all, of closed ones the last event
 * mark       epoch | seq
 * </pre>
 *
 * <p>Closed ones are kept up to {@value #CLOSED_MAX}. A damaged file is put aside as {@code .damaged} and begun anew.
 */
public final class SqliteContainerLog implements ContainerLog {
    private static final int CLOSED_MAX = 4_096;
    private static final String CLOSED = " FROM container WHERE type = 'container.closed.v1' ORDER BY id DESC";

    private final Connection database;

    private SqliteContainerLog(Connection database) throws SQLException {
        this.database = database;
        Sqlite.run(
                database,
                "CREATE TABLE IF NOT EXISTS container (id INTEGER PRIMARY KEY, name TEXT NOT NULL,"
                        + " seq INTEGER NOT NULL, type TEXT NOT NULL, data BLOB NOT NULL)");
        Sqlite.run(database, "CREATE INDEX IF NOT EXISTS container_name ON container (name)");
        Sqlite.run(
                database,
                "CREATE TABLE IF NOT EXISTS mark (one INTEGER PRIMARY KEY, epoch TEXT NOT NULL, seq INTEGER NOT NULL)");
    }

    public static SqliteContainerLog open(Path file) throws ContainerLogFailed {
        try {
            Sqlite.prepareNative(file);
            try {
                return opened(file);
            } catch (SQLException e) {
                if (Trouble.of(e) != Trouble.DAMAGED) {
                    throw e;
                }
                Files.move(file, Beside.file(file, ".damaged"), StandardCopyOption.REPLACE_EXISTING);
                Files.deleteIfExists(Beside.file(file, "-wal"));
                Files.deleteIfExists(Beside.file(file, "-shm"));
                return opened(file);
            }
        } catch (SQLException | IOException e) {
            throw new ContainerLogFailed(
                    "what lies in containers cannot be kept in " + file + ": " + e.getMessage(), e);
        }
    }

    private static SqliteContainerLog opened(Path file) throws SQLException {
        Connection database = Sqlite.ledger(file);
        try {
            return new SqliteContainerLog(database);
        } catch (SQLException e) {
            Beside.closeQuietly(database);
            throw e;
        }
    }

    @Override
    public List<Entry> entries() throws ContainerLogFailed {
        List<Entry> entries = new ArrayList<>();
        try (Statement select = database.createStatement();
                ResultSet row = select.executeQuery("SELECT seq, name, type, data FROM container ORDER BY id")) {
            while (row.next()) {
                entries.add(new Entry(row.getLong(1), row.getString(2), row.getString(3), row.getBytes(4)));
            }
            return entries;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Mark mark() throws ContainerLogFailed {
        try {
            return new Mark(
                    Sqlite.text(database, "SELECT epoch FROM mark"), Sqlite.number(database, "SELECT seq FROM mark"));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void keep(String epoch, Entry entry, String forget) throws ContainerLogFailed {
        try {
            Sqlite.run(database, "BEGIN IMMEDIATE");
            if (!forget.isEmpty()) {
                update("DELETE FROM container WHERE name = ?", forget);
            }
            update(
                    "INSERT INTO container (name, seq, type, data) VALUES (?, ?, ?, ?)",
                    entry.container(),
                    entry.seq(),
                    entry.type(),
                    entry.data());
            if (entry.type().equals("container.closed.v1")) {
                update("DELETE FROM container WHERE id IN (SELECT id" + CLOSED + " LIMIT -1 OFFSET " + CLOSED_MAX
                        + ")");
            }
            update("REPLACE INTO mark VALUES (1, ?, ?)", epoch, entry.seq());
            Sqlite.run(database, "COMMIT");
        } catch (SQLException e) {
            try {
                Sqlite.run(database, "ROLLBACK");
            } catch (SQLException already) {
                e.addSuppressed(already);
            }
            throw failed(e);
        }
    }

    private void update(String sql, Object... values) throws SQLException {
        try (PreparedStatement update = database.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            update.executeUpdate();
        }
    }

    private static ContainerLogFailed failed(SQLException e) {
        return new ContainerLogFailed("what lies in containers cannot be kept or found: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        Beside.closeQuietly(database);
    }
}
