package hubfloor.hub;

import hubfloor.advice.Advice;
import hubfloor.advice.ClockWatch;
import hubfloor.advice.LateParcel;
import hubfloor.advice.TimeLeft;
import hubfloor.event.ClockQuality;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.event.Stamp;
import hubfloor.event.StoredEvent;
import hubfloor.port.Clock;
import hubfloor.port.EventStore;
import hubfloor.port.EventStore.Refusal;
import hubfloor.port.HubStore;
import hubfloor.port.HubStore.ClockPassed;
import hubfloor.port.HubStore.EventMark;
import hubfloor.port.HubStore.HubStoreFailed;
import hubfloor.port.HubStore.Untold;
import hubfloor.port.WireFormat;
import hubfloor.port.WireFormat.Malformed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when a parcel's clock is half used, nearly used, or over: each stage once. A stage is marked as told before its
 * event is stored, and the mark is closed after; what a stop left between the two is looked up among the events at the
 * next start. Nothing is told while our own clock is not known.
 *
 * <p>At most {@value #BATCH} parcels a second, those that are due longest first; more of them wait in the table. Desk
 * thread only, but for {@link #late}, and {@link #recover} before it.
 */
public final class ClockDesk {
    static final int BATCH = 200;
    /** Late parcels shown to staff. */
    static final int SHOWN = 10;

    static final String TYPE = "alarm.parcel-clock.v1";

    private static final int PAGE = 1_000;
    private static final int LOOK_MAX = 100_000;
    private static final int LIST_EVERY = 5;
    private static final long LATE_S = 60;
    private static final Logger LOG = LoggerFactory.getLogger(ClockDesk.class);

    private final HubStore store;
    private final EventStore events;
    private final WireFormat wire;
    private final Clock clock;
    private final Notes notes;
    private final boolean tells;
    private final BiConsumer<String, Boolean> fault;
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicBoolean lost = new AtomicBoolean();
    private final List<Untold> left = new ArrayList<>();
    private boolean open;
    private int ticks;
    private volatile List<String> late = List.of();

    /**
     * @param tells false where another device of the hub tells: here only the list is kept
     * @param fault raises (true) or clears a fault by its word
     */
    public ClockDesk(
            HubStore store,
            EventStore events,
            WireFormat wire,
            Clock clock,
            Notes notes,
            boolean tells,
            BiConsumer<String, Boolean> fault) {
        this.store = store;
        this.events = events;
        this.wire = wire;
        this.clock = clock;
        this.notes = notes;
        this.tells = tells;
        this.fault = fault;
    }

    /** Finds out which of the stages that were marked before the last stop were told. Before the link reads the events. */
    public void recover() {
        try {
            List<Untold> untold = store.untold();
            if (untold.isEmpty()) {
                return;
            }
            open = true;
            EventMark from = untold.getFirst().from();
            if (!from.epoch().equals(events.epoch())) {
                left.addAll(untold); // another store: what became of them is not known here
                return;
            }
            Set<String> told = new HashSet<>();
            boolean whole = find(from.seq(), told);
            for (Untold each : untold) {
                if (whole && !told.contains(key(each.subject(), each.which().word(), each.stage()))) {
                    left.add(each);
                }
            }
        } catch (HubStoreFailed e) {
            failed(e);
        }
    }

    /** @return false when some of the events are gone: central has them, so they were told */
    private boolean find(long after, Set<String> told) {
        long next = after + 1;
        for (int read = 0; read < LOOK_MAX; read += PAGE) {
            List<StoredEvent> page = events.read(next, PAGE);
            if (page.isEmpty()) {
                return events.progress().stored() < next;
            }
            for (StoredEvent stored : page) {
                if (stored.seq() != next++) {
                    return false;
                }
                if (stored.event().type().equals(TYPE)) {
                    told.add(key(stored));
                }
            }
        }
        return true;
    }

    private String key(StoredEvent stored) {
        try {
            Map<String, Object> data = wire.readFlat(stored.event().data());
            return key(stored.event().subject(), String.valueOf(data.get("clock")), String.valueOf(data.get("stage")));
        } catch (Malformed e) {
            LOG.warn("event {} is not as this program writes it: {}", stored.seq(), e.getMessage());
            return "";
        }
    }

    private static String key(String subject, String which, String stage) {
        return subject + " " + which + " " + stage;
    }

    /** Once a second. */
    void tick() throws InterruptedException {
        Instant wall = wall();
        if (!wall.isAfter(Instant.EPOCH) || unanswered.get() > 0 || lost.get()) {
            return; // no time can be told, or the store has not answered for the last ones
        }
        try {
            if (!left.isEmpty()) {
                tellLeft(wall);
                return;
            }
            if (open) {
                store.told();
                open = false;
            }
            List<ClockPassed> passed = store.passed(
                    wall, BATCH, new EventMark(events.epoch(), events.progress().stored()));
            open = !passed.isEmpty();
            if (tells) {
                for (ClockPassed each : passed) {
                    tell(each.subject(), each.clock(), each.clock().stage(), each.trusted());
                }
            }
            boolean behind = passed.size() >= BATCH && passed.getLast().momentS() < wall.getEpochSecond() - LATE_S;
            fault.accept("clock-warnings-late", tells && behind);
            if (ticks++ % LIST_EVERY == 0) {
                late = store.late(wall, SHOWN, false).stream()
                        .map(LateParcel::words)
                        .toList();
            }
        } catch (HubStoreFailed e) {
            failed(e);
        }
    }

    private void tellLeft(Instant wall) throws HubStoreFailed, InterruptedException {
        for (Untold each : left) {
            Optional<Advice> advice = store.find(each.subject());
            Optional<TimeLeft> now = advice.flatMap(known -> ClockWatch.of(each.which(), known, wall));
            if (tells && advice.isPresent() && now.isPresent()) {
                tell(
                        each.subject(),
                        now.get(),
                        each.stage(),
                        advice.get().routing().trusted());
            }
        }
        left.clear();
    }

    private void tell(String subject, TimeLeft passed, String stage, boolean trusted) throws InterruptedException {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("clock", passed.which().word());
        data.put("stage", stage);
        data.put("due", passed.due().toString());
        data.put("leftS", passed.left().toSeconds());
        data.put("usedPercent", passed.usedPercent());
        data.put("trusted", trusted);
        unanswered.incrementAndGet();
        notes.say(EventFamily.ALARM, EventClass.ALARM, TYPE, subject, data, refused -> {
            // shed for want of room is told by its count; any other refusal leaves the mark for the next start
            if (refused.isPresent() && refused.get() != Refusal.SHED) {
                lost.set(true);
            }
            unanswered.decrementAndGet();
        });
    }

    /** The first {@value #SHOWN} of the overdue list, in words for staff; a few seconds old. Any thread. */
    public List<String> late() {
        return late;
    }

    private Instant wall() {
        Stamp stamp = clock.stamp();
        return stamp.clock() == ClockQuality.SYNCED ? stamp.wall() : Instant.EPOCH;
    }

    private void failed(HubStoreFailed e) {
        fault.accept("hub-store-failed", true);
        LOG.error("{}", e.getMessage());
    }
}
