package hubfloor.adapter.sqlite;

import hubfloor.config.model.StoreConfig;
import hubfloor.event.Event;
import hubfloor.event.StoredEvent;
import hubfloor.port.Clock;
import hubfloor.port.EventStore;
import hubfloor.port.LifeSign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The durable event store: one SQLite file (WAL, synchronous=FULL), one writing thread, group commit. An outcome says
 * {@code stored} only after the log was flushed, so it survives a power cut on storage that honours a flush. The first
 * failed flush ends acceptance for good; the process must end, and the next open checks the file.
 *
 * <p>After a failed commit the event may still be found when the store is opened again: its number was given to nobody,
 * so it is then simply a stored event whose green light never came on, and scanning the parcel again adds another.
 */
public final class SqliteEventStore implements EventStore {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteEventStore.class);
    private static final long LOOK_AGAIN_MS = 100;
    private static final long RENEWAL_MAX_S = 30;

    private final ArrayBlockingQueue<Request> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final StoreLock lock;
    private final Marks marks;
    private final StoreReading reading;
    private final StoreWriter writer;
    private final Thread thread;
    private final PlantedFault planted;
    private volatile boolean closed;

    private SqliteEventStore(
            StoreConfig config,
            List<String> receiptsFrom,
            Clock clock,
            FailureListener failures,
            LifeSign alive,
            StoreLock lock)
            throws StoreRefused, StoreUnavailable {
        this.lock = lock;
        planted = PlantedFault.chosen();
        StoreOpening opening = new StoreOpening(config.path(), clock, planted);
        StoreOpening.Opened opened = opening.open();
        marks = new Marks(receiptsFrom, clock.nanos());
        reading = new StoreReading(config.path(), opened.epoch());
        try {
            writer = new StoreWriter(queue, config, clock, opening, opened, reading, marks, failures, planted, alive);
        } catch (SQLException e) {
            opened.close();
            throw Beside.unavailable(config.path(), new IOException(Trouble.words(e), e));
        }
        thread = new Thread(writer, "store-writer");
        thread.start();
    }

    /**
     * Opens the store, or makes it. Takes some milliseconds after a clean close, at most about
     * {@value StoreCheck#BUDGET_MS} ms more after a crash, and as long as it takes after a disk failure.
     *
     * @param receiptsFrom consumers whose receipts let a row go; receipts of others are ignored
     * @param alive given by the writer's thread
     * @throws StoreInUse when another process has it
     * @throws StoreRefused when a newer agent wrote it; nothing was changed
     * @throws StoreUnavailable when it cannot be read, written or made; the words say what to do
     */
    public static SqliteEventStore open(
            StoreConfig config, List<String> receiptsFrom, Clock clock, FailureListener failures, LifeSign alive)
            throws StoreInUse, StoreRefused, StoreUnavailable {
        Path path = config.path().toAbsolutePath().normalize();
        if (path.getFileName() == null || path.toString().indexOf('?') >= 0) {
            throw new StoreUnavailable("the event store's path must name a file and hold no question mark: " + path);
        }
        StoreConfig absolute = new StoreConfig(
                path, config.maxMib(), config.reserveMib(), config.keepReceipted(), config.keepUnreceipted());
        try {
            Files.createDirectories(Beside.directory(path));
        } catch (IOException e) {
            throw Beside.unavailable(path, e);
        }
        StoreLock lock = StoreLock.take(path);
        boolean open = false;
        try {
            Sqlite.prepareNative(path);
            SqliteEventStore store = new SqliteEventStore(absolute, receiptsFrom, clock, failures, alive, lock);
            open = true;
            return store;
        } catch (IOException e) {
            throw Beside.unavailable(path, e);
        } finally {
            if (!open) {
                lock.close();
            }
        }
    }

    @Override
    public String epoch() {
        return writer.epoch();
    }

    @Override
    public void append(Event event, Outcome outcome) throws InterruptedException {
        if (planted == PlantedFault.GREEN_BEFORE_COMMIT) {
            outcome.stored(new StoredEvent(epoch(), writer.stored() + 1, event));
            put(new Request.Append(event, Batch.NOBODY));
            return;
        }
        put(new Request.Append(event, outcome));
    }

    private void put(Request request) throws InterruptedException {
        boolean queued = false;
        while (!queued && !writer.ended()) {
            queued = queue.offer(request, LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
        }
        if (!queued && request instanceof Request.Append append) {
            append.outcome().refused(Refusal.CLOSED);
        } else if (writer.ended()) {
            writer.refuseQueued(); // it came after the writer's last look
        }
    }

    @Override
    public List<StoredEvent> read(long from, int max) {
        try {
            return closed ? List.of() : reading.read(from, max);
        } catch (SQLException e) {
            return unreadable(e);
        }
    }

    @Override
    public List<Long> parked(int max) {
        try {
            return closed ? List.of() : reading.parked(max);
        } catch (SQLException e) {
            return unreadable(e);
        }
    }

    private <T> List<T> unreadable(SQLException e) {
        Trouble trouble = Trouble.of(e);
        if (trouble == Trouble.DAMAGED || trouble == Trouble.DISK) {
            writer.fail("reading: " + Trouble.words(e));
        } else {
            LOG.warn("store not readable now: {}", Trouble.words(e));
        }
        return List.of();
    }

    @Override
    public Progress progress() {
        return new Progress(writer.stored(), marks.handed(), marks.receipted(), writer.parked());
    }

    @Override
    public void handed(long through) {
        if (marks.raiseHanded(Math.min(through, writer.stored()))) {
            wake();
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>On such a claim the store's files are put aside whole and a new epoch begins; both have happened when this
     * returns false. Rows that were not receipted stay in the kept file: numbers given out since the older copy came
     * back may name other events at central, so none of them can be sent under any epoch without guessing.
     */
    @Override
    public boolean receipted(String consumer, long through) {
        if (!marks.named(consumer)) {
            return true;
        }
        long stored = writer.stored();
        if (through > stored) {
            renewEpoch("ends at " + stored + ", but a consumer has a receipt through " + through
                    + ": it is an older copy");
            return false;
        }
        if (marks.raiseReceipt(consumer, through)) {
            wake();
        }
        return true;
    }

    /** Receipts that came from consumers not named in the config, and were ignored. */
    public long strangeReceipts() {
        return marks.strangers();
    }

    private void renewEpoch(String why) {
        CountDownLatch done = new CountDownLatch(1);
        try {
            put(new Request.Renew(why, done));
            if (!done.await(RENEWAL_MAX_S, TimeUnit.SECONDS)) {
                LOG.error("no new epoch after {} s", RENEWAL_MAX_S);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void wake() {
        if (!queue.offer(Request.Signal.WAKE)) {
            LOG.trace("queue full, so the writer is awake");
        }
    }

    @Override
    public void park(long seq, int reasonCode) {
        try {
            put(new Request.Park(new StoreFile.Park(seq, reasonCode)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onCommit(CommitListener listener) {
        writer.listener(listener);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        boolean interrupted = false;
        try {
            put(Request.Signal.CLOSE);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        while (thread.isAlive()) {
            try {
                if (interrupted) {
                    queue.offer(Request.Signal.CLOSE);
                }
                thread.join(1_000);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        lock.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
