package hubfloor.adapter.sqlite;

import hubfloor.event.StoredEvent;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The reading side of one store file: its own read-only connection, 512 KiB of cache. For one thread at a time. */
final class StoreReader implements AutoCloseable {
    static final int READ_MAX = 4_096;

    private final String epoch;
    private final Connection connection;
    private final Words words;
    private final PreparedStatement select;
    private final PreparedStatement parked;

    StoreReader(Path store, String epoch) throws SQLException {
        this.epoch = epoch;
        connection = Sqlite.reader(store);
        try {
            words = new Words(connection);
            select = connection.prepareStatement(EventRow.SELECT);
            parked = connection.prepareStatement("SELECT seq FROM parked ORDER BY seq LIMIT ?");
        } catch (SQLException e) {
            Beside.closeQuietly(connection);
            throw e;
        }
    }

    List<StoredEvent> read(long from, int max) throws SQLException {
        List<StoredEvent> events = new ArrayList<>();
        select.setLong(1, from);
        select.setInt(2, Math.clamp(max, 0, READ_MAX));
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                events.add(EventRow.read(row, words, epoch));
            }
        }
        return events;
    }

    List<Long> parked(int max) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        parked.setInt(1, Math.clamp(max, 0, READ_MAX));
        try (ResultSet row = parked.executeQuery()) {
            while (row.next()) {
                numbers.add(row.getLong(1));
            }
        }
        return numbers;
    }

    @Override
    public void close() {
        Beside.closeQuietly(words);
        Beside.closeQuietly(select);
        Beside.closeQuietly(parked);
        Beside.closeQuietly(connection);
    }
}
