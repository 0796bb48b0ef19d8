package hubfloor.agent;

import hubfloor.container.Answer;
import hubfloor.container.ContainerEvent;
import hubfloor.container.Containers;
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
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the containers of one device: asks, stores what comes of it, and only then believes it. The event in the store is
 * the truth; the log beside it is written afterwards, and what a crash kept out of it is read from the store at the next
 * start. So an answer given is never taken back, and one not given may be asked for again.
 *
 * <p>Any thread; each waits for the commit of the one before, some milliseconds.
 */
public final class ContainerDesk implements AutoCloseable {
    /** How far back events are read at a start when the log is new or damaged. */
    private static final long READ_BACK_MAX = 100_000;

    private static final int PAGE = 500;
    /** Of so many parcels the page says that customs holds them; of the others when one of these is out. */
    private static final int SHOWN_MAX = 8;

    private static final String HELD = "customs-holds:";
    private static final Logger LOG = LoggerFactory.getLogger(ContainerDesk.class);

    private final Containers containers;
    private final EventStore store;
    private final ContainerLog log;
    private final WireFormat wire;
    private final Faults faults;
    private boolean behind;
    private long newest;
    private Set<String> shown = Set.of();

    /**
     * What came of asking.
     *
     * @param seq number of the last event it made, 0 for none
     * @param refused why it was not stored; null when it was, and then it holds
     */
    public record Settled(Answer answer, long seq, @Nullable Refusal refused) {}

    /**
     * Takes up what was there before; to be made before anybody else reads the store.
     *
     * @param loads as {@link Containers} has it
     */
    public ContainerDesk(boolean loads, EventStore store, ContainerLog log, WireFormat wire, Faults faults)
            throws ContainerLogFailed {
        containers = new Containers(loads);
        this.store = store;
        this.log = log;
        this.wire = wire;
        this.faults = faults;
        for (Entry entry : log.entries()) {
            ContainerEvent event = read(entry.type(), entry.data());
            if (event != null) {
                containers.apply(event, entry.seq());
                newest = Math.max(newest, entry.seq());
            }
        }
        catchUp(log.mark());
        showHeld();
    }

    private void catchUp(Mark mark) throws ContainerLogFailed {
        long last = store.progress().stored();
        boolean same = mark.epoch().equals(store.epoch());
        long from = Math.max(same ? mark.seq() + 1 : 1, last - READ_BACK_MAX);
        while (from <= last) {
            List<StoredEvent> page = store.read(from, PAGE);
            if (page.isEmpty()) {
                return;
            }
            for (StoredEvent stored : page) {
                Event event = stored.event();
                ContainerEvent about =
                        event.family() == EventFamily.CONTAINER ? read(event.type(), event.data()) : null;
                if (about != null) {
                    containers.apply(about, stored.seq());
                    newest = stored.seq();
                    keep(about, stored);
                }
            }
            from = page.getLast().seq() + 1;
        }
    }

    private @Nullable ContainerEvent read(String type, byte[] data) {
        try {
            return ContainerEvent.of(type, wire.readFlat(data)).orElse(null);
        } catch (Malformed e) {
            LOG.warn("an event of a container cannot be read and is left out: {}", e.getMessage());
            return null;
        }
    }

    /**
     * Asks, and returns when the answer's events are stored, or refused: then nothing has changed.
     *
     * @param stamp when it happened
     */
    public synchronized Settled settle(Stamp stamp, Function<Containers, Answer> ask) throws InterruptedException {
        Answer answer = ask.apply(containers);
        long seq = 0;
        for (ContainerEvent event : answer.events()) {
            Awaited kept = new Awaited();
            store.append(
                    new Event(
                            EventFamily.CONTAINER,
                            EventClass.CUSTODY,
                            event.type(),
                            event.subject(),
                            stamp,
                            wire.flat(event.data())),
                    kept);
            StoredEvent stored = kept.event();
            if (stored == null) {
                return new Settled(answer, seq, kept.refusal());
            }
            seq = stored.seq();
            containers.apply(event, seq);
            newest = seq;
            copy(event, stored);
        }
        if (!answer.events().isEmpty()) {
            showHeld();
        }
        return new Settled(answer, seq, null);
    }

    private void showHeld() {
        Set<String> now = containers.held().stream()
                .limit(SHOWN_MAX)
                .map(parcel -> HELD + parcel.substring(parcel.indexOf('/') + 1))
                .collect(Collectors.toSet());
        shown.stream().filter(fault -> !now.contains(fault)).forEach(faults::clear);
        now.forEach(faults::raise);
        shown = now;
    }

    /** Name of the container that is open at a place; empty for none. */
    public synchronized String at(String place) {
        return containers.at(place).orElse("");
    }

    /** Place of the open container in which a parcel lies; empty when it lies in none. */
    synchronized String placeOf(String parcel) {
        return containers.placeOf(parcel).orElse("");
    }

    /** Number of the last event about a container of this device, before a restart too; 0 for none. */
    synchronized long newest() {
        return newest;
    }

    /** A log that has missed one event must not take a later one: its mark would hide the gap. */
    private void copy(ContainerEvent event, StoredEvent stored) {
        if (behind) {
            return;
        }
        try {
            keep(event, stored);
        } catch (ContainerLogFailed e) {
            behind = true;
            faults.raise("containers-not-kept");
            LOG.error("{}; they are read from the events at the next start", e.getMessage());
        }
    }

    private void keep(ContainerEvent event, StoredEvent stored) throws ContainerLogFailed {
        String forget = switch (event) {
            case ContainerEvent.Opened opened -> opened.container();
            case ContainerEvent.Closed closed -> closed.container();
            case ContainerEvent.Loaded loaded -> loaded.container();
            default -> "";
        };
        // a loaded container's story goes on in the one that holds it
        String name = event instanceof ContainerEvent.Loaded loaded ? loaded.into() : event.container();
        log.keep(
                stored.epoch(),
                new Entry(stored.seq(), name, event.type(), stored.event().data()),
                forget);
    }

    @Override
    public synchronized void close() {
        log.close();
    }
}
