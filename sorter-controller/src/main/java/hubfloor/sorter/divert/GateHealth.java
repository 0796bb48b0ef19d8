package hubfloor.sorter.divert;

import hubfloor.sorter.event.Reason;

/**
 * Whether a gate may be used: so many unconfirmed diverts in a row, or one sign of being stuck, take it out of service
 * until a person looked at it; and it may not move more often in a minute than its valve stands. One thread.
 */
public final class GateHealth {
    private static final long MINUTE = 60_000_000_000L;

    private final int missesToStop;
    private final long[] moves;
    private int moved;
    private int misses;
    private int strangers;
    private Reason out = Reason.NONE;

    GateHealth(int missesToStop, int maxPerMinute) {
        this.missesToStop = missesToStop;
        moves = new long[Math.max(1, maxPerMinute)];
    }

    void moved(long atNanos) {
        moves[moved % moves.length] = atNanos;
        moved++;
    }

    /** True when one move more now, with so many already planned, would be too many within a minute. */
    boolean tooOften(long atNanos, int planned) {
        if (planned >= moves.length) {
            return true;
        }
        int back = moves.length - planned;
        return moved >= back && atNanos - moves[(moved - back) % moves.length] < MINUTE;
    }

    /** A parcel it should have diverted landed in its chute. */
    public void confirmed() {
        misses = 0;
        strangers = 0;
    }

    /** A parcel it should have diverted did not land; true when that was one too many. */
    public boolean missed() {
        misses++;
        return out == Reason.NONE && missesToStop > 0 && misses >= missesToStop;
    }

    /** A parcel that was to pass it never came to the next eye; true for the second in a row. */
    public boolean swallowed() {
        strangers++;
        return out == Reason.NONE && strangers >= 2;
    }

    /** A parcel passed it as it should. */
    public void passed() {
        strangers = 0;
    }

    public void takeOut(Reason reason) {
        out = reason;
    }

    /** NONE while in service. */
    public Reason out() {
        return out;
    }

    /** A person looked at it. */
    public void reset() {
        out = Reason.NONE;
        misses = 0;
        strangers = 0;
    }
}
