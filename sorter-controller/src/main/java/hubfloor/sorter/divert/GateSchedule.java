package hubfloor.sorter.divert;

import hubfloor.config.model.GateConfig;
import hubfloor.sorter.event.Reason;
import hubfloor.sorter.tracking.Belt;
import hubfloor.sorter.tracking.Track;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shots of one gate, in belt travel, so that a change of speed needs no new plan: what is time (lag, hold) is
 * turned into travel with the present speed at every look.
 *
 * <p>A shot past its latest place is refused, never run late. At most {@value #SHOTS_MAX} shots wait. One thread.
 */
final class GateSchedule {
    static final int SHOTS_MAX = 64;
    private static final long MILLI = 1_000_000L;
    private static final long OVERTIME = GateConfig.OVERTIME_MS * MILLI;
    /** So long before a held gate would go back by itself it is told to stay, if it must. */
    private static final long AHEAD = 4 * MILLI;
    /** And so long at least. */
    private static final long STAY = 20 * MILLI;

    private final int gate;
    private final GateConfig config;
    private final Belt<?> belt;
    private final GateTiming timing;
    private final GateHealth health;
    private final List<Shot> shots = new ArrayList<>();
    private boolean active;
    private long onAt;
    private long untilAt;
    private long offAt;

    /** @param eyeBeforeUm the last check eye upstream of the gate; 0 for the induction eye */
    GateSchedule(int gate, GateConfig config, Belt<?> belt, long eyeBeforeUm, long bootNanos) {
        this.gate = gate;
        this.config = config;
        this.belt = belt;
        timing = new GateTiming(config, belt, eyeBeforeUm);
        health = new GateHealth(config.missesToStop(), config.maxPerMinute());
        offAt = bootNanos - 3_600_000 * MILLI;
    }

    GateHealth health() {
        return health;
    }

    /** Whether one look at this gate shows that the track can be diverted by it. */
    Reason check(Track track, boolean firing) {
        if (health.out() != Reason.NONE) {
            return Reason.GATE_OUT_OF_SERVICE;
        }
        long speed = belt.odometer().brisk();
        if (!track.sized() || timing.unsure(track) > belt.toleranceUm() || timing.slack(track, speed) < 0) {
            return Reason.POSITION_UNSURE;
        }
        if (!firing && timing.command(track, speed) <= belt.travelUm()) {
            return Reason.TOO_LATE;
        }
        Reason near = neighbours(track, speed);
        if (near != Reason.NONE) {
            return near;
        }
        int waiting = waiting() - (bound(track) ? 1 : 0);
        if (waiting >= SHOTS_MAX) {
            return Reason.GATE_BUSY;
        }
        long now = belt.odometer().atNanos();
        if (health.tooOften(now, firing ? 0 : waiting)) {
            return Reason.RATE_LIMIT;
        }
        return firing ? Reason.NONE : others(track, speed);
    }

    /** The parcels before and behind must pass untouched, unless they go the same way. */
    private Reason neighbours(Track track, long speed) {
        Track front = belt.tracks().ahead(track);
        if (front != null && !(timing.held() && bound(front))) {
            long gone = front.zeroUm() + timing.positionUm() + front.lengthUm() + timing.unsure(front);
            if (gone > timing.effective(track, speed)) {
                return Reason.GAP_TOO_SMALL;
            }
        }
        Track back = belt.tracks().behind(track);
        if (back != null && !(timing.held() && bound(back))) {
            long comes = back.zeroUm() + timing.positionUm() - timing.unsure(back);
            if (comes < timing.clear(track, speed)) {
                return Reason.GAP_TOO_SMALL;
            }
        }
        return Reason.NONE;
    }

    private Reason others(Track track, long speed) {
        long pause = GateTiming.over(speed, config.minOffMs());
        long rested = Belt.over(speed, Math.min(belt.odometer().atNanos() - offAt, config.minOffMs() * MILLI));
        if (!active && timing.command(track, speed) < belt.travelUm() + pause - rested) {
            return Reason.GATE_BUSY;
        }
        for (int i = 0; i < shots.size(); i++) {
            Track other = shots.get(i).track();
            if (other.equals(track)) {
                continue;
            }
            Track first = other.zeroUm() <= track.zeroUm() ? other : track;
            Track second = first.equals(other) ? track : other;
            boolean together = timing.held() && !belt.tracks().anyBetween(first, second);
            if (!together && timing.release(first, speed) + pause > timing.command(second, speed)) {
                return Reason.GATE_BUSY;
            }
        }
        return Reason.NONE;
    }

    /** Whether a shot of another gate and one for this track here would overlap in time. */
    boolean overlaps(Track track, GateSchedule with, Track mine) {
        long speed = belt.odometer().brisk();
        return timing.command(track, speed)
                        <= with.timing.clear(mine, speed) + GateTiming.over(speed, with.config.lagMs())
                && with.timing.command(mine, speed)
                        <= timing.clear(track, speed) + GateTiming.over(speed, config.lagMs());
    }

    /** Active, or not yet surely back at rest. */
    boolean moving(long now) {
        return active || now - offAt < (config.lagMs() + config.lagJitterMs()) * MILLI;
    }

    boolean bound(Track track) {
        return find(track) != null;
    }

    @Nullable
    Shot find(Track track) {
        for (int i = 0; i < shots.size(); i++) {
            if (shots.get(i).track().equals(track)) {
                return shots.get(i);
            }
        }
        return null;
    }

    List<Shot> shots() {
        return shots;
    }

    private int waiting() {
        int waiting = 0;
        for (int i = 0; i < shots.size(); i++) {
            waiting += shots.get(i).fired() ? 0 : 1;
        }
        return waiting;
    }

    void plan(Track track, int chute) {
        Shot shot = new Shot(track, gate, chute);
        int index = shots.size();
        while (index > 0 && shots.get(index - 1).track().zeroUm() > track.zeroUm()) {
            index--;
        }
        shots.add(index, shot);
    }

    /**
     * Takes the track's shot back. False when it has none, when the gate is on its way, or when the gate already holds
     * for the parcel ahead and could not be cleared before this one comes.
     */
    boolean withdraw(Track track) {
        Shot shot = find(track);
        if (shot == null || shot.fired()) {
            return false;
        }
        if (caught(track)) {
            return false;
        }
        shots.remove(shot);
        return true;
    }

    /** The gate holds for the parcel ahead and cannot be cleared before this one comes. */
    private boolean caught(Track track) {
        Shot running = lastFired();
        return active
                && running != null
                && timing.clearOf(running, belt.odometer().brisk())
                        > track.zeroUm() + timing.positionUm() - Math.min(timing.unsure(track), belt.toleranceUm());
    }

    private @Nullable Shot lastFired() {
        Shot last = null;
        for (int i = 0; i < shots.size(); i++) {
            last = shots.get(i).fired() ? shots.get(i) : last;
        }
        return last;
    }

    private @Nullable Shot firstWaiting() {
        for (int i = 0; i < shots.size(); i++) {
            if (!shots.get(i).fired()) {
                return shots.get(i);
            }
        }
        return null;
    }

    /** Fires and releases what is due. */
    void run(Gates gates, Gates.Allowed line, GateOrders orders) {
        if (shots.isEmpty() && !active) {
            return;
        }
        if (active && belt.odometer().atNanos() > untilAt) {
            switchOff(untilAt, untilAt, orders); // it went back by itself
        } else if (active) {
            releaseWhenDue(orders);
        }
        Shot next = firstWaiting();
        while (next != null && fireWhenDue(next, gates, line, orders)) {
            next = firstWaiting();
        }
    }

    /** True when the shot was dealt with, so that the next one may be looked at. */
    private boolean fireWhenDue(Shot shot, Gates gates, Gates.Allowed line, GateOrders orders) {
        long speed = belt.odometer().speedUmPerS();
        long due = timing.command(shot.track(), speed);
        long travel = belt.fineUm();
        if (travel < due) {
            return false;
        }
        Reason not = line.allows(shot);
        not = not == Reason.NONE ? gates.interlocked(gate) : not;
        not = not == Reason.NONE ? check(shot.track(), true) : not;
        if (timing.held() && caught(shot.track())) {
            fire(shot, due, travel, orders);
            return true;
        }
        if (not == Reason.NONE && !active && pausing()) {
            not = Reason.GATE_BUSY;
        }
        if (travel > due + timing.slack(shot.track(), speed)) {
            refuse(shot, not == Reason.NONE ? Reason.TOO_LATE : not, orders);
            return true;
        }
        if (not == Reason.INTERLOCK || not == Reason.GATE_BUSY || (active && !timing.held())) {
            return false; // may yet come free before the latest place
        }
        if (not != Reason.NONE) {
            refuse(shot, not, orders);
            return true;
        }
        fire(shot, due, travel, orders);
        return true;
    }

    private void fire(Shot shot, long due, long travel, GateOrders orders) {
        shot.fire(Math.min(timing.unsure(shot.track()), belt.toleranceUm()));
        if (!active) {
            switchOn(shot, due, travel, orders);
        } else {
            stay(timing.letGo(shot, belt.odometer().brisk()), orders);
        }
        orders.fired(shot, due, travel - due);
    }

    private boolean pausing() {
        return belt.odometer().atNanos() - offAt < config.minOffMs() * MILLI;
    }

    private void refuse(Shot shot, Reason reason, GateOrders orders) {
        shots.remove(shot);
        orders.refused(shot, reason);
    }

    private void switchOn(Shot shot, long due, long travel, GateOrders orders) {
        long now = belt.odometer().atNanos();
        long speed = belt.odometer().speedUmPerS();
        active = true;
        onAt = now;
        untilAt = OVERTIME + (timing.held() ? later(now, timing.letGo(shot, speed)) : now + config.holdMs() * MILLI);
        health.moved(now);
        long dueAt = speed <= 0 ? now : now - time(travel - due, speed);
        orders.activate(gate, dueAt, dueAt + time(timing.slack(shot.track(), speed), Math.max(1, speed)), untilAt);
    }

    /** When the belt has come to a place at the earliest. */
    private long later(long now, long placeUm) {
        return now + time(Math.max(0, placeUm - belt.fineUm()), belt.odometer().brisk());
    }

    private static long time(long um, long speed) {
        return um * 1_000_000L / speed * 1_000L;
    }

    /** Held up to this place, or some time longer if the belt is past it. */
    private void stay(long placeUm, GateOrders orders) {
        long now = belt.odometer().atNanos();
        untilAt = Math.max(untilAt, Math.max(now + STAY, later(now, placeUm)) + OVERTIME);
        orders.keep(gate, untilAt);
    }

    private void releaseWhenDue(GateOrders orders) {
        long now = belt.odometer().atNanos();
        if (!timing.held()) {
            if (now >= onAt + config.holdMs() * MILLI) {
                switchOff(onAt + config.holdMs() * MILLI, now, orders);
            }
            return;
        }
        Shot last = lastFired();
        long speed = belt.odometer().speedUmPerS();
        if (last == null || belt.fineUm() >= timing.letGo(last, speed)) {
            Shot next = firstWaiting();
            if (last == null || next == null || !goesOn(last, next, speed)) {
                switchOff(now, now, orders);
                return;
            }
        }
        if (now >= untilAt - AHEAD) {
            stay(timing.letGo(last, speed), orders);
        }
    }

    /** The next parcel follows so closely, with none between, that the gate stays where it is. */
    private boolean goesOn(Shot last, Shot next, long speed) {
        return timing.command(next.track(), speed) <= belt.fineUm() + GateTiming.over(speed, config.minOffMs() + 20)
                && !belt.tracks().anyBetween(last.track(), next.track());
    }

    private void switchOff(long dueAt, long restsAt, GateOrders orders) {
        active = false;
        offAt = restsAt;
        shots.removeIf(Shot::fired);
        orders.rest(gate, dueAt);
    }

    /** The output was made safe by somebody else. */
    void dropped() {
        if (active) {
            offAt = belt.odometer().atNanos();
        }
        active = false;
        shots.removeIf(Shot::fired);
    }

    /** Takes back all that is not fired. */
    void clear(GateOrders orders, Reason reason) {
        for (Shot shot = firstWaiting(); shot != null; shot = firstWaiting()) {
            refuse(shot, reason, orders);
        }
    }

    /** Monotonic instant at which this gate wants to be looked at, at the present speed; MAX_VALUE for none. */
    long nextAtNanos() {
        long now = belt.odometer().atNanos();
        long speed = belt.odometer().speedUmPerS();
        long at = Long.MAX_VALUE;
        if (active) {
            at = timing.held() ? untilAt - AHEAD : onAt + config.holdMs() * MILLI;
        }
        if (speed <= 0 || shots.isEmpty()) {
            return at;
        }
        Shot last = lastFired();
        Shot next = firstWaiting();
        if (active && timing.held() && last != null) {
            at = Math.min(at, instant(now, timing.letGo(last, speed), speed));
        }
        if (next != null) {
            at = Math.min(at, instant(now, timing.command(next.track(), speed), speed));
        }
        return at;
    }

    private long instant(long now, long dueUm, long speed) {
        return now + Math.ceilDiv(Math.max(0, dueUm - belt.fineUm()) * 1_000_000L, speed) * 1_000L;
    }
}
