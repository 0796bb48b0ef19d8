package hubfloor.sorter.core;

import hubfloor.config.model.ChuteConfig;
import hubfloor.sorter.core.Input.ChuteLevel.Level;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.Reason;
import java.util.List;

/**
 * What keeps a parcel out of a chute: full (after the input held for its time), shut by a person, a bag change, or its
 * mouth blocked. Half-full is told and stops nothing. One thread.
 */
final class ChuteBoard {
    private static final long MILLI = 1_000_000L;

    private final List<ChuteConfig> chutes;
    private final Journal journal;
    private final boolean[] enabled;
    private final boolean[] bag;
    private final boolean[] full;
    private final boolean[] blocked;
    private final long[] fullDueAt;
    private long nextAt = Long.MAX_VALUE;

    ChuteBoard(List<ChuteConfig> chutes, Journal journal) {
        this.chutes = chutes;
        this.journal = journal;
        int count = chutes.size();
        enabled = new boolean[count];
        bag = new boolean[count];
        full = new boolean[count];
        blocked = new boolean[count];
        fullDueAt = new long[count];
        for (int i = 0; i < count; i++) {
            enabled[i] = chutes.get(i).enabled();
            fullDueAt[i] = Long.MAX_VALUE;
        }
    }

    boolean exists(int chute) {
        return chute >= 0 && chute < enabled.length;
    }

    /** NONE when a parcel may land there. */
    Reason shut(int chute) {
        if (!enabled[chute]) {
            return Reason.CHUTE_DISABLED;
        } else if (bag[chute]) {
            return Reason.BAG_CHANGE;
        } else if (full[chute]) {
            return Reason.CHUTE_FULL;
        }
        return blocked[chute] ? Reason.EYE_FAULT : Reason.NONE;
    }

    /** True when the chute can no longer be used, or can again. */
    boolean level(long atNanos, int chute, Level level, boolean active) {
        if (level == Level.HALF_FULL) {
            say(atNanos, chute, active ? "half-full" : "not-half-full", Reason.NONE);
            return false;
        }
        if (active) {
            fullDueAt[chute] =
                    full[chute] ? Long.MAX_VALUE : atNanos + chutes.get(chute).fullAfterMs() * MILLI;
            nextAt = Math.min(nextAt, fullDueAt[chute]);
            return false;
        }
        fullDueAt[chute] = Long.MAX_VALUE;
        boolean was = full[chute];
        full[chute] = false;
        if (was) {
            say(atNanos, chute, "free", Reason.NONE);
        }
        return was;
    }

    /** The next chute whose full input held long enough; -1 for none. */
    int becameFull(long now) {
        if (now < nextAt) {
            return Layout.NONE;
        }
        nextAt = Long.MAX_VALUE;
        int found = Layout.NONE;
        for (int i = 0; i < fullDueAt.length; i++) {
            if (found == Layout.NONE && fullDueAt[i] <= now) {
                found = i;
                fullDueAt[i] = Long.MAX_VALUE;
                full[i] = true;
                say(now, i, "full", Reason.CHUTE_FULL);
            }
            nextAt = Math.min(nextAt, fullDueAt[i]);
        }
        return found;
    }

    void enable(long now, int chute, boolean on) {
        enabled[chute] = on;
        say(now, chute, on ? "enabled" : "disabled", on ? Reason.NONE : Reason.CHUTE_DISABLED);
    }

    void bagChange(long now, int chute, boolean closed) {
        bag[chute] = closed;
        say(now, chute, closed ? "bag-change" : "bag-hung", closed ? Reason.BAG_CHANGE : Reason.NONE);
    }

    void mouth(long now, int chute, boolean isBlocked) {
        if (blocked[chute] != isBlocked) {
            blocked[chute] = isBlocked;
            say(now, chute, isBlocked ? "mouth-blocked" : "mouth-clear", isBlocked ? Reason.EYE_FAULT : Reason.NONE);
        }
    }

    long nextAtNanos() {
        return nextAt;
    }

    private void say(long atNanos, int chute, String state, Reason reason) {
        journal.report(new LineEvent.ChuteChanged(atNanos, chute, state, reason));
    }
}
