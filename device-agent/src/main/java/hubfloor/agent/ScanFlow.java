package hubfloor.agent;

import hubfloor.event.Event;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.event.StoredEvent;
import hubfloor.parcel.Identifier;
import hubfloor.port.Clock;
import hubfloor.port.EventStore;
import hubfloor.port.EventStore.Outcome;
import hubfloor.port.EventStore.Refusal;
import hubfloor.reader.ReaderMessage.Codes;
import java.util.function.Function;

/**
 * Carries one scan from telegram to green light: identify, store, and only after the commit tell staff. A scan is
 * either stored and shown as such, or shown as not recorded; there is no third way out.
 *
 * <p>Called by the scanners' threads; waits while the store's queue is full, which makes the serial line wait.
 */
public final class ScanFlow implements ScanTaker {
    private final Identifier identifier;
    private final EventStore store;
    private final Clock clock;
    private final StaffFeedback feedback;
    private final Function<ScanRecord, byte[]> json;

    /** @param json renders a scan as the event's data */
    public ScanFlow(
            Identifier identifier,
            EventStore store,
            Clock clock,
            StaffFeedback feedback,
            Function<ScanRecord, byte[]> json) {
        this.json = json;
        this.identifier = identifier;
        this.store = store;
        this.clock = clock;
        this.feedback = feedback;
    }

    @Override
    public void scanned(String scanner, Codes codes) throws InterruptedException {
        ScanRecord scan = ScanRecord.of(scanner, codes, identifier);
        feedback.scanned();
        store.append(event(scan), new Told(scan));
    }

    private Event event(ScanRecord scan) {
        String type = switch (scan.outcome()) {
            case ONE, NONE -> "scan.read.v1";
            case CONFLICT -> "scan.conflict.v1";
            case NO_READ -> "scan.no-read.v1";
        };
        String subject = scan.parcel().map(p -> p.scheme() + "/" + p.value()).orElse("");
        return new Event(EventFamily.SCAN, EventClass.CUSTODY, type, subject, clock.stamp(), json.apply(scan));
    }

    /** Tells staff what became of one scan; runs on the store's writer thread. */
    private final class Told implements Outcome {
        private final ScanRecord scan;

        private Told(ScanRecord scan) {
            this.scan = scan;
        }

        @Override
        public void stored(StoredEvent event) {
            feedback.stored(scan, event.seq());
        }

        @Override
        public void refused(Refusal why) {
            feedback.refused(scan, why);
        }
    }
}
