package hubfloor.adapter.loopback;

import hubfloor.event.Event;
import hubfloor.event.Stamp;
import hubfloor.event.StoredEvent;
import hubfloor.port.EventStore;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The event store's twin in memory, with the same threads and the same numbers, and no promise at all about power cuts.
 * Holds at most {@code capacity} events; receipted ones make room, else an event is refused as full.
 */
public final class MemoryEventStore implements EventStore {
    private static final int BATCH_MAX = 256;
    private static final long LOOK_AGAIN_MS = 100;

    private record Append(Event event, Outcome outcome) {}

    private final ArrayBlockingQueue<Append> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final Supplier<String> epochs;
    private final List<String> receiptsFrom;
    private final int capacity;
    private final Thread thread = new Thread(this::write, "store-writer");
    private final TreeMap<Long, StoredEvent> rows = new TreeMap<>();
    private final TreeSet<Long> parked = new TreeSet<>();
    private final Map<String, Long> receipts = new HashMap<>();
    private volatile CommitListener listener = batch -> {};
    private volatile boolean closing;
    private volatile boolean ended;
    private String epoch;
    private long last;
    private long handed;

    /** @param epochs gives a new random name of 16 hex digits at each call */
    public MemoryEventStore(Supplier<String> epochs, List<String> receiptsFrom, int capacity) {
        this.epochs = epochs;
        this.receiptsFrom = List.copyOf(receiptsFrom);
        this.capacity = capacity;
        epoch = epochs.get();
        thread.start();
    }

    @Override
    public synchronized String epoch() {
        return epoch;
    }

    @Override
    public void append(Event event, Outcome outcome) throws InterruptedException {
        boolean queued = false;
        while (!queued && !ended) {
            queued = queue.offer(new Append(event, outcome), LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
        }
        if (!queued) {
            outcome.refused(Refusal.CLOSED);
        } else if (ended) {
            refuseQueued();
        }
    }

    private void write() {
        List<Append> appends = new ArrayList<>();
        try {
            while (!closing || !queue.isEmpty()) {
                Append first = queue.poll(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    appends.add(first);
                    queue.drainTo(appends, BATCH_MAX - 1);
                    commit(appends);
                    appends.clear();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended = true;
            refuseQueued();
        }
    }

    private void commit(List<Append> appends) {
        List<StoredEvent> batch = new ArrayList<>();
        for (Append append : appends) {
            StoredEvent stored = keep(append.event());
            if (stored.seq() == 0) {
                append.outcome().refused(Refusal.FULL);
            } else {
                batch.add(stored);
                append.outcome().stored(stored);
            }
        }
        if (!batch.isEmpty()) {
            listener.committed(batch);
        }
    }

    private synchronized StoredEvent keep(Event event) {
        while (rows.size() >= capacity && rows.size() > 1 && rows.firstKey() <= receiptedByAll()) {
            rows.pollFirstEntry();
        }
        if (rows.size() >= capacity) {
            return new StoredEvent(epoch, 0, event);
        }
        Stamp s = event.stamp();
        Stamp stamp = new Stamp(s.wall().truncatedTo(ChronoUnit.MICROS), s.monoMs(), s.bootId(), s.clock());
        Event kept = new Event(event.family(), event.eventClass(), event.type(), event.subject(), stamp, event.data());
        StoredEvent stored = new StoredEvent(epoch, ++last, kept);
        rows.put(last, stored);
        return stored;
    }

    private void refuseQueued() {
        for (Append a = queue.poll(); a != null; a = queue.poll()) {
            a.outcome().refused(Refusal.CLOSED);
        }
    }

    @Override
    public synchronized List<StoredEvent> read(long from, int max) {
        return rows.tailMap(from, true).values().stream().limit(max).toList();
    }

    @Override
    public synchronized Progress progress() {
        return new Progress(last, handed, receiptedByAll(), parked.size());
    }

    private long receiptedByAll() {
        return receiptsFrom.stream()
                .mapToLong(consumer -> receipts.getOrDefault(consumer, 0L))
                .min()
                .orElse(0);
    }

    @Override
    public synchronized void handed(long through) {
        handed = Math.max(handed, Math.min(through, last));
    }

    @Override
    public synchronized boolean receipted(String consumer, long through) {
        if (!receiptsFrom.contains(consumer)) {
            return true;
        }
        if (through > last) {
            epoch = epochs.get();
            rows.clear();
            parked.clear();
            receipts.clear();
            last = 0;
            handed = 0;
            return false;
        }
        receipts.merge(consumer, through, Math::max);
        return true;
    }

    @Override
    public synchronized void park(long seq, int reasonCode) {
        parked.add(seq);
    }

    @Override
    public synchronized List<Long> parked(int max) {
        return parked.stream().limit(max).toList();
    }

    @Override
    public void onCommit(CommitListener next) {
        listener = next;
    }

    @Override
    public void close() {
        closing = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
