package hubfloor.sorter.divert;

import hubfloor.config.model.GateConfig;
import hubfloor.config.model.LineConfig;
import hubfloor.sorter.event.Reason;
import hubfloor.sorter.tracking.Belt;
import hubfloor.sorter.tracking.Track;
import java.util.List;

/**
 * All gates of a line and the one rule between them: interlocked gates never move together. A shot is planned only
 * where check says NONE, and everything is looked at again when it fires. One thread.
 */
public final class Gates {
    private final Belt<?> belt;
    private final GateSchedule[] schedules;
    private final boolean[][] locked;

    /** @param eyesBeforeUm per gate, the last check eye upstream of it */
    public Gates(LineConfig line, Belt<?> belt, long[] eyesBeforeUm, long bootNanos) {
        this.belt = belt;
        List<GateConfig> gates = line.gates();
        schedules = new GateSchedule[gates.size()];
        locked = new boolean[gates.size()][gates.size()];
        for (int i = 0; i < schedules.length; i++) {
            schedules[i] = new GateSchedule(i, gates.get(i), belt, eyesBeforeUm[i], bootNanos);
            for (int k = 0; k < schedules.length; k++) {
                if (gates.get(i).interlocks().contains(gates.get(k).name())) {
                    locked[i][k] = true;
                    locked[k][i] = true;
                }
            }
        }
    }

    public GateHealth health(int gate) {
        return schedules[gate].health();
    }

    /** NONE when the gate can still divert the track without touching any other and beside all that is planned. */
    public Reason check(int gate, Track track) {
        Reason own = schedules[gate].check(track, false);
        if (own != Reason.NONE) {
            return own;
        }
        for (int other = 0; other < schedules.length; other++) {
            if (!locked[gate][other]) {
                continue;
            }
            List<Shot> shots = schedules[other].shots();
            for (int i = 0; i < shots.size(); i++) {
                if (shots.get(i).track().number() != track.number()
                        && schedules[gate].overlaps(
                                track, schedules[other], shots.get(i).track())) {
                    return Reason.INTERLOCK;
                }
            }
        }
        return Reason.NONE;
    }

    public void plan(int gate, Track track, int chute) {
        schedules[gate].plan(track, chute);
    }

    /** False when there is nothing to withdraw or it is too late for that. */
    public boolean withdraw(int gate, Track track) {
        return schedules[gate].withdraw(track);
    }

    public boolean planned(int gate, Track track) {
        return schedules[gate].bound(track);
    }

    /** Takes back every shot that is not fired. */
    public void withdrawAll(GateOrders orders, Reason reason) {
        for (GateSchedule schedule : schedules) {
            schedule.clear(orders, reason);
        }
    }

    public void withdrawAll(int gate, GateOrders orders, Reason reason) {
        schedules[gate].clear(orders, reason);
    }

    /** All outputs were made safe at once. */
    public void dropped() {
        for (GateSchedule schedule : schedules) {
            schedule.dropped();
        }
    }

    /** This gate's output was made safe. */
    public void dropped(int gate) {
        schedules[gate].dropped();
    }

    /** @param own what the line as a whole says about a shot now */
    public void run(Allowed own, GateOrders orders) {
        for (GateSchedule schedule : schedules) {
            schedule.run(this, own, orders);
        }
    }

    /** What the line says about a shot at the moment it would fire. */
    public interface Allowed {
        Reason allows(Shot shot);
    }

    /** NONE when nothing that is interlocked with the gate moves. */
    Reason interlocked(int gate) {
        long now = belt.odometer().atNanos();
        for (int other = 0; other < schedules.length; other++) {
            if (locked[gate][other] && schedules[other].moving(now)) {
                return Reason.INTERLOCK;
            }
        }
        return Reason.NONE;
    }

    /** When any gate wants to be looked at; MAX_VALUE for none. */
    public long nextAtNanos() {
        long at = Long.MAX_VALUE;
        for (GateSchedule schedule : schedules) {
            at = Math.min(at, schedule.nextAtNanos());
        }
        return at;
    }
}
