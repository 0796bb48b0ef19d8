package hubfloor.agent;

import hubfloor.config.model.ReadingConfig;
import hubfloor.fusion.Gathering;
import hubfloor.fusion.SeenParcels;
import hubfloor.port.Clock;
import hubfloor.reader.ReaderMessage;
import hubfloor.reader.ReaderMessage.Badge;
import hubfloor.reader.ReaderMessage.Code;
import hubfloor.reader.ReaderMessage.Codes;
import hubfloor.reader.ReaderMessage.Dimensions;
import hubfloor.reader.ReaderMessage.Missing;
import hubfloor.reader.ReaderMessage.Symbol;
import hubfloor.reader.ReaderMessage.TagRead;
import hubfloor.reader.ReaderMessage.Weight;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a station's readings. Codes stand alone where there are only scanners; otherwise, within a window of
 * time, they are joined with tags, weight and size to one parcel, and a parcel that still lies there is the same scan.
 * Any thread; the readers' threads close the window between their reads.
 */
public final class StationReads implements ReadingTaker {
    private final ScanFlow flow;
    private final OperatorDesk operators;
    private final TagIdentifier tags;
    private final Clock clock;
    private final @Nullable Gathering gathering;
    private final SeenParcels parcels;

    /** @param reading null = every scan stands alone */
    public StationReads(
            ScanFlow flow, OperatorDesk operators, TagIdentifier tags, Clock clock, @Nullable ReadingConfig reading) {
        this.flow = flow;
        this.operators = operators;
        this.tags = tags;
        this.clock = clock;
        gathering = reading == null ? null : new Gathering(reading.window().toNanos());
        parcels = new SeenParcels(reading == null ? 0 : reading.reread().toNanos());
    }

    @Override
    public void read(String reader, ReaderMessage reading) throws InterruptedException {
        if (reading instanceof Badge badge) {
            operators.badge(reader, badge);
        } else if (gathering != null) {
            gather(gathering, reader, reading);
            tick();
        } else if (reading instanceof Codes codes) {
            flow.scanned(reader, codes);
        }
    }

    private synchronized void gather(Gathering open, String reader, ReaderMessage reading) {
        long now = clock.nanos();
        switch (reading) {
            case Codes codes -> {
                for (Code code : codes.codes()) {
                    switch (code) {
                        case Symbol symbol -> open.code(reader, symbol.barcode(), flow.meaning(symbol.barcode()), now);
                        case Missing none -> open.missed(now);
                    }
                }
            }
            case TagRead tag -> open.tag(reader, tag, tags.identify(tag), now);
            case Weight weight -> open.weight(reader, weight, now);
            case Dimensions size -> open.size(size, now);
            default -> {
                // what else a reader says is nothing about a parcel
            }
        }
    }

    @Override
    public synchronized int dueInMs() {
        if (gathering == null || !gathering.open()) {
            return Integer.MAX_VALUE;
        }
        return (int) Math.max(1, (gathering.dueAtNanos() - clock.nanos() + 999_999) / 1_000_000);
    }

    @Override
    public void tick() throws InterruptedException {
        ScanRecord scan = due();
        if (scan != null) {
            flow.keep(scan, this::recorded);
        }
    }

    /** The parcel whose window has passed; null when there is none, or it is one that lies there still. */
    private synchronized @Nullable ScanRecord due() {
        if (gathering == null || !gathering.open() || clock.nanos() < gathering.dueAtNanos()) {
            return null;
        }
        ScanRecord scan = ScanRecord.of(gathering.close());
        String subject = ScanFlow.subject(scan);
        boolean same = !subject.isEmpty()
                && parcels.judge(subject, clock.nanos(), clock.stamp().wall()) == SeenParcels.Sighting.SAME_SCAN;
        return same ? null : scan;
    }

    private synchronized void recorded(ScanRecord scan) {
        String subject = ScanFlow.subject(scan);
        if (!subject.isEmpty()) {
            parcels.recorded(subject, clock.nanos(), clock.stamp().wall());
        }
    }
}
