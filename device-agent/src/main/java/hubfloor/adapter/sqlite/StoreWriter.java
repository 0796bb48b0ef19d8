package hubfloor.adapter.sqlite;

import hubfloor.config.model.StoreConfig;
import hubfloor.event.Event;
import hubfloor.port.Clock;
import hubfloor.port.EventStore.CommitListener;
import hubfloor.port.EventStore.Refusal;
import hubfloor.port.LifeSign;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
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
    private static final long PRUNE_LOOK_NANOS = 1_000_000_000;
    private static final long PRUNE_WAIT_NANOS = 10_000_000_000L;

    private final ArrayBlockingQueue<Request> queue;
    private final Clock clock;
    private final StoreOpening opening;
    private final StoreReading reading;
    private final Marks marks;
    private final Failure failure;
    private final Admission admission;
    private final Retention retention;
    private final MarkKeeper keeper;
    private final LifeSign alive;
    private final List<Request> requests = new ArrayList<>(BATCH_MAX);
    private final Batch batch = new Batch();
    private final List<StoreFile.Park> parks = new ArrayList<>();
    private StoreOpening.Opened opened;
    private long last;
    private long prunedAtNanos;
    private boolean pruneMore;
    private boolean fullNow;
    private boolean closing;

    private volatile String epoch;
    private volatile long stored;
    private volatile long parked;
    private volatile CommitListener listener = events -> {};
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
            PlantedFault planted,
            LifeSign alive)
            throws SQLException {
        this.queue = queue;
        this.clock = clock;
        this.opening = opening;
        this.opened = opened;
        this.reading = reading;
        this.marks = marks;
        this.alive = alive;
        failure = new Failure(config.path(), failureListener);
        admission = new Admission(config.maxMib() * 1_048_576L, config.reserveMib() * 1_048_576L, clock.nanos());
        retention = new Retention(config, planted);
        epoch = opened.epoch();
        last = opened.lastSeq();
        stored = last;
        keeper = new MarkKeeper(config.path(), last);
        parked = opened.file().parkedCount();
        marks.load(opened.file().marks(), last);
        prunedAtNanos = clock.nanos();
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

    /** Any thread. */
    void fail(String words) {
        failure.declare(words);
        queue.offer(Request.Signal.WAKE);
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
            batch.refuse(Refusal.FAILED);
            abandon();
        } finally {
            ended = true;
            refuseQueued();
        }
    }

    void refuseQueued() {
        Refusal why = !failure.happened() ? Refusal.CLOSED : Refusal.FAILED;
        for (Request r = queue.poll(); r != null; r = queue.poll()) {
            if (r instanceof Request.Append append) {
                Batch.tell(append.outcome(), why);
            } else if (r instanceof Request.Renew renew) {
                renew.done().countDown();
            }
        }
    }

    private void turn() throws InterruptedException {
        alive.give();
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
        admission.settled();
        keepHouse();
    }

    private @Nullable Request next() throws InterruptedException {
        if (pruneMore && !failure.happened()) {
            return queue.poll();
        }
        if (failure.happened()) {
            return await(Long.MAX_VALUE);
        }
        if (marks.dirty() || !parks.isEmpty() || admission.anyRun()) {
            return await(Marks.ALONE_NANOS);
        }
        boolean ageing = retention.expiresUnreceipted() || marks.receipted() > 0;
        return await(ageing ? PRUNE_WAIT_NANOS : Long.MAX_VALUE);
    }

    /** The next request, null when there is none for so long; waits in steps, each with a sign of life. */
    private @Nullable Request await(long nanos) throws InterruptedException {
        Request request = null;
        for (long left = nanos; request == null && left > 0; left -= LifeSign.WAIT_MAX_NANOS) {
            request = queue.poll(Math.min(left, LifeSign.WAIT_MAX_NANOS), TimeUnit.NANOSECONDS);
            alive.give();
        }
        return request;
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
        if (closing || failure.happened()) {
            Batch.tell(append.outcome(), failure.happened() ? Refusal.FAILED : Refusal.CLOSED);
            return;
        }
        long now = clock.nanos();
        if (admission.measureDue(now)) {
            failure.guard(() -> admission.measure(opened.file(), now));
        }
        Event event = EventRow.keepable(append.event());
        Refusal refusal = admission.verdict(event.eventClass());
        if (refusal != null) {
            if (refusal == Refusal.SHED) {
                admission.shed(event);
            }
            Batch.tell(append.outcome(), refusal);
            return;
        }
        if (batch.isEmpty()) {
            declareShed(false);
        }
        batch.add(event, append.outcome());
        admission.grew(EventRow.estimatedBytes(event));
    }

    private void declareShed(boolean all) {
        if (admission.anyRun()) {
            for (Event notice : admission.due(clock.stamp(), all)) {
                batch.addNotice(notice);
            }
        }
    }

    private void commit(boolean all) {
        if (failure.happened()) {
            batch.refuse(Refusal.FAILED);
            return;
        }
        Map<String, Long> taken = marks.takeIfDue(clock.nanos(), !batch.isEmpty(), all);
        StoreFile.Change change = new StoreFile.Change(batch.rows(), taken, parks, 0);
        if (change.isEmpty()) {
            return;
        }
        try {
            opened.file().apply(last + 1, change);
        } catch (SQLException e) {
            if (!taken.isEmpty()) {
                marks.giveBack();
            }
            undone(e);
            return;
        }
        if (!parks.isEmpty()) {
            parks.clear();
            failure.guard(() -> parked = opened.file().parkedCount());
        }
        if (fullNow) {
            fullNow = false;
            LOG.info("event store has room again");
        }
        admission.declared();
        tellStored();
    }

    private void tellStored() {
        if (batch.isEmpty()) {
            return;
        }
        long first = last + 1;
        last += batch.rows().size();
        opened.tide().rise(last);
        stored = last;
        Batch.tell(listener, batch.tellStored(epoch, first));
    }

    private void undone(SQLException e) {
        Trouble trouble = Trouble.of(e);
        if (trouble == Trouble.FULL || trouble == Trouble.BUSY) {
            if (!fullNow) {
                LOG.error("event store cannot take events now, none is accepted: {}", Trouble.words(e));
            }
            fullNow = true;
            batch.refuse(Refusal.FULL);
            failure.guard(() -> opened.file().checkpoint()); // lets the log start over in the room it has
            return;
        }
        batch.refuse(Refusal.FAILED);
        fail(Trouble.words(e));
    }

    private void keepHouse() {
        if (failure.happened()) {
            keeper.markFailed(epoch, opened.lastSeq());
            return;
        }
        failure.guard(() -> opened.file().checkpointIfDue());
        if (keeper.due(last)) {
            mark(StoreMark.State.OPEN);
        }
        prune();
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
        failure.guard(() -> {
            Retention.Cut cut = retention.next(opened.file().connection(), marks, last, clock.stamp(), admission);
            if (cut != null) {
                cut(cut);
                pruneMore = true;
            } else {
                pruneMore = opened.file().vacuumIfWorthIt();
            }
        });
    }

    private void cut(Retention.Cut cut) throws SQLException {
        if (cut.declares()) {
            batch.addNotice(StoreNotice.expired(clock.stamp(), cut.unreceiptedFrom(), cut.through()));
            LOG.warn("events {} to {} expired without a receipt", cut.unreceiptedFrom(), cut.through());
        }
        try {
            opened.file()
                    .apply(
                            last + 1,
                            new StoreFile.Change(batch.rows(), marks.take(clock.nanos()), List.of(), cut.through()));
        } catch (SQLException e) {
            marks.giveBack();
            batch.clear();
            throw e;
        }
        tellStored();
        opened.file().vacuumIfWorthIt();
        parked = opened.file().parkedCount();
        admission.measure(opened.file(), clock.nanos());
    }

    private void mark(StoreMark.State state) {
        String words = keeper.mark(epoch, last, state);
        if (words != null) {
            fail(words);
        }
    }

    private void renew(String why) {
        if (failure.happened() || closing) {
            return;
        }
        try {
            String oldEpoch = epoch;
            long oldLast = last;
            reading.swap(() -> {
                opened.close();
                opened = opening.replace(why, oldEpoch, oldLast);
                return opened.epoch();
            });
            marks.load(opened.file().marks(), opened.lastSeq());
            last = opened.lastSeq();
            keeper.startedAnew(last);
            parked = 0;
            epoch = opened.epoch();
            stored = last;
            Batch.tell(listener, reading.read(1, 1));
        } catch (SQLException e) {
            fail(Trouble.words(e));
        } catch (IOException e) {
            fail("a new epoch could not begin: " + e);
        }
    }

    private void shutDown() {
        declareShed(true);
        commit(true);
        if (!failure.happened()) {
            failure.guard(() -> opened.file().checkpoint());
        }
        if (!failure.happened()) {
            mark(StoreMark.State.CLEAN);
        }
        if (failure.happened()) {
            abandon();
            return;
        }
        reading.close();
        opened.close();
    }

    /** After a failure nothing more is written: with a read-only connection closing last, SQLite makes no checkpoint. */
    private void abandon() {
        keeper.markFailed(epoch, opened.lastSeq());
        reading.keepOpen();
        opened.close();
        reading.close();
    }
}
