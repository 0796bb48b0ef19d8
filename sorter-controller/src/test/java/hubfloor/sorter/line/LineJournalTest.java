package hubfloor.sorter.line;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.event.Event;
import hubfloor.event.StoredEvent;
import hubfloor.port.EventStore;
import hubfloor.port.LifeSign;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.line.LineSink.Keeping;
import hubfloor.sorter.story.LineStory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A line's words on their way to a store that may be full. */
class LineJournalTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Bench bench = new Bench();
    private final Shelf shelf = new Shelf();
    private final Set<String> faults = ConcurrentHashMap.newKeySet();
    private final LineJournal journal = new LineJournal(
            shelf,
            new LineStory(bench.line, "run"),
            "run",
            bench,
            LineJournalTest::words,
            (word, raised) -> {
                if (raised) {
                    faults.add(word);
                } else {
                    faults.remove(word);
                }
            },
            LifeSign.UNWATCHED);

    @AfterEach
    void end() throws InterruptedException {
        journal.stop();
    }

    @Test
    void wordsAreStoredInTheOrderInWhichTheyWereSaid() {
        journal.start();
        for (int i = 1; i <= 100; i++) {
            journal.said(null, new LineEvent.Inducted(bench.now, i, 0, false, "p"));
        }
        until("all stored", SOON, () -> shelf.stored.size() == 100);
        for (int i = 0; i < 100; i++) {
            assertThat(text(i)).contains("parcel=run/" + (i + 1) + ",");
        }
        assertThat(journal.keeping()).isEqualTo(Keeping.ALL);
    }

    @Test
    void fullStoreStopsTheLineUntilTheGapIsStoredThatSaysHowMuchIsMissing() {
        journal.start();
        shelf.refusal = EventStore.Refusal.FULL;
        for (int i = 1; i <= 3; i++) {
            journal.said(null, new LineEvent.Inducted(bench.now, i, 0, false, "p"));
        }
        until("short", SOON, () -> journal.unkept() == 3);
        assertThat(journal.keeping()).isEqualTo(Keeping.SHORT);
        until("fault", SOON, () -> faults.contains("line-not-recorded"));
        shelf.refusal = null;
        until("all again", SOON, () -> journal.keeping() == Keeping.ALL);
        assertThat(text(0)).contains("events=3");
        until("fault gone", SOON, faults::isEmpty);
    }

    @Test
    void stalledDiskStopsTheLineBeforeAnythingIsLost() {
        for (int i = 0; i <= LineJournal.WAITING_MAX / 2; i++) {
            journal.said(null, new LineEvent.Stray(bench.now, 0));
        }
        assertThat(journal.keeping()).isEqualTo(Keeping.SHORT);
        assertThat(journal.unkept()).isZero();
        journal.start();
        until("all again", SOON, () -> journal.keeping() == Keeping.ALL);
    }

    @Test
    void failedDiskIsNotTriedAgain() {
        journal.start();
        shelf.refusal = EventStore.Refusal.FAILED;
        journal.said(null, new LineEvent.Stray(bench.now, 0));
        until("failed", SOON, () -> journal.keeping() == Keeping.FAILED);
        shelf.refusal = null;
        assertThat(journal.keeping()).isEqualTo(Keeping.FAILED);
    }

    private static void until(String what, Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("not within " + limit + ": " + what)
                    .isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private String text(int index) {
        return new String(shelf.stored.get(index).data(), StandardCharsets.UTF_8);
    }

    private static byte[] words(Map<String, ?> data) {
        StringBuilder text = new StringBuilder();
        data.forEach((key, value) -> text.append(key).append('=').append(value).append(','));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A store that takes everything at once, or refuses everything. */
    private static final class Shelf implements EventStore {
        final List<Event> stored = new CopyOnWriteArrayList<>();
        volatile @org.jspecify.annotations.Nullable Refusal refusal;

        @Override
        public String epoch() {
            return "0000000000000000";
        }

        @Override
        public void append(Event event, Outcome outcome) {
            Refusal why = refusal;
            if (why == null) {
                stored.add(event);
                outcome.stored(new StoredEvent(epoch(), stored.size(), event));
            } else {
                outcome.refused(why);
            }
        }

        @Override
        public List<StoredEvent> read(long from, int max) {
            return List.of();
        }

        @Override
        public Progress progress() {
            return new Progress(stored.size(), 0, 0, 0);
        }

        @Override
        public void handed(long through) {}

        @Override
        public boolean receipted(String consumer, long through) {
            return true;
        }

        @Override
        public void park(long seq, int reasonCode) {}

        @Override
        public List<Long> parked(int max) {
            return List.of();
        }

        @Override
        public void onCommit(CommitListener listener) {}

        @Override
        public void close() {}
    }
}
