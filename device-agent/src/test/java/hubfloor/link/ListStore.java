package hubfloor.link;

import hubfloor.event.Event;
import hubfloor.event.StoredEvent;
import hubfloor.port.EventStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps events in a list; each append is a commit of its own, {@link #commit} one of many. Outlives its links. */
public final class ListStore implements EventStore {
    private String epoch;
    private boolean unreadable;
    private final List<StoredEvent> events = new ArrayList<>();
    private final Map<String, Long> receipts = new LinkedHashMap<>();
    private final TreeMap<Long, Integer> parked = new TreeMap<>();
    private CommitListener listener = batch -> {};
    private long handed;
    private long reads;

    public ListStore(String epoch) {
        this.epoch = epoch;
    }

    @Override
    public synchronized String epoch() {
        return epoch;
    }

    @Override
    public void append(Event event, Outcome outcome) {
        outcome.stored(commit(List.of(event)).getFirst());
    }

    public List<StoredEvent> commit(List<Event> batch) {
        List<StoredEvent> stored = new ArrayList<>(batch.size());
        CommitListener told;
        synchronized (this) {
            for (Event event : batch) {
                StoredEvent one = new StoredEvent(epoch, events.size() + 1L, event);
                events.add(one);
                stored.add(one);
            }
            told = listener;
        }
        told.committed(stored);
        return stored;
    }

    @Override
    public synchronized List<StoredEvent> read(long from, int max) {
        reads++;
        if (unreadable) {
            return List.of();
        }
        int start = (int) Math.min(events.size(), Math.max(0, from - 1));
        return List.copyOf(events.subList(start, Math.min(events.size(), start + max)));
    }

    @Override
    public synchronized Progress progress() {
        return new Progress(events.size(), handed, receipted(), parked.size());
    }

    public synchronized long receipted() {
        return receipts.values().stream().mapToLong(Long::longValue).min().orElse(0);
    }

    @Override
    public synchronized void handed(long through) {
        handed = through;
    }

    @Override
    public synchronized boolean receipted(String consumer, long through) {
        if (through > events.size()) {
            return false;
        }
        receipts.put(consumer, through);
        return true;
    }

    @Override
    public synchronized void park(long seq, int reasonCode) {
        parked.put(seq, reasonCode);
    }

    @Override
    public synchronized List<Long> parked(int max) {
        return parked.keySet().stream().limit(max).toList();
    }

    @Override
    public synchronized void onCommit(CommitListener told) {
        listener = told;
    }

    public synchronized List<StoredEvent> all() {
        return List.copyOf(events);
    }

    /** As a real store that cannot be read just now: it gives nothing. */
    public synchronized void unreadable(boolean on) {
        unreadable = on;
    }

    /** As a real store that was found to be an older copy: everything starts anew. */
    public void renew(String newEpoch, Event first) {
        synchronized (this) {
            epoch = newEpoch;
            events.clear();
            receipts.clear();
            handed = 0;
        }
        commit(List.of(first));
    }

    public synchronized long reads() {
        return reads;
    }

    @Override
    public void close() {}
}
