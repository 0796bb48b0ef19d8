package hubfloor.hub;

import hubfloor.advice.Advice;
import hubfloor.advice.CustomsStanding;
import hubfloor.advice.FeedBook;
import hubfloor.advice.NewsLetter;
import hubfloor.advice.ParcelNews;
import hubfloor.delivery.SeqRanges.Range;
import hubfloor.event.ClockQuality;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.event.Stamp;
import hubfloor.port.Clock;
import hubfloor.port.HubStore;
import hubfloor.port.HubStore.HubStoreFailed;
import hubfloor.port.WireFormat;
import hubfloor.port.WireFormat.Malformed;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parcel news: letters into the table, gaps into questions to central, changes to the floor. A letter is taken together
 * with its number, so nothing can be forgotten unnoticed. {@link #watch} and {@link #tell} may be called by any thread,
 * the rest by the desk's.
 */
public final class News {
    /** More feeds than this are left alone, and said to be. */
    static final int FEEDS_MAX = 16;

    private static final long MISSED_NANOS = 30_000_000_000L;
    private static final int SWEEP_EVERY = 10;
    private static final Logger LOG = LoggerFactory.getLogger(News.class);

    private final HubStore store;
    private final WireFormat wire;
    private final Clock clock;
    private final Notes notes;
    private final Floor floor;
    private final BiConsumer<String, Boolean> fault;
    private final Map<String, FeedBook> feeds = new TreeMap<>();
    private final Map<String, Boolean> watched = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > HubDesk.ASKED_MAX;
        }
    };
    private final Map<String, Long> odd = new TreeMap<>();
    private Packed packed = Packed.NOTHING;
    private long refusedTold;
    private int ticks;

    /** @param fault raises (true) or clears a fault by its word */
    public News(
            HubStore store, WireFormat wire, Clock clock, Notes notes, Floor floor, BiConsumer<String, Boolean> fault) {
        this.store = store;
        this.wire = wire;
        this.clock = clock;
        this.notes = notes;
        this.floor = floor;
        this.fault = fault;
    }

    void begin() {
        try {
            store.marks().forEach((feed, mark) -> feeds.put(feed, new FeedBook(mark)));
        } catch (HubStoreFailed e) {
            failed(e);
        }
    }

    void letter(String feed, byte[] payload) throws InterruptedException {
        if (payload.length == 0) {
            return; // somebody took back a retained message
        }
        FeedBook book = feeds.get(feed);
        if (book == null) {
            if (feeds.size() >= FEEDS_MAX) {
                odd("too-many-feeds");
                return;
            }
            book = new FeedBook(FeedBook.Mark.NONE);
            feeds.put(feed, book);
        }
        NewsLetter letter;
        try {
            letter = wire.readNews(payload);
        } catch (Malformed e) {
            odd("malformed: " + e.getMessage());
            return;
        }
        if (letter.leftOut() > 0) {
            odd("entries-left-out");
        }
        FeedBook.Mark before = book.mark();
        if (book.heard(letter.epoch(), letter.seq(), clock.nanos()) != FeedBook.Sighting.NEW) {
            return;
        }
        try {
            Map<String, CustomsStanding> stood = ofPacked(letter.parcels());
            Map<String, Advice> changed = store.take(feed, book.mark(), letter.parcels(), wall());
            changed.forEach((subject, advice) -> {
                if (isWatched(subject)) {
                    floor.advised(subject, advice);
                }
            });
            for (Map.Entry<String, CustomsStanding> each : stood.entrySet()) {
                Advice advice = changed.get(each.getKey());
                if (advice != null) {
                    turned(each.getKey(), each.getValue(), standing(advice));
                }
            }
            ask(feed, book);
        } catch (HubStoreFailed e) {
            feeds.put(feed, new FeedBook(before)); // not taken: it will be missing, and asked for
            feeds.get(feed).dropped();
            failed(e);
        }
    }

    /** Who knows what lies in containers; to be said before the desk starts. */
    public void serve(Packed containers) {
        packed = containers;
    }

    private Map<String, CustomsStanding> ofPacked(List<ParcelNews> parcels) throws HubStoreFailed {
        Map<String, CustomsStanding> known = new LinkedHashMap<>();
        for (ParcelNews news : parcels) {
            if (packed.holds(news.subject())) {
                known.put(
                        news.subject(),
                        store.find(news.subject()).map(this::standing).orElse(CustomsStanding.UNKNOWN));
            }
        }
        return known;
    }

    /** However old: a release does not grow stale in a bag. */
    private CustomsStanding standing(Advice advice) {
        CustomsStanding now = advice.customs().standing(wall(), Integer.MAX_VALUE);
        return now == CustomsStanding.STALE || now == CustomsStanding.RELEASED_ON_FLOOR
                ? CustomsStanding.RELEASED
                : now;
    }

    /** What was let go, or not decided, when it was packed, and is held now, must not leave with its container. */
    private void turned(String subject, CustomsStanding before, CustomsStanding now) throws InterruptedException {
        boolean free = before == CustomsStanding.RELEASED || before == CustomsStanding.UNKNOWN;
        boolean held = now != CustomsStanding.RELEASED && now != CustomsStanding.UNKNOWN;
        if (now == CustomsStanding.RELEASED || (free && held)) {
            packed.customs(subject, now.name().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * Once a second: asks for what is missing, forgets what has outlived its time.
     *
     * @param dropped feeds of which a message had to be dropped
     */
    void tick(Set<String> dropped) throws InterruptedException {
        long now = clock.nanos();
        for (String feed : dropped) {
            FeedBook book = feeds.get(feed);
            if (book != null) {
                book.dropped();
            }
        }
        boolean missed = false;
        for (Map.Entry<String, FeedBook> each : feeds.entrySet()) {
            ask(each.getKey(), each.getValue());
            missed |= each.getValue().lateNanos(now) > MISSED_NANOS;
        }
        fault.accept("parcel-news-missing", missed);
        boolean full = store.refused() > refusedTold;
        fault.accept("parcel-table-full", full);
        Instant wall = wall();
        if (wall.isAfter(Instant.EPOCH) && (full || ++ticks % SWEEP_EVERY == 0)) {
            refusedTold = store.refused();
            try {
                store.sweep(wall);
            } catch (HubStoreFailed e) {
                failed(e);
            }
        }
    }

    private void ask(String feed, FeedBook book) throws InterruptedException {
        Optional<Range> wanted = book.ask(clock.nanos());
        if (wanted.isPresent()) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("feed", feed);
            data.put("epoch", book.epoch());
            data.put("from", wanted.get().from());
            data.put("to", wanted.get().to());
            notes.say(EventFamily.DEVICE, EventClass.ALARM, "device.parcel-news-missing.v1", "", data);
        }
    }

    /** From now on what changes for this parcel is told at once. */
    void watch(String subject) {
        synchronized (watched) {
            watched.put(subject, true);
        }
    }

    private boolean isWatched(String subject) {
        synchronized (watched) {
            return watched.containsKey(subject);
        }
    }

    /** Tells the floor what is known of this parcel; nothing when nothing is. */
    void tell(String subject) {
        find(subject).ifPresent(advice -> floor.advised(subject, advice));
    }

    /**
     * A person on the floor has let this parcel go, taken that back, or said what an inspection found. Desk's thread.
     *
     * @param before what it was {@link #standing} before that
     */
    void saidOnFloor(String subject, CustomsStanding before) throws InterruptedException {
        Optional<Advice> known = find(subject);
        if (known.isPresent()) {
            floor.advised(subject, known.get());
            if (packed.holds(subject)) {
                turned(subject, before, standing(known.get()));
            }
        }
    }

    /** What a parcel's customs facts come to for a container that it lies in. */
    CustomsStanding standing(String subject) {
        return find(subject).map(this::standing).orElse(CustomsStanding.UNKNOWN);
    }

    /** What is known of this parcel; a table that cannot be read knows nothing. */
    public Optional<Advice> find(String subject) {
        try {
            return store.find(subject);
        } catch (HubStoreFailed e) {
            failed(e);
            return Optional.empty();
        }
    }

    private Instant wall() {
        Stamp stamp = clock.stamp();
        return stamp.clock() == ClockQuality.SYNCED ? stamp.wall() : Instant.EPOCH;
    }

    private void odd(String kind) {
        if (odd.size() < FEEDS_MAX || odd.containsKey(kind)) {
            long times = odd.merge(kind, 1L, Long::sum);
            if (Long.bitCount(times) == 1) {
                LOG.warn("parcel news: {} ({} times)", kind, times);
            }
        }
    }

    private void failed(HubStoreFailed e) {
        fault.accept("hub-store-failed", true);
        LOG.error("{}", e.getMessage());
    }

    void close() {
        store.close();
    }
}
