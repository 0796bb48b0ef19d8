package hubfloor.ledger;

import hubfloor.config.model.DeviceIdentity;
import hubfloor.event.DeviceState;
import hubfloor.event.EventSource;
import hubfloor.event.ReceivedEvent;
import hubfloor.ledger.LedgerStore.Held;
import hubfloor.ledger.LedgerStore.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All sources the ledger knows, and the events taken but not yet on disk. At most {@value #SOURCES_MAX} sources; events
 * of one more are left out and counted. Ledger thread only.
 */
final class Books {
    static final int SOURCES_MAX = 4096;
    private static final String ODD_PREFIX = "odd-";

    private final LedgerStore store;
    private final Map<EventSource, SourceBook> books = new LinkedHashMap<>();
    private final Map<DeviceIdentity, Desk> desks = new HashMap<>();
    private final Map<Key, ReceivedEvent> fresh = new LinkedHashMap<>();
    private final List<ReceivedEvent> conflicts = new ArrayList<>();
    private final Set<SourceBook> touched = new LinkedHashSet<>();
    private final Map<String, Long> counts = new TreeMap<>();

    private record Key(EventSource source, long seq) {}

    /** One device: which epoch it is in, and what it was last told. */
    static final class Desk {
        final DeviceIdentity device;
        SourceBook current;
        long confirmed;
        long confirmedAtNanos;
        boolean due = true;

        Desk(DeviceIdentity device, SourceBook current) {
            this.device = device;
            this.current = current;
        }

        void turnTo(SourceBook book) {
            if (book != current) {
                current = book;
                confirmed = 0;
                due = true;
            }
        }
    }

    Books(LedgerStore store) {
        this.store = store;
        for (Held held : store.held()) {
            SourceBook book = new SourceBook(held);
            books.put(held.source(), book);
            desks.put(held.source().device(), new Desk(held.source().device(), book));
        }
    }

    void take(ReceivedEvent event) {
        SourceBook book = book(event.source());
        if (book == null) {
            return;
        }
        if (book.holds(event.seq())) {
            repeated(book, event);
            return;
        }
        if (!book.add(event.seq())) {
            odd("too-many-gaps");
            return;
        }
        fresh.put(new Key(event.source(), event.seq()), event);
        touched.add(book);
        count("events", 1);
        Desk desk = desks.computeIfAbsent(event.source().device(), device -> new Desk(device, book));
        if (desk.current.last() == 0) {
            desk.turnTo(book);
        }
    }

    /** A device said where it stands: from here on this is its epoch. */
    void announced(DeviceIdentity device, DeviceState state) {
        SourceBook book = book(new EventSource(device, state.epoch()));
        if (book == null) {
            return;
        }
        book.announced(state.lastSeq());
        Desk desk = desks.computeIfAbsent(device, named -> new Desk(named, book));
        if (desk.current != book) {
            odd("epoch-changed");
            desk.turnTo(book);
        }
        desk.due = true;
    }

    /** Everything taken since the last time is on disk when this returns. */
    void flush(Instant at) {
        if (touched.isEmpty()) {
            return;
        }
        List<Progress> progress = new ArrayList<>(touched.size());
        for (SourceBook book : touched) {
            progress.add(new Progress(book.source(), book.through(), book.duplicates(), book.conflicts()));
        }
        store.keep(new LedgerStore.Delivery(List.copyOf(fresh.values()), List.copyOf(conflicts), progress, at));
        fresh.clear();
        conflicts.clear();
        touched.clear();
    }

    Collection<Desk> desks() {
        return desks.values();
    }

    List<SourceReport> report() {
        return books.values().stream()
                .map(book -> new SourceReport(
                        book.source(),
                        isCurrent(book),
                        book.last(),
                        book.through(),
                        book.missing(),
                        book.gaps(),
                        book.duplicates(),
                        book.conflicts(),
                        book.last() - book.through()))
                .toList();
    }

    void odd(String kind) {
        count(ODD_PREFIX + kind, 1);
    }

    void count(String name, long more) {
        counts.merge(name, more, Long::sum);
    }

    Map<String, Long> counts() {
        return Map.copyOf(counts);
    }

    private void repeated(SourceBook book, ReceivedEvent event) {
        ReceivedEvent waiting = fresh.get(new Key(event.source(), event.seq()));
        byte[] first = waiting != null ? waiting.raw() : store.envelope(event.source(), event.seq());
        touched.add(book);
        if (first != null && !Arrays.equals(first, event.raw())) {
            book.conflicting();
            conflicts.add(event);
            odd("conflict");
        } else {
            book.repeated();
            count("duplicates", 1);
        }
        Desk desk = desks.get(event.source().device());
        if (desk != null) {
            desk.due = true;
        }
    }

    private boolean isCurrent(SourceBook book) {
        Desk desk = desks.get(book.source().device());
        return desk != null && desk.current == book;
    }

    private @Nullable SourceBook book(EventSource source) {
        SourceBook book = books.get(source);
        if (book == null && books.size() < SOURCES_MAX) {
            book = new SourceBook(source);
            books.put(source, book);
        } else if (book == null) {
            odd("too-many-sources");
        }
        return book;
    }
}
