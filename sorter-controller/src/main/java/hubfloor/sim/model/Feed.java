package hubfloor.sim.model;

import hubfloor.config.model.EyeConfig;
import hubfloor.config.model.GateConfig;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.ReadingAreaConfig;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Puts parcels on the belt. A well kept feed leaves gaps in which the line can tell parcels apart and work its gates;
 * with {@link Fault#GAPS} now and then it does not.
 */
final class Feed {
    private final Hall hall;
    private final Lane lane;
    private final ParcelMaker maker;
    private long toFeed;
    private final long smallestGap;
    private final double meanGap;
    private final Queue<SimParcel> returning = new ArrayDeque<>();
    private long fed;
    private int away;
    private boolean waiting;
    private Consumer<SimParcel> listener = parcel -> {};
    private long firstAtNanos;
    private long lastAtNanos;

    /** @param perHour what the feed is set to; gaps shrink for it, but never below what tracking needs */
    Feed(Hall hall, Lane lane, ParcelMaker maker, long parcels, int perHour) {
        this.hall = hall;
        this.lane = lane;
        this.maker = maker;
        toFeed = parcels;
        double pitch = hall.nominalSpeed() * 3600 / perHour;
        double tracked = (hall.line.tracking().minGapMm() + hall.line.tracking().toleranceMm()) * 1e3;
        smallestGap =
                (long) Math.min((double) smallestGap(hall.line), Math.max(tracked, (pitch - maker.meanLength()) * 0.7));
        meanGap = Math.max(smallestGap * 1.05, pitch - maker.meanLength());
    }

    /** From config alone: what readers, gates and the tracking need between two parcels, in micrometres. */
    static long smallestGap(LineConfig line) {
        double speed = line.belt().nominalMmPerS();
        double tolerance = line.tracking().toleranceMm();
        double gap = line.tracking().minGapMm() + tolerance;
        for (ReadingAreaConfig area : line.readingAreas()) {
            gap = Math.max(gap, area.toMm() - area.fromMm() + area.maxDelayMs() * speed / 1e3 + 2 * tolerance);
        }
        double shortest = ParcelMaker.shortest(line) / 1e3;
        for (GateConfig gate : line.gates()) {
            double between = (gate.minOffMs() + 2.0 * gate.lagJitterMs() + 20) * speed / 1e3;
            double stroke = (gate.holdMs() + 2.0 * gate.lagJitterMs()) * speed / 1e3;
            double needed = gate.kind().heldForLength()
                    ? between + 2 * tolerance
                    : Math.max(between + stroke - shortest, stroke - shortest / 2) + 2 * tolerance;
            gap = Math.max(gap, needed);
        }
        return (long) (gap * 1_100);
    }

    void tells(Consumer<SimParcel> aboutEach) {
        listener = aboutEach;
    }

    /** What it managed, between the first and the last parcel. */
    double perHour() {
        return lastAtNanos > firstAtNanos ? (fed - 1) * 3600e9 / (lastAtNanos - firstAtNanos) : 0;
    }

    void start() {
        waiting = true;
        hall.agenda.whenTravelled(hall.travel + (long) (hall.nominalSpeed() * 6), this::next);
    }

    /** Nothing more is fed but what is already to come again. */
    void end() {
        toFeed = fed;
    }

    long fed() {
        return fed;
    }

    boolean done() {
        return fed >= toFeed && returning.isEmpty() && away == 0;
    }

    /** It comes to the feed once more. */
    void again(SimParcel parcel, long nanos) {
        away++;
        hall.after(nanos, () -> {
            away--;
            returning.add(parcel);
            if (!waiting) {
                waiting = true;
                hall.agenda.whenTravelled(hall.travel + smallestGap, this::next);
            }
        });
    }

    private void next() {
        SimParcel last = lane.parcels().isEmpty() ? null : lane.parcels().getLast();
        if (last != null && (last.stuck || last.trailAt(hall.travel) < 0)) {
            hall.agenda.whenTravelled(hall.travel + 50_000, this::next);
            return;
        }
        SimParcel parcel = returning.poll();
        if (parcel == null && fed < toFeed) {
            fed++;
            parcel = maker.next();
        }
        if (parcel == null) {
            waiting = false;
            return;
        }
        prepare(parcel);
        hall.story.add(hall.now, parcel, "fed, %d mm, %s", parcel.length / 1_000, parcel.subjects);
        lane.place(parcel, hall.travel);
        listener.accept(parcel);
        parcel.fate.placed(hall.now);
        firstAtNanos = firstAtNanos == 0 ? hall.now : firstAtNanos;
        lastAtNanos = hall.now;
        long gap = smallestGap + (long) hall.chance.exponential(Math.max(1, meanGap - smallestGap));
        if (hall.chance.strikes(Fault.GAPS)) {
            gap = hall.chance.oneIn(3) ? hall.chance.between(0L, 5_000L) : hall.chance.between(5_000L, smallestGap);
        }
        hall.agenda.whenTravelled(hall.travel + parcel.length + gap, this::next);
    }

    private void prepare(SimParcel parcel) {
        parcel.readDone = 0;
        parcel.nextLead = 0;
        parcel.unseenBy = 0;
        parcel.fate.disturbed = false;
        parcel.fate.shadowOf = null;
        if (hall.chance.strikes(Fault.TRANSPARENT)) {
            int eye = hall.chance.below(hall.line.eyes().size());
            parcel.unseenBy = 1L << eye;
            if (hall.line.eyes().get(eye).role() == EyeConfig.Role.INDUCTION) {
                parcel.fate.disturbed = true;
                parcel.fate.everDisturbed = true;
            }
        }
    }
}
