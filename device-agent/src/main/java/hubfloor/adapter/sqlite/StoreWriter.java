package hubfloor.adapter.sqlite;

import hubfloor.config.model.StoreConfig;
import hubfloor.event.Event;
import hubfloor.event.StoredEvent;
import hubfloor.port.Clock;
import hubfloor.port.EventStore.CommitListener;
import hubfloor.port.EventStore.Outcome;
import hubfloor.port.EventStore.Refusal;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code store-writer} thread: takes all that is queued (at most {@value #BATCH_MAX}), makes one transaction of it,
 * and tells each waiter after the flush. It never waits to fill a batch: while one flush runs, the next batch gathers.
 * After a disk failure it only refuses; it never writes again.
 */
final class StoreWriter implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWriter.class);
    static final int BATCH_MAX = 256;
    private static final int PARKS_MAX = 8_192;
    private static final long MARKS_WITH_COMMIT_NANOS = 200_000_000; // keeps most commits at one page of log
    private static final long MARKS_ALONE_NANOS = 1_000_000_000;
    private static final long MEASURE_NANOS = 200_000_000;
    private static final long PRUNE_LOOK_NANOS = 1_000_000_000;
    private static final long PRUNE_WAIT_MS = 10_000;

    sealed interface Request {
        record Append(Event event, Outcome outcome) implements Request {}

        record Park(StoreFile.Park park) implements Request {}

        record Renew(String why, CountDownLatch done) implements Request {}

        enum Signal implements Request {
            WAKE,
            CLOSE
        }
    }

    private static final Outcome NOBODY = new Outcome() {
        @Override
        public void stored(StoredEvent event) {}

        @Override
        public void refused(Refusal why) {}
    };

    private final ArrayBlockingQueue<Request> queue;
    private final StoreConfig config;
    private final Clock clock;
    private final StoreOpening opening;
    private final StoreReading reading;
    private final Marks marks;
    private final FailureListener failureListener;
    private final PlantedFault planted;
    private final Admission admission;
    private final Retention retention;
    private final List<Request> requests = new ArrayList<>(BATCH_MAX);
    private final List<Event> rows = new ArrayList<>(BATCH_MAX + 2);
    private final List<Outcome> outcomes = new ArrayList<>(BATCH_MAX + 2);
    private final List<StoreFile.Park> parks = new ArrayList<>();
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

    private StoreOpening.Opened opened;
    private long last;
    private long marked;
    private long marksAtNanos;
    private long measuredAtNanos;
    private long grown;
    private long prunedAtNanos;
    private boolean pruneMore;
    private boolean fullNow;
    private boolean failureMarked;
    private boolean closing;

    private volatile String epoch;
    private volatile long stored;
    private volatile long parked;
    private volatile CommitListener listener = batch -> {};
    private volatile boolean ended;

    StoreWriter(
            ArrayBlockingQueue<Request> queue,
            StoreConfig config,
            Clock clock,
            StoreOpening opening,
            StoreOpening.Opened opened,
            StoreReading reading,
            Marks marks,
            FailureListener failureListener,
            PlantedFault planted)
            throws SQLException {
        this.queue = queue;
        this.config = config;
        this.clock = clock;
        this.opening = opening;
        this.opened = opened;
        this.reading = reading;
        this.marks = marks;
        this.failureListener = failureListener;
        this.planted = planted;
        admission = new Admission(config.maxMib() * 1_048_576L, config.reserveMib() * 1_048_576L);
        retention = new Retention(config);
        epoch = opened.epoch();
        last = opened.lastSeq();
        stored = last;
        marked = last;
        parked = opened.file().parkedCount();
        marks.load(opened.file().marks(), last);
        measuredAtNanos = clock.nanos() - MEASURE_NANOS;
        prunedAtNanos = clock.nanos();
        marksAtNanos = clock.nanos();
    }

    String epoch() {
        return epoch;
    }

    long stored() {
        return stored;
    }

    long parked() {
        return parked;
    }

    boolean ended() {
        return ended;
    }

    void listener(CommitListener next) {
        listener = next;
    }

    /** Any thread. The first words win. */
    void fail(String words) {
        if (failure.compareAndSet(null, words)) {
            LOG.error("event store {} FAILED, nothing is accepted any more: {}", config.path(), words);
            failureListener.failed(words);
            queue.offer(Request.Signal.WAKE);
        }
    }

    @Override
    public void run() {
        try {
            while (!closing) {
                turn();
            }
            shutDown();
        } catch (Throwable e) { // a bug or no memory: whatever it was, no light may turn green after it
            fail("store-writer died: " + e);
            outcomes.forEach(o -> o.refused(Refusal.FAILED));
            abandon();
        } finally {
            ended = true;
            refuseQueued();
        }
    }

    void refuseQueued() {
        Refusal why = failure.get() == null ? Refusal.CLOSED : Refusal.FAILED;
        for (Request r = queue.poll(); r != null; r = queue.poll()) {
            if (r instanceof Request.Append append) {
                tell(append.outcome(), why);
            } else if (r instanceof Request.Renew renew) {
                renew.done().countDown();
            }
        }
    }

    private void turn() throws InterruptedException {
        Request first = next();
        if (first != null) {
            requests.add(first);
            queue.drainTo(requests, BATCH_MAX - 1);
        }
        for (Request request : requests) {
            handle(request);
        }
        requests.clear();
        commit(false);
        keepHouse();
    }

    private @Nullable Request next() throws InterruptedException {
        if (pruneMore && failure.get() == null) {
            return queue.poll();
        }
        if (failure.get() != null) {
            return queue.take();
        }
        if (marks.dirty() || !parks.isEmpty() || admission.anyRun()) {
            return queue.poll(MARKS_ALONE_NANOS, TimeUnit.NANOSECONDS);
        }
        boolean ageing = retention.expiresUnreceipted() || marks.receipted() > 0;
        return ageing ? queue.poll(PRUNE_WAIT_MS, TimeUnit.MILLISECONDS) : queue.take();
    }

    private void handle(Request request) {
        switch (request) {
            case Request.Append append -> admit(append);
            case Request.Park park -> {
                if (parks.size() < PARKS_MAX) {
                    parks.add(park.park());
                } // past it the disk has been full for long: the broker will refuse the event again
            }
            case Request.Renew renew -> {
                commit(false);
                renew(renew.why());
                renew.done().countDown();
            }
            case Request.Signal signal -> closing |= signal == Request.Signal.CLOSE;
        }
    }

    private void admit(Request.Append append) {
        if (closing || failure.get() != null) {
            tell(append.outcome(), failure.get() != null ? Refusal.FAILED : Refusal.CLOSED);
            return;
        }
        measureIfDue();
        Event event = EventRow.keepable(append.event());
        Refusal refusal = admission.verdict(event.eventClass());
        if (refusal != null) {
            if (refusal == Refusal.SHED) {
                admission.shed(event);
            }
            tell(append.outcome(), refusal);
            return;
        }
        if (rows.isEmpty()) {
            declareShed(false);
        }
        rows.add(event);
        outcomes.add(append.outcome());
        long bytes = EventRow.estimatedBytes(event);
        grown += bytes;
        admission.grew(bytes);
    }

    private void declareShed(boolean all) {
        if (admission.anyRun()) {
            for (Event notice : admission.due(clock.stamp(), all)) {
                rows.add(notice);
                outcomes.add(NOBODY);
            }
        }
    }

    private void commit(boolean all) {
        long now = clock.nanos();
        long marksAge = now - marksAtNanos;
        boolean marksDue = marks.dirty()
                && (all || marksAge >= MARKS_ALONE_NANOS || (!rows.isEmpty() && marksAge >= MARKS_WITH_COMMIT_NANOS));
        if (rows.isEmpty() && !marksDue && parks.isEmpty()) {
            return;
        }
        if (failure.get() != null) {
            refuseRows(Refusal.FAILED);
            return;
        }
        Map<String, Long> taken = marksDue ? marks.take() : Map.of();
        try {
            opened.file().apply(last + 1, new StoreFile.Change(rows, taken, parks, 0));
        } catch (SQLException e) {
            if (marksDue) {
                marks.giveBack();
                marksAtNanos = now;
            }
            undone(e);
            return;
        }
        if (marksDue) {
            marksAtNanos = now;
        }
        if (!parks.isEmpty()) {
            parks.clear();
            housekeeping(() -> parked = opened.file().parkedCount());
        }
        if (fullNow) {
            fullNow = false;
            LOG.info("event store has room again");
        }
        admission.declared();
        tellStored();
    }

    private void tellStored() {
        if (rows.isEmpty()) {
            return;
        }
        List<StoredEvent> batch = new ArrayList<>(rows.size());
        for (Event row : rows) {
            batch.add(new StoredEvent(epoch, ++last, row));
        }
        opened.tide().rise(last);
        stored = last;
        for (int i = 0; i < batch.size(); i++) {
            try {
                outcomes.get(i).stored(batch.get(i));
            } catch (RuntimeException e) {
                LOG.error("a receiver of a store outcome failed: {}", e.toString());
            }
        }
        rows.clear();
        outcomes.clear();
        try {
            listener.committed(batch);
        } catch (RuntimeException e) {
            LOG.error("the commit listener failed: {}", e.toString());
        }
    }

    private void undone(SQLException e) {
        Trouble trouble = Trouble.of(e);
        if (trouble == Trouble.FULL || trouble == Trouble.BUSY) {
            if (!fullNow) {
                LOG.error("event store cannot take events now, none is accepted: {}", Trouble.words(e));
            }
            fullNow = true;
            refuseRows(Refusal.FULL);
            housekeeping(() -> opened.file().checkpoint()); // lets the log start over in the room it has
            return;
        }
        refuseRows(Refusal.FAILED);
        fail(Trouble.words(e));
    }

    private void refuseRows(Refusal why) {
        for (Outcome outcome : outcomes) {
            tell(outcome, why);
        }
        rows.clear();
        outcomes.clear();
    }

    private static void tell(Outcome outcome, Refusal why) {
        try {
            outcome.refused(why);
        } catch (RuntimeException e) {
            LOG.error("a receiver of a store outcome failed: {}", e.toString());
        }
    }

    private void keepHouse() {
        if (failure.get() != null) {
            markFailed();
            return;
        }
        housekeeping(() -> opened.file().checkpointIfDue());
        if (last - marked >= StoreMark.EVERY) {
            mark(StoreMark.State.OPEN);
        }
        prune();
    }

    private interface Chore {
        void run() throws SQLException;
    }

    private boolean housekeeping(Chore chore) {
        try {
            chore.run();
            return true;
        } catch (SQLException e) {
            Trouble trouble = Trouble.of(e);
            if (trouble == Trouble.FULL || trouble == Trouble.BUSY) {
                LOG.debug("put off: {}", Trouble.words(e));
            } else {
                fail(Trouble.words(e));
            }
            return false;
        }
    }

    private void measureIfDue() {
        long now = clock.nanos();
        if (now - measuredAtNanos < MEASURE_NANOS && grown < config.maxMib() * 5_000L) {
            return;
        }
        measuredAtNanos = now;
        grown = 0;
        housekeeping(() -> admission.measured(
                opened.file().usedBytes() + rows.size() * 300L,
                config.path().toFile().getUsableSpace()));
    }

    /** One small transaction when nobody waits, or when room is needed; the rest at the next turn. */
    private void prune() {
        long now = clock.nanos();
        boolean pressed = admission.pressed(60);
        if ((!pruneMore && now - prunedAtNanos < PRUNE_LOOK_NANOS) || (!pressed && !queue.isEmpty())) {
            return;
        }
        prunedAtNanos = now;
        pruneMore = false;
        housekeeping(() -> {
            boolean planned = planted == PlantedFault.DELETE_ON_PUBACK;
            long receipted = planned ? marks.handed() : marks.receipted();
            Retention.Cut cut = planned && receipted > 0
                    ? new Retention.Cut(Math.min(receipted, last - 1), Long.MAX_VALUE)
                    : retention.next(opened.file().connection(), receipted, last, clock.stamp(), admission);
            if (cut != null && cut.through() > 0) {
                cut(cut);
                pruneMore = !planned;
            } else {
                pruneMore = opened.file().vacuumIfWorthIt();
            }
        });
    }

    private void cut(Retention.Cut cut) throws SQLException {
        if (cut.declares()) {
            rows.add(StoreNotice.expired(clock.stamp(), cut.unreceiptedFrom(), cut.through()));
            outcomes.add(NOBODY);
            LOG.warn("events {} to {} expired without a receipt", cut.unreceiptedFrom(), cut.through());
        }
        try {
            opened.file().apply(last + 1, new StoreFile.Change(rows, marks.take(), List.of(), cut.through()));
        } catch (SQLException e) {
            marks.giveBack();
            rows.clear();
            outcomes.clear();
            throw e;
        }
        tellStored();
        opened.file().vacuumIfWorthIt();
        parked = opened.file().parkedCount();
        admission.measured(opened.file().usedBytes(), config.path().toFile().getUsableSpace());
    }

    private void mark(StoreMark.State state) {
        try {
            new StoreMark(epoch, last, state).write(config.path());
            marked = last;
        } catch (IOException e) {
            String words = String.valueOf(e.getMessage());
            marked = last; // try again after the next thousand; an older mark is a safe one
            if (words.contains("No space left") || words.contains("quota")) {
                LOG.warn("mark file not written: {}", words);
            } else {
                fail("mark file: " + words);
            }
        }
    }

    private void markFailed() {
        if (!failureMarked) {
            failureMarked = true;
            try {
                new StoreMark(epoch, marked, StoreMark.State.FAILED).write(config.path());
            } catch (IOException e) {
                LOG.warn("mark file not written: {}; it still says open, which is checked too", e.toString());
            }
        }
    }

    private void renew(String why) {
        if (failure.get() != null || closing) {
            return;
        }
        try {
            String oldEpoch = epoch;
            long oldLast = last;
            reading.swap(() -> {
                opened.tide().close();
                opened.file().close();
                opened = opening.replace(why, oldEpoch, oldLast);
                return opened.epoch();
            });
            marks.load(opened.file().marks(), opened.lastSeq());
            last = opened.lastSeq();
            marked = last;
            parked = 0;
            epoch = opened.epoch();
            stored = last;
            listener.committed(reading.read(1, 1));
        } catch (SQLException e) {
            fail(Trouble.words(e));
        } catch (IOException e) {
            fail("a new epoch could not begin: " + e);
        }
    }

    private void shutDown() {
        if (failure.get() == null) {
            declareShed(true);
            commit(true);
        }
        if (failure.get() != null) {
            abandon();
            return;
        }
        housekeeping(() -> opened.file().checkpoint());
        if (failure.get() == null) {
            mark(StoreMark.State.CLEAN);
        }
        if (failure.get() != null) {
            abandon();
            return;
        }
        reading.close();
        opened.tide().close();
        opened.file().close();
    }

    /** After a failure nothing more is written: with a read-only connection closing last, SQLite makes no checkpoint. */
    private void abandon() {
        markFailed();
        reading.keepOpen();
        opened.tide().close();
        opened.file().close();
        reading.close();
    }
}
