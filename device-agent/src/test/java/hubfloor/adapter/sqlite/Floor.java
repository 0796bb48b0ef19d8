package hubfloor.adapter.sqlite;

import hubfloor.config.model.StoreConfig;
import hubfloor.event.ClockQuality;
import hubfloor.event.Stamp;
import hubfloor.port.Clock;
import hubfloor.port.EventStoreContract;
import hubfloor.port.LifeSign;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What the store's tests share: a clock that can be set, usual configs, and openings. */
final class Floor {
    static final String CENTRAL = "central";

    private Floor() {}

    static StoreConfig config(Path store) {
        return config(store, 512, Duration.ofDays(7), Duration.ZERO);
    }

    static StoreConfig config(Path store, int maxMib, Duration keepReceipted, Duration keepUnreceipted) {
        return new StoreConfig(store, maxMib, 0, keepReceipted, keepUnreceipted);
    }

    /** Real monotonic time; wall time, boot and quality as the test says. */
    static final class TestClock implements Clock {
        volatile Instant wall = Instant.ofEpochSecond(1_790_000_000L);
        volatile ClockQuality quality = ClockQuality.SYNCED;
        volatile String bootId = "boot-one";

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Stamp stamp() {
            return new Stamp(wall, System.nanoTime() / 1_000_000, bootId, quality);
        }
    }

    /** A store with the words of its failure, if it fails. */
    record Open(SqliteEventStore store, BlockingQueue<String> failures) implements AutoCloseable {
        @Override
        public void close() {
            store.close();
        }
    }

    static Open open(Path path) throws Exception {
        return open(config(path), new TestClock());
    }

    static Open open(StoreConfig config, TestClock clock) throws Exception {
        BlockingQueue<String> failures = new LinkedBlockingQueue<>();
        return new Open(
                SqliteEventStore.open(config, List.of(CENTRAL), clock, failures::add, LifeSign.UNWATCHED), failures);
    }

    static List<EventStoreContract.Told> append(Open open, int count) throws InterruptedException {
        return EventStoreContract.appendAll(open.store(), count);
    }
}
