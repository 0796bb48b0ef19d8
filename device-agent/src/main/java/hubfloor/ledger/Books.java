package hubfloor.ledger;

import hubfloor.config.model.DeviceIdentity;
import hubfloor.delivery.SeqRanges.Range;
import hubfloor.event.DeviceState;
import hubfloor.event.EventSource;
import hubfloor.event.ReceivedEvent;
import hubfloor.ledger.LedgerStore.EventId;
import hubfloor.ledger.LedgerStore.Held;
import hubfloor.port.WireFormat;
import hubfloor.port.WireFormat.Gone;
import hubfloor.port.WireFormat.Malformed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All sources this instance has met, and the events taken but not yet on disk. What is held, and how far a device may be
 * receipted, is decided over the accounts the store gives for each batch, never from memory. At most
 * {@value #SOURCES_MAX} sources; events of one more are left out and counted. Ledger thread only.
 */
final class Books {
    static final int SOURCES_MAX = 4096;
    private static final String ODD_PREFIX = "odd-";

    private final LedgerStore store;
    private final WireFormat wire;
    private final Map<EventSource, SourceBook> books = new LinkedHashMap<>();
    private final Map<DeviceIdentity, Desk> desks = new HashMap<>();
    private final List<Desk> inOrder = new ArrayList<>();
    private final List<ReceivedEvent> taken = new ArrayList<>();
    private final Map<EventSource, Long> announced = new LinkedHashMap<>();
    private final Map<String, Long> counts = new TreeMap<>();

    /** One device: which epoch it is in, and what it was last told. */
    static final class Desk {
        final DeviceIdentity device;
        SourceBook current;
        long confirmed;
        long confirmedAtNanos;
        long hintedAtNanos;
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

    /** Missing numbers that this instance is to ask for. */
    record Question(EventSource source, Range missing) {}

    Books(LedgerStore store, WireFormat wire) {
        this.store = store;
        this.wire = wire;
        reload();
    }

    /** Forgets what was taken and not kept, and reads what is held: it is missing now, and will be asked for. */
    void reload() {
        List<Account> accounts = store.accounts();
        taken.clear();
        announced.clear();
        books.clear();
        desks.clear();
        inOrder.clear();
        accounts.forEach(account -> books.put(account.source(), new SourceBook(account)));
        SourceReports.current(accounts).forEach((device, account) -> {
            SourceBook book = books.get(account.source());
            if (book != null) {
                desk(device, book);
            }
        });
    }

    void take(ReceivedEvent event) {
        SourceBook book = book(event.source());
        if (book == null) {
            return;
        }
        taken.add(event);
        Desk desk = desk(event.source().device(), book);
        if (desk.current.account().last() == 0) {
            desk.turnTo(book);
        }
    }

    /** A device said where it stands: from here on this is its epoch. */
    void announced(DeviceIdentity device, DeviceState state) {
        SourceBook book = book(new EventSource(device, state.epoch()));
        if (book == null) {
            return;
        }
        announced.merge(book.source(), state.lastSeq(), Math::max);
        Desk desk = desk(device, book);
        if (desk.current != book) {
            odd("epoch-changed");
            desk.turnTo(book);
        }
        desk.due = true;
    }

    /** Events and states that wait for {@link #flush}. */
    int waiting() {
        return taken.size() + announced.size();
    }

    /** Everything taken since the last time is on disk when this returns. */
    void flush(Instant at) {
        if (waiting() == 0) {
            return;
        }
        Set<EventSource> touched = new LinkedHashSet<>(announced.keySet());
        taken.forEach(event -> touched.add(event.source()));
        Held held = store.hold(touched);
        announced.forEach((source, last) -> held.of(source).announced(last, held.storeMs()));
        Map<EventId, ReceivedEvent> fresh = new LinkedHashMap<>();
        List<ReceivedEvent> repeats = new ArrayList<>();
        for (ReceivedEvent event : taken) {
            Account account = held.of(event.source());
            if (account.holds(event.seq())) {
                repeats.add(event);
            } else if (account.add(event.seq())) {
                fresh.put(new EventId(event.source(), event.seq()), event);
                gone(account, event);
            } else {
                odd("too-many-gaps");
            }
        }
        List<ReceivedEvent> conflicts = conflicts(held, fresh, repeats);
        store.commit(new LedgerStore.Delivery(
                fresh.values(), conflicts, held.accounts().values(), at));
        taken.clear();
        announced.clear();
        count("events", fresh.size());
        refresh(held);
    }

    /** Asks for what has been missing for too long, unless another instance has: each is noted on disk first. */
    List<Question> ask(long now, Instant at) {
        Set<EventSource> overdue = new LinkedHashSet<>();
        for (Desk desk : desks.values()) {
            if (desk.current.isOverdue(now)) {
                overdue.add(desk.current.source());
            }
        }
        if (overdue.isEmpty()) {
            return List.of();
        }
        Held held = store.hold(overdue);
        List<Question> questions = new ArrayList<>();
        for (Account account : held.accounts().values()) {
            SourceBook book = books.get(account.source());
            if (book != null) {
                book.ask(account, now, held.storeMs())
                        .forEach(missing -> questions.add(new Question(account.source(), missing)));
            }
        }
        store.commit(
                new LedgerStore.Delivery(List.of(), List.of(), held.accounts().values(), at));
        refresh(held);
        return questions;
    }

    /** Every device met, in the order in which they were. */
    List<Desk> desks() {
        return inOrder;
    }

    List<SourceReport> report() {
        return books.values().stream()
                .map(book -> SourceReport.of(book.account(), isCurrent(book), Optional.empty()))
                .toList();
    }

    void odd(String kind) {
        count(ODD_PREFIX + kind, 1);
    }

    void count(String name, long more) {
        if (more > 0) {
            counts.merge(name, more, Long::sum);
        }
    }

    Map<String, Long> counts() {
        return Map.copyOf(counts);
    }

    private void gone(Account account, ReceivedEvent event) {
        if (!event.type().startsWith("org.hubfloor.device.events-")) {
            return;
        }
        try {
            Gone gone = wire.gone(event.raw());
            account.shed(gone.shed());
            if (gone.from() > 0 && (gone.through() >= event.seq() || !account.expired(gone.from(), gone.through()))) {
                odd("expired-beyond-measure");
            }
        } catch (Malformed e) {
            odd("malformed");
        }
    }

    private List<ReceivedEvent> conflicts(Held held, Map<EventId, ReceivedEvent> fresh, List<ReceivedEvent> repeats) {
        if (repeats.isEmpty()) {
            return List.of();
        }
        Set<EventId> asked = new LinkedHashSet<>();
        repeats.forEach(event -> asked.add(new EventId(event.source(), event.seq())));
        asked.removeAll(fresh.keySet());
        Map<EventId, byte[]> firsts = store.envelopes(asked);
        List<ReceivedEvent> conflicts = new ArrayList<>();
        for (ReceivedEvent event : repeats) {
            EventId id = new EventId(event.source(), event.seq());
            ReceivedEvent waiting = fresh.get(id);
            byte[] first = waiting != null ? waiting.raw() : firsts.get(id);
            if (first != null && !Arrays.equals(first, event.raw())) {
                held.of(event.source()).conflicting();
                conflicts.add(event);
                odd("conflict");
            } else {
                held.of(event.source()).repeated();
                count("duplicates", 1);
            }
            Desk desk = desks.get(event.source().device());
            if (desk != null) {
                desk.due = true;
            }
        }
        return conflicts;
    }

    private void refresh(Held held) {
        held.accounts().forEach((source, account) -> {
            SourceBook book = books.get(source);
            if (book != null) {
                book.refresh(account);
            }
        });
    }

    private boolean isCurrent(SourceBook book) {
        Desk desk = desks.get(book.source().device());
        return desk != null && desk.current == book;
    }

    private Desk desk(DeviceIdentity device, SourceBook book) {
        Desk known = desks.get(device);
        if (known != null) {
            return known;
        }
        Desk fresh = new Desk(device, book);
        desks.put(device, fresh);
        inOrder.add(fresh);
        return fresh;
    }

    private @Nullable SourceBook book(EventSource source) {
        SourceBook book = books.get(source);
        if (book == null && books.size() < SOURCES_MAX) {
            book = new SourceBook(Account.of(source));
            books.put(source, book);
        } else if (book == null) {
            odd("too-many-sources");
        }
        return book;
    }
}
