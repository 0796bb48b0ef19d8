package hubfloor.port;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.event.ClockQuality;
import hubfloor.event.Event;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.event.Stamp;
import hubfloor.event.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every event store promises; run by the real one and by its twin. Receipts count from {@code central}. */
public abstract class EventStoreContract {
    protected static final String CENTRAL = "central";

    private EventStore store;

    protected abstract EventStore open() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void epochIsSixteenHexDigits() {
        assertThat(store.epoch()).matches("[0-9a-f]{16}");
    }

    @Test
    void numbersAreGaplessFromOne() throws Exception {
        List<Told> told = appendAll(store, 1_000);
        for (int i = 0; i < told.size(); i++) {
            assertThat(told.get(i).event().seq()).isEqualTo(i + 1);
            assertThat(told.get(i).event().epoch()).isEqualTo(store.epoch());
        }
        assertThat(store.progress().stored()).isEqualTo(1_000);
    }

    @Test
    void whatIsReadBackEqualsWhatWasTold() throws Exception {
        List<Told> told = appendAll(store, 300);
        List<StoredEvent> read = store.read(1, 1_000);
        assertThat(read).hasSize(300);
        for (int i = 0; i < 300; i++) {
            assertSame(read.get(i), told.get(i).event());
        }
        assertThat(store.read(299, 10)).hasSize(2);
        assertThat(store.read(301, 10)).isEmpty();
        assertThat(store.read(1, 7)).hasSize(7);
    }

    @Test
    void commitListenerHearsEveryEventOnceInOrderOnTheWriterThread() throws Exception {
        BlockingQueue<Long> heard = new LinkedBlockingQueue<>();
        BlockingQueue<String> threads = new LinkedBlockingQueue<>();
        store.onCommit(batch -> {
            batch.forEach(e -> heard.add(e.seq()));
            threads.add(Thread.currentThread().getName());
        });
        appendAll(store, 500);
        List<Long> all = new ArrayList<>();
        while (all.size() < 500) {
            Long seq = heard.poll(10, TimeUnit.SECONDS);
            assertThat(seq).isNotNull();
            all.add(seq);
        }
        assertThat(all).isSorted().doesNotHaveDuplicates().hasSize(500);
        assertThat(threads).containsOnly("store-writer");
    }

    @Test
    void receiptsCountFromNamedConsumersOnly() throws Exception {
        appendAll(store, 10);
        assertThat(store.receipted("stranger", 1_000_000)).isTrue();
        assertThat(store.progress().receipted()).isZero();
        assertThat(store.receipted(CENTRAL, 7)).isTrue();
        assertThat(store.receipted(CENTRAL, 3))
                .as("an older receipt changes nothing")
                .isTrue();
        assertThat(store.progress().receipted()).isEqualTo(7);
        store.handed(9);
        assertThat(store.progress().handed()).isEqualTo(9);
    }

    @Test
    void receiptForNumbersNeverGivenBeginsANewEpoch() throws Exception {
        appendAll(store, 10);
        String before = store.epoch();
        assertThat(store.receipted(CENTRAL, 11)).isFalse();
        assertThat(store.epoch()).isNotEqualTo(before).matches("[0-9a-f]{16}");
        assertThat(store.progress().receipted()).isZero();
        long expected = store.progress().stored() + 1;
        Told told = appendAll(store, 1).getFirst();
        assertThat(told.event().seq()).isEqualTo(expected);
        assertThat(told.event().epoch()).isEqualTo(store.epoch());
    }

    @Test
    void parkedEventsAreListedLowestFirstAndStayReadable() throws Exception {
        appendAll(store, 10);
        store.park(8, 0x87);
        store.park(3, 0x97);
        until(() -> store.progress().parked() == 2);
        assertThat(store.parked(10)).containsExactly(3L, 8L);
        assertThat(store.parked(1)).containsExactly(3L);
        assertThat(store.read(1, 100)).hasSize(10);
    }

    @Test
    void closeCommitsWhatIsQueuedAndRefusesWhatComesAfter() throws Exception {
        BlockingQueue<Told> told = new LinkedBlockingQueue<>();
        for (int i = 0; i < 2_000; i++) {
            store.append(event(i), new Teller(told));
        }
        store.close();
        assertThat(told).hasSize(2_000).allMatch(t -> t.why() == null);
        store.append(event(1), new Teller(told));
        assertThat(told).hasSize(2_001);
        assertThat(told.stream().filter(t -> t.why() == EventStore.Refusal.CLOSED))
                .hasSize(1);
        store.close();
    }

    /** One outcome: an event, or why not. */
    public record Told(@Nullable StoredEvent kept, EventStore.@Nullable Refusal why) {
        public StoredEvent event() {
            return Objects.requireNonNull(kept, "the event was refused");
        }
    }

    public record Teller(BlockingQueue<Told> told) implements EventStore.Outcome {
        @Override
        public void stored(StoredEvent event) {
            told.add(new Told(event, null));
        }

        @Override
        public void refused(EventStore.Refusal why) {
            told.add(new Told(null, why));
        }
    }

    public static List<Told> appendAll(EventStore store, int count) throws InterruptedException {
        BlockingQueue<Told> queue = new LinkedBlockingQueue<>();
        for (int i = 0; i < count; i++) {
            store.append(event(i), new Teller(queue));
        }
        List<Told> told = new ArrayList<>();
        while (told.size() < count) {
            Told one = queue.poll(30, TimeUnit.SECONDS);
            assertThat(one).as("outcome %d of %d", told.size() + 1, count).isNotNull();
            told.add(one);
        }
        return told;
    }

    public static Event event(int i) {
        return event(i, EventClass.CUSTODY, 250);
    }

    public static Event event(int i, EventClass eventClass, int dataBytes) {
        String head = "{\"n\":" + i + ",\"pad\":\"";
        String data = head + "x".repeat(Math.max(0, dataBytes - head.length() - 2)) + "\"}";
        Stamp stamp = new Stamp(
                Instant.ofEpochSecond(1_790_000_000L + i, 123_456_789), 1_000L + i, "boot-one", ClockQuality.SYNCED);
        return new Event(
                EventFamily.SCAN,
                eventClass,
                "scan.read.v1",
                "sscc/10614141234567" + (1_000 + i % 9_000),
                stamp,
                data.getBytes(StandardCharsets.UTF_8));
    }

    public static void assertSame(StoredEvent a, StoredEvent b) {
        assertThat(a.seq()).isEqualTo(b.seq());
        assertThat(a.event()).usingRecursiveComparison().isEqualTo(b.event());
    }

    public static void until(BooleanSupplier reached) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
