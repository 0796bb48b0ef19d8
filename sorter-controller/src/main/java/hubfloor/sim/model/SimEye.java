package hubfloor.sim.model;

import hubfloor.config.model.EyeConfig;
import hubfloor.sorter.core.Input;
import org.jspecify.annotations.Nullable;

/**
 * A photo-eye: its beam is broken by what lies in it, and by what only seems to. Its edges are told after they have
 * stood for the debounce time, with the instant and the count at which they happened.
 */
final class SimEye {
    /** Debounce and flicker hide a gap so short. */
    private static final long ONE_SHADOW = 10_000_000L;

    final int index;
    final EyeConfig config;
    /** Until then what it says may be wrong. */
    long faultyUntil;

    private final Hall hall;
    private final Seat seat;
    private int inBeam;
    /** The last one that came into the beam. */
    private @Nullable SimParcel latest;

    private long freeAt;
    private int phantoms;
    private boolean stuckBlocked;
    private boolean stuckClear;
    private boolean flicker;
    private boolean broken;
    private boolean told;
    private int version;

    SimEye(int index, EyeConfig config, Hall hall, Seat seat) {
        this.index = index;
        this.config = config;
        this.hall = hall;
        this.seat = seat;
    }

    boolean blocked() {
        return told;
    }

    void enter(SimParcel parcel) {
        long bit = 1L << index;
        if ((parcel.unseenBy & bit) == 0 && (parcel.inBeamOf & bit) == 0) {
            parcel.inBeamOf |= bit;
            if (index == 0 && (told || hall.now - freeAt < ONE_SHADOW)) {
                parcel.fate.shadowOf = latest;
            }
            latest = parcel;
            inBeam++;
            failing(parcel);
            look(parcel);
        }
    }

    void leave(SimParcel parcel) {
        long bit = 1L << index;
        if ((parcel.inBeamOf & bit) != 0) {
            parcel.inBeamOf &= ~bit;
            inBeam--;
            freeAt = hall.now;
            failing(parcel);
            look(parcel);
        }
    }

    private void failing(SimParcel parcel) {
        parcel.fate.eyeFailed |= stuckBlocked || stuckClear || phantoms > 0;
    }

    /** A parcel on its way down the chute. */
    void passesChute(SimParcel parcel, long nanos) {
        latest = parcel;
        inBeam++;
        look(parcel);
        hall.after(nanos, () -> {
            inBeam--;
            look(parcel);
        });
    }

    void phantom(long nanos) {
        faultyUntil = Math.max(faultyUntil, hall.now + nanos + 1_000_000_000L);
        phantoms++;
        look(null);
        hall.after(nanos, () -> {
            phantoms--;
            look(null);
        });
    }

    void stick(boolean blocked, long nanos) {
        faultyUntil = Math.max(faultyUntil, hall.now + nanos + 1_000_000_000L);
        stuckBlocked = blocked;
        stuckClear = !blocked;
        look(null);
        hall.after(nanos, () -> {
            stuckBlocked = false;
            stuckClear = false;
            look(null);
        });
    }

    private void look(@Nullable SimParcel mover) {
        boolean seen = (stuckBlocked || phantoms > 0 || (inBeam > 0 && !stuckClear)) ^ flicker;
        if (seen == broken) {
            return;
        }
        broken = seen;
        // One that came in while the edge of the one ahead still flickered is what now blocks the beam.
        SimParcel cause = mover != null && seen && inBeam > 0 ? latest : mover;
        int mine = ++version;
        long at = hall.now;
        long count = hall.count();
        hall.after(config.debounceMicros() * 1_000L, () -> {
            if (version == mine && told != seen) {
                told = seen;
                tell(at, count, cause);
            }
        });
        if (cause != null && !flicker && hall.chance.strikes(Fault.BOUNCE)) {
            long debounce = config.debounceMicros() * 1_000L;
            hall.after(debounce + hall.chance.millis(0.1, 3), () -> flicker(cause, debounce));
        }
    }

    private void flicker(SimParcel cause, long debounce) {
        flicker = true;
        look(cause);
        hall.after(debounce + hall.chance.millis(-0.5, 3), () -> {
            flicker = false;
            look(cause);
        });
    }

    private void tell(long at, long count, @Nullable SimParcel cause) {
        if (cause != null && hall.chance.strikes(Fault.MISSED_EDGE)) {
            faultyUntil = Math.max(faultyUntil, hall.now + 1_000_000_000L);
            cause.fate.eyeFailed = true;
            hall.story.add(hall.now, cause, "eye %s: %s, edge lost", config.name(), told ? "blocked" : "clear");
            return;
        }
        hall.story.add(hall.now, cause, "eye %s: %s", config.name(), told ? "blocked" : "clear");
        if (cause != null && hall.chance.strikes(Fault.EDGES_LOST)) {
            faultyUntil = Math.max(faultyUntil, hall.now + 1_000_000_000L);
            cause.fate.eyeFailed = true;
            seat.post(new Input.EyeEdgesLost(hall.now, hall.count(), index), cause);
        } else {
            seat.post(new Input.EyeEdge(at, count, index, told), cause);
        }
    }
}
