package hubfloor.adapter.sqlite;

import hubfloor.advice.LateParcel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** A device's late parcels, read from what its hub told it, also while the device runs. One thread. */
public final class LateList implements AutoCloseable {
    private static final int CACHE_KIB = 512;

    private final Connection connection;

    private LateList(Connection connection) {
        this.connection = connection;
    }

    /** @throws StoreUnavailable when there is no such file, it cannot be read, or it is of before there was a list */
    public static LateList open(Path path) throws StoreUnavailable {
        Path file = path.toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            throw new StoreUnavailable("there is no " + file + ": the device has not run, or keeps no parcels");
        }
        try {
            StoreSearch.prepareNative(file);
            Connection connection = Sqlite.reader(file, CACHE_KIB);
            if (!ClockRows.areKept(connection)) {
                Beside.closeQuietly(connection);
                throw new StoreUnavailable(file + " was written by an older Hubfloor; start the device once");
            }
            return new LateList(connection);
        } catch (SQLException e) {
            throw new StoreUnavailable(file + " cannot be read: " + Trouble.words(e));
        }
    }

    /** The one with the least time left first; {@code soon} = also those whose clock is nearly used. */
    public List<LateParcel> late(Instant wall, int max, boolean soon) throws StoreUnavailable {
        try {
            return new ClockRows(connection).late(wall, max, soon);
        } catch (SQLException | IllegalArgumentException e) {
            throw new StoreUnavailable("late parcels cannot be read: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        Beside.closeQuietly(connection);
    }
}
