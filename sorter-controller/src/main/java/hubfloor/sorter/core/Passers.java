package hubfloor.sorter.core;

import hubfloor.config.model.EyeConfig;
import org.jspecify.annotations.Nullable;

/**
 * Who passed a gate at about the time at which what now landed in its chute must have left the belt: by belt travel, and
 * where the belt has stopped or crept since, by as much more time as it did. A parcel goes on down its chute when the
 * belt stops. One thread.
 */
final class Passers {
    private static final long MILLI = 1_000_000L;
    /** So many lost parcels are remembered, for the landing of one where it should not be. */
    private static final int LOST_KEPT = 16;

    private final LineState line;
    private final Parcel[] lost = new Parcel[LOST_KEPT];
    private int lostCount;

    Passers(LineState line) {
        this.line = line;
    }

    /** An eye on the belt did not see it: it is gone, or only that eye failed. */
    void lost(Parcel parcel) {
        lost[lostCount++ % LOST_KEPT] = parcel;
    }

    /** Who passed the gate just now without being sent there. */
    @Nullable
    Parcel at(int gate, EyeConfig.Verify verify) {
        Parcel best = null;
        long bestOff = halfWindow(verify);
        for (int i = 0; i < line.parcels().size(); i++) {
            Parcel parcel = line.parcels().at(i);
            long off = off(parcel, gate, verify);
            if (off <= bestOff && !(parcel.fired && parcel.gate == gate)) {
                best = parcel;
                bestOff = off;
            }
        }
        return best;
    }

    /** Whether one that is lost would have passed the gate just now, had only the eye failed. */
    boolean lostOneAt(int gate, EyeConfig.Verify verify) {
        for (int i = 0; i < Math.min(lostCount, LOST_KEPT); i++) {
            if (off(lost[i], gate, verify) <= halfWindow(verify)) {
                return true;
            }
        }
        return false;
    }

    /** Nanoseconds since the parcel's leading edge was at the gate, at the belt's brisk speed; negative before. */
    long sincePassed(Parcel parcel, int gate) {
        long past = parcel.leadUm(line.belt.travelUm()) - line.layout.gateUm[gate];
        return past * 1_000_000L / line.belt.odometer().brisk() * 1_000L;
    }

    private long off(Parcel parcel, int gate, EyeConfig.Verify verify) {
        long after = sincePassed(parcel, gate);
        if (after < 0) {
            return Long.MAX_VALUE;
        }
        long middle = (verify.minMs() + verify.maxMs()) * MILLI / 2;
        return Math.abs(Math.clamp(middle, after, after + line.belt.odometer().slowNanos()) - middle);
    }

    private static long halfWindow(EyeConfig.Verify verify) {
        return (verify.maxMs() - verify.minMs()) * MILLI / 2 + 2 * Landings.SLACK;
    }
}
