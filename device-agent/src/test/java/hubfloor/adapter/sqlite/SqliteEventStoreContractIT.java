package hubfloor.adapter.sqlite;

import hubfloor.port.EventStore;
import hubfloor.port.EventStoreContract;
import hubfloor.port.LifeSign;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class SqliteEventStoreContractIT extends EventStoreContract {
    @TempDir
    Path directory;

    @Override
    protected EventStore open() throws Exception {
        return SqliteEventStore.open(
                Floor.config(directory.resolve("events.db")),
                List.of(CENTRAL),
                new Floor.TestClock(),
                w -> {},
                LifeSign.UNWATCHED);
    }
}
