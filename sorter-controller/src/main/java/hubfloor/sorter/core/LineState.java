package hubfloor.sorter.core;

import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.LineEvent.Outcome;
import hubfloor.sorter.event.Reason;
import hubfloor.sorter.tracking.Belt;
import hubfloor.sorter.tracking.TrackTable;
import java.time.Instant;

/**
 * What all parts of the core share: the belt, the journal, the clocks, the state of the line, and the one place where a
 * parcel's story ends. One thread.
 */
final class LineState {
    /** Most parcels on the belt at once; beyond, a parcel is not tracked and its neighbours are not diverted. */
    static final int PARCELS_MAX = 1_024;

    final Layout layout;
    final LineConfig config;
    final Belt<Parcel> belt;
    final Journal journal = new Journal();
    final Plans plans;
    final Rounds rounds = new Rounds();
    final PackMl packMl = new PackMl();
    /** Something about a parcel changed: the earliest thing due must be looked up again. */
    boolean changed = true;

    private long parcels;
    private Instant wall = Instant.EPOCH;
    private long wallAt;

    LineState(LineConfig config, SortPlan plan, long bootNanos) {
        this.config = config;
        layout = new Layout(config);
        belt = new Belt<>(config.belt(), config.tracking(), PARCELS_MAX, bootNanos);
        plans = new Plans(config, plan);
    }

    long now() {
        return belt.odometer().atNanos();
    }

    TrackTable<Parcel> parcels() {
        return belt.tracks();
    }

    long nextNumber() {
        parcels++;
        return parcels;
    }

    void wall(long atNanos, Instant said) {
        wall = said;
        wallAt = atNanos;
    }

    /** EPOCH while nobody told the time. */
    Instant wall() {
        return wall.equals(Instant.EPOCH) ? wall : wall.plusNanos(now() - wallAt);
    }

    long tolerance() {
        return belt.toleranceUm();
    }

    /** Beyond the tolerance, and with what a slow shell may still bring, a parcel that was not seen is not there. */
    long wideUm() {
        return 2 * tolerance() + Belt.over(belt.odometer().brisk(), 50_000_000L);
    }

    /** The parcel is out of the line's account. Its shot must be out of the way before. */
    void end(Parcel parcel, Outcome outcome, int chute, Reason reason) {
        parcels().remove(parcel);
        changed = true;
        rounds.ended(parcel.identity.subject(), outcome);
        journal.report(new LineEvent.Ended(now(), parcel.number(), outcome, chute, reason));
    }

    void alarm(Reason reason, String about, String detail) {
        journal.alarm(now(), reason, about, detail);
    }
}
