package hubfloor.sim.model;

import hubfloor.config.model.GateConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * A gate as a machine: it follows its output after its lag, or late, or not at all, and moves whatever is in its way.
 *
 * <pre>
 * output   ____|~~~~~~~~~~|__________
 * gate     ________|~~~~~~~~~~|______   lag +- jitter at both edges
 * PUSHER: hits what covers it at the rising edge, stops what runs into it
 * held:   takes what it holds for 60 % of its length; what runs into it, from 10 % on by chance
 * </pre>
 */
final class SimGate {
    final int index;
    final GateConfig config;
    final int chute;
    long stuckSince;
    boolean stuckActive;
    boolean stuckPassive;
    private double slowness = 1;
    private int fault;
    private final Hall hall;
    private final Lane lane;
    private final List<Passage> passages = new ArrayList<>();
    private boolean wanted;
    private long wantedUntil;
    private boolean effective;
    private long lastChangeAt;

    private static final class Passage {
        final SimParcel parcel;
        final long leadRanNanos;
        long needed;
        long done;
        long since = -1;
        int epoch;
        boolean caughtByFault;

        Passage(SimParcel parcel, long leadRanNanos) {
            this.parcel = parcel;
            this.leadRanNanos = leadRanNanos;
            needed = parcel.length * 6 / 10;
        }
    }

    SimGate(int index, GateConfig config, int chute, Hall hall, Lane lane) {
        this.index = index;
        this.config = config;
        this.chute = chute;
        this.hall = hall;
        this.lane = lane;
    }

    boolean effective() {
        return effective;
    }

    boolean wanted() {
        return wanted;
    }

    /** A mechanical fault is or was in it. */
    boolean faulty() {
        return hall.now <= hall.gateFaultyUntil[chute];
    }

    /** The output becomes active, or stays so, and drops by itself at that instant. */
    void activate(long untilNanos) {
        if (untilNanos <= hall.now) {
            return;
        }
        wantedUntil = untilNanos;
        hall.agenda.at(untilNanos, () -> {
            if (wantedUntil <= hall.now) {
                rest();
            }
        });
        if (!wanted) {
            drawFault();
            output(true);
        }
    }

    void rest() {
        if (wanted) {
            output(false);
        }
    }

    private void output(boolean active) {
        wanted = active;
        hall.story.add(hall.now, null, "gate %s: output %s", config.name(), active ? "active" : "released");
        double lag = (config.lagMs() + hall.chance.between(-config.lagJitterMs(), (double) config.lagJitterMs())) * 1e6;
        long at = Math.max(hall.now + (long) (lag * slowness), lastChangeAt + 1);
        lastChangeAt = at;
        hall.agenda.at(at, () -> arrive(active));
    }

    private void drawFault() {
        if (hall.chance.strikes(Fault.GATE_STUCK_ACTIVE)) {
            stuckActive = true;
            begin(hall.chance.millis(1_000, 30_000));
        } else if (hall.chance.strikes(Fault.GATE_STUCK_PASSIVE)) {
            stuckPassive = true;
            begin(hall.chance.millis(5_000, 120_000));
        } else if (hall.chance.strikes(Fault.GATE_SLOW)) {
            slowness = hall.chance.between(2.0, 4.0);
            begin(hall.chance.millis(5_000, 60_000));
        }
    }

    private void begin(long nanos) {
        int mine = ++fault;
        stuckSince = hall.now;
        hall.gateFaultyUntil[chute] = Math.max(hall.gateFaultyUntil[chute], hall.now + nanos + 2_000_000_000L);
        hall.story.add(
                hall.now,
                null,
                "gate %s: %s",
                config.name(),
                stuckActive ? "STUCK ACTIVE" : stuckPassive ? "STUCK PASSIVE" : "SLOW");
        hall.after(nanos, () -> {
            if (fault == mine) {
                repair();
            }
        });
    }

    /** By a person, or because it came loose by itself. */
    void repair() {
        fault++;
        stuckActive = false;
        stuckPassive = false;
        slowness = 1;
        hall.gateFaultyUntil[chute] = Math.min(hall.gateFaultyUntil[chute], hall.now + 2_000_000_000L);
        if (effective != wanted) {
            hall.after(config.lagMs() * 1_000_000L, () -> arrive(wanted));
        }
    }

    private void arrive(boolean active) {
        if (active == effective || (active && stuckPassive) || (!active && stuckActive)) {
            return;
        }
        effective = active;
        hall.story.add(hall.now, null, "gate %s: %s", config.name(), active ? "effective" : "out of the way");
        if (active) {
            lane.gateMoved(this);
            strike();
        } else {
            for (Passage passage : passages) {
                if (passage.since >= 0) {
                    passage.done += hall.travel - passage.since;
                    passage.since = -1;
                    passage.epoch++;
                }
            }
        }
    }

    private void strike() {
        if (config.kind().heldForLength()) {
            for (Passage passage : passages) {
                hold(passage);
            }
        } else if (!passages.isEmpty()) {
            Passage hit = passages.getFirst();
            long into = hit.parcel.leadAt(hall.travel) - config.positionMm() * 1_000L;
            double share = (double) into / hit.parcel.length;
            if (share >= 0.2 && share <= 0.8) {
                take(hit);
            } else {
                hall.story.add(hall.now, hit.parcel, "knocked askew by %s, at %.0f %%", config.name(), share * 100);
                lane.slide(hit.parcel, hall.chance.between(-10_000L, 30_000L));
            }
        }
    }

    void leadArrives(SimParcel parcel) {
        Passage passage = new Passage(parcel, hall.ranNanos);
        passages.add(passage);
        if (!effective) {
            return;
        }
        if (config.kind().heldForLength()) {
            passage.needed = (long) (parcel.length * hall.chance.between(0.1, 0.6));
            hold(passage);
        } else {
            int turn = parcel.turn;
            passage.caughtByFault = faulty();
            hall.story.add(hall.now, parcel, "runs into %s", config.name());
            hall.agenda.whenTravelled(hall.travel + parcel.length / 2, () -> {
                if (parcel.onBelt && parcel.turn == turn) {
                    take(passage);
                }
            });
        }
    }

    /** Something was put down, or slid, so that it lies at the gate. */
    void lies(SimParcel parcel) {
        passages.add(new Passage(parcel, hall.ranNanos));
    }

    void gone(SimParcel parcel) {
        passages.removeIf(passage -> passage.parcel == parcel);
    }

    private void hold(Passage passage) {
        passage.since = hall.travel;
        passage.caughtByFault = faulty();
        int mine = ++passage.epoch;
        hall.agenda.whenTravelled(hall.travel + passage.needed - passage.done, () -> {
            if (passage.epoch == mine && passage.parcel.onBelt && passages.contains(passage)) {
                take(passage);
            }
        });
    }

    private void take(Passage passage) {
        SimParcel parcel = passage.parcel;
        parcel.fate.gateFaulty = passage.caughtByFault || faulty();
        parcel.fate.gateStuck = stuckActive && !wanted;
        parcel.fate.gateFaultSince = stuckSince;
        lane.remove(parcel);
        lane.lands(parcel, chute, index, hall.ranNanos - passage.leadRanNanos);
    }
}
