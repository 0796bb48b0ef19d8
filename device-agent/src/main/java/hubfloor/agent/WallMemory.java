package hubfloor.agent;

import hubfloor.event.Event;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.event.Stamp;
import hubfloor.event.StoredEvent;
import hubfloor.port.ContainerLog;
import hubfloor.port.ContainerLog.ContainerLogFailed;
import hubfloor.port.ContainerLog.Entry;
import hubfloor.port.ContainerLog.Mark;
import hubfloor.port.EventStore;
import hubfloor.port.EventStore.Refusal;
import hubfloor.port.WireFormat;
import hubfloor.port.WireFormat.Malformed;
import hubfloor.wall.Wall;
import hubfloor.wall.WallEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a wall knows across a power cut: the parcel in hand, and the slots out of use. The event in the store is the truth;
 * a log beside it holds the last one about each, because the store forgets what central has. Wall thread only.
 */
public final class WallMemory implements AutoCloseable {
    /** How far back events are read at a start when the log is new or damaged. */
    private static final long READ_BACK_MAX = 100_000;

    private static final int PAGE = 500;
    /** All that was said of the parcel in hand stands under this name, all of a slot under its own. */
    private static final String IN_HAND = "hand";

    private static final Logger LOG = LoggerFactory.getLogger(WallMemory.class);

    private final EventStore store;
    private final ContainerLog log;
    private final WireFormat wire;
    private final Faults faults;
    private boolean behind;
    private @Nullable Put lastPut;

    /** The last parcel that was said to be in, while nothing was said of another one since. */
    record Put(WallEvent.Confirmed confirmed, long seq) {}

    public WallMemory(EventStore store, ContainerLog log, WireFormat wire, Faults faults) {
        this.store = store;
        this.log = log;
        this.wire = wire;
        this.faults = faults;
    }

    /** Tells the wall what there was before; to be called before anybody else reads the store. */
    void restore(Wall wall, long now) throws ContainerLogFailed {
        for (Entry entry : log.entries()) {
            apply(wall, read(entry.type(), entry.data()), entry.seq(), now);
        }
        Mark mark = log.mark();
        long last = store.progress().stored();
        long from = Math.max(mark.epoch().equals(store.epoch()) ? mark.seq() + 1 : 1, last - READ_BACK_MAX);
        while (from <= last) {
            List<StoredEvent> page = store.read(from, PAGE);
            if (page.isEmpty()) {
                return;
            }
            for (StoredEvent stored : page) {
                Event event = stored.event();
                boolean ours = event.family() == EventFamily.SORT || event.family() == EventFamily.CHUTE;
                WallEvent about = ours ? read(event.type(), event.data()) : null;
                apply(wall, about, stored.seq(), now);
                if (about != null) {
                    copy(about, stored);
                }
            }
            from = page.getLast().seq() + 1;
        }
    }

    private void apply(Wall wall, @Nullable WallEvent event, long seq, long now) {
        if (event != null) {
            wall.apply(event, now);
            if (event instanceof WallEvent.Confirmed confirmed) {
                lastPut = new Put(confirmed, seq);
            } else if (event instanceof WallEvent.Lit) {
                lastPut = null;
            }
        }
    }

    /** What was put last before the start, if that was the last of all; null when a light came on after it. */
    @Nullable
    Put lastPut() {
        return lastPut;
    }

    private @Nullable WallEvent read(String type, byte[] data) {
        try {
            return WallEvent.of(type, wire.readFlat(data)).orElse(null);
        } catch (Malformed e) {
            LOG.warn("an event of the wall cannot be read and is left out: {}", e.getMessage());
            return null;
        }
    }

    /** Null when it is stored; else why it is not. */
    @Nullable
    Refusal keep(WallEvent event, Stamp stamp) throws InterruptedException {
        boolean alarm = event instanceof WallEvent.Overdue;
        EventFamily family = alarm
                ? EventFamily.ALARM
                : event instanceof WallEvent.SlotChanged ? EventFamily.CHUTE : EventFamily.SORT;
        Awaited kept = new Awaited();
        store.append(
                new Event(
                        family,
                        alarm ? EventClass.ALARM : EventClass.CUSTODY,
                        event.type(),
                        event.parcel(),
                        stamp,
                        wire.flat(event.data())),
                kept);
        StoredEvent stored = kept.event();
        if (stored == null) {
            return kept.refusal();
        }
        copy(event, stored);
        return null;
    }

    /** A log that has missed one event must not take a later one: its mark would hide the gap. */
    private void copy(WallEvent event, StoredEvent stored) {
        String about = switch (event) {
            case WallEvent.Lit light -> IN_HAND;
            case WallEvent.Confirmed ended -> IN_HAND;
            case WallEvent.Unconfirmed ended -> IN_HAND;
            case WallEvent.SlotChanged changed -> "slot/" + changed.slot();
            case WallEvent.WrongSlot told -> "";
            case WallEvent.Overdue told -> "";
        };
        if (behind || about.isEmpty()) {
            return;
        }
        try {
            log.keep(
                    stored.epoch(),
                    new Entry(stored.seq(), about, event.type(), stored.event().data()),
                    about);
        } catch (ContainerLogFailed e) {
            behind = true;
            faults.raise("wall-not-kept");
            LOG.error("{}; it is read from the events at the next start", e.getMessage());
        }
    }

    @Override
    public void close() {
        log.close();
    }
}
