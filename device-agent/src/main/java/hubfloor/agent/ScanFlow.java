package hubfloor.agent;

import hubfloor.advice.Advice;
import hubfloor.advice.CustomsFacts;
import hubfloor.advice.CustomsStanding;
import hubfloor.config.model.CustomsStatus;
import hubfloor.event.ClockQuality;
import hubfloor.event.Event;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.event.Stamp;
import hubfloor.event.StoredEvent;
import hubfloor.fusion.Gathered;
import hubfloor.fusion.Weights;
import hubfloor.parcel.Barcode;
import hubfloor.parcel.Identification;
import hubfloor.parcel.Identifier;
import hubfloor.port.Clock;
import hubfloor.port.EventStore;
import hubfloor.port.EventStore.Outcome;
import hubfloor.port.EventStore.Refusal;
import hubfloor.reader.ReaderMessage.Codes;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries one scan from telegram to green light: identify, store, and only after the commit tell staff. A scan is
 * either stored and shown as such, or shown as not recorded; there is no third way out.
 *
 * <p>Called by the scanners' threads; waits while the store's queue is full, which makes the serial line wait.
 */
public final class ScanFlow {
    private final Identifier identifier;
    private final EventStore store;
    private final Clock clock;
    private final StaffFeedback feedback;
    private final Function<ScanRecord, byte[]> json;
    private final Function<String, Optional<Advice>> known;
    private final @Nullable AfterScan after;

    /**
     * @param json renders a scan as the event's data
     * @param known what the hub told of a parcel, by its subject; from memory or a local disk
     */
    public ScanFlow(
            Identifier identifier,
            EventStore store,
            Clock clock,
            StaffFeedback feedback,
            Function<ScanRecord, byte[]> json,
            Function<String, Optional<Advice>> known) {
        this(identifier, store, clock, feedback, json, known, null);
    }

    /**
     * @param json renders a scan as the event's data
     * @param known what the hub told of a parcel, by its subject; from memory or a local disk
     * @param after what becomes of a stored scan where parcels are put into something; null where they are not
     */
    public ScanFlow(
            Identifier identifier,
            EventStore store,
            Clock clock,
            StaffFeedback feedback,
            Function<ScanRecord, byte[]> json,
            Function<String, Optional<Advice>> known,
            @Nullable AfterScan after) {
        this.json = json;
        this.known = known;
        this.after = after;
        this.identifier = identifier;
        this.store = store;
        this.clock = clock;
        this.feedback = feedback;
    }

    /** Takes one telegram of codes that stands alone. */
    public void scanned(String scanner, Codes codes) throws InterruptedException {
        keep(ScanRecord.of(scanner, codes, identifier), stored -> {});
    }

    /** What a barcode means, for those who gather several. */
    Identification meaning(Barcode barcode) {
        return identifier.identify(barcode);
    }

    /**
     * Stores one scan and tells staff.
     *
     * @param whenStored called after the commit, as a rule on the store's writer thread; not when the scan was refused
     */
    void keep(ScanRecord scan, Consumer<ScanRecord> whenStored) throws InterruptedException {
        feedback.scanned();
        ScanRecord advised = advised(scan);
        if (after == null) {
            store.append(event(advised), new Told(advised, whenStored));
        } else {
            await(after, advised, whenStored);
        }
    }

    /** Green waits for the events that follow as well: they may be refused after the scan was stored. */
    private void await(AfterScan follows, ScanRecord scan, Consumer<ScanRecord> whenStored)
            throws InterruptedException {
        Event event = event(scan);
        Awaited kept = new Awaited();
        store.append(event, kept);
        StoredEvent stored = kept.event();
        Refusal refused = kept.refusal();
        if (stored != null) {
            whenStored.accept(scan);
            follows.scanned(scan, event.stamp(), stored.seq());
        } else if (refused != null) {
            feedback.refused(scan, refused);
        }
    }

    private ScanRecord advised(ScanRecord scan) {
        String subject = subject(scan);
        Optional<Advice> told = subject.isEmpty() ? Optional.empty() : known.apply(subject);
        if (told.isEmpty()) {
            return scan;
        }
        Advice advice = told.get();
        Stamp stamp = clock.stamp();
        Instant wall = stamp.clock() == ClockQuality.SYNCED ? stamp.wall() : Instant.EPOCH;
        boolean released = advice.customs().status().equals(Optional.of(CustomsStatus.RELEASED));
        int grams = scan.gathered()
                .flatMap(Gathered::weight)
                .map(weight -> Weights.grams(weight.value(), weight.unit()).orElse(0))
                .orElse(0);
        return scan.with(new ScanRecord.Advised(
                advice,
                advice.routing().clocks().least(advice.routing().trusted(), released, wall),
                Weights.mismatch(grams, advice.announcedGrams()),
                advice.customs().standing(wall, CustomsFacts.VALID_MINUTES) == CustomsStanding.RELEASED_ON_FLOOR));
    }

    private Event event(ScanRecord scan) {
        String type = switch (scan.outcome()) {
            case ONE, NONE -> "scan.read.v1";
            case CONFLICT -> "scan.conflict.v1";
            case NO_READ -> "scan.no-read.v1";
        };
        String subject = subject(scan);
        return new Event(EventFamily.SCAN, EventClass.CUSTODY, type, subject, clock.stamp(), json.apply(scan));
    }

    /** {@code s10/RR123456785MY}; empty without a single identifier. */
    static String subject(ScanRecord scan) {
        return scan.parcel().map(p -> p.scheme() + "/" + p.value()).orElse("");
    }

    /** Tells staff what became of one scan; runs on the store's writer thread. */
    private final class Told implements Outcome {
        private final ScanRecord scan;
        private final Consumer<ScanRecord> whenStored;

        private Told(ScanRecord scan, Consumer<ScanRecord> whenStored) {
            this.scan = scan;
            this.whenStored = whenStored;
        }

        @Override
        public void stored(StoredEvent event) {
            whenStored.accept(scan);
            feedback.stored(scan, event.seq());
        }

        @Override
        public void refused(Refusal why) {
            feedback.refused(scan, why);
        }
    }
}
