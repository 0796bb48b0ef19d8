package hubfloor.sorter.core;

/**
 * How long parcels take into each chute, learned from landings that could only be one parcel's: a mean and a mean
 * deviation. Where two parcels could have landed it tells the likely from the unlikely, and it does not let the
 * landing of one parcel pass for another's that is missing. One thread.
 */
final class SlideTimes {
    private static final int ENOUGH = 4;
    /** So many unlikely landings in a row, and the chute itself has changed. */
    private static final int CHANGED = 5;

    private static final long LEAST_MARGIN = 50_000_000L;

    private final long[] typical;
    private final long[] deviation;
    private final int[] seen;
    private final int[] unlikely;

    SlideTimes(int chutes) {
        typical = new long[chutes];
        deviation = new long[chutes];
        seen = new int[chutes];
        unlikely = new int[chutes];
    }

    /**
     * Takes a landing into account that can only be one parcel's; false when it is no likely one.
     *
     * @param windowNanos between the earliest and the latest landing by the line's config
     */
    boolean learn(int chute, long nanos, long windowNanos) {
        if (!likely(chute, nanos)) {
            unlikely[chute]++;
            if (unlikely[chute] >= CHANGED) {
                unlikely[chute] = 0;
                seen[chute] = 0;
            }
            return false;
        }
        unlikely[chute] = 0;
        if (seen[chute] == 0) {
            typical[chute] = nanos;
            deviation[chute] = windowNanos / 8;
        }
        seen[chute]++;
        long off = nanos - typical[chute];
        deviation[chute] += (Math.abs(off) - deviation[chute]) / 8;
        typical[chute] += off / 8;
        return true;
    }

    /** True unless this chute's parcels are known to take another time. */
    boolean likely(int chute, long nanos) {
        return !known(chute) || Math.abs(nanos - typical[chute]) <= 3 * deviation[chute] + LEAST_MARGIN;
    }

    /** How far from what is usual; 0 while nothing is. */
    long off(int chute, long nanos) {
        return known(chute) ? Math.abs(nanos - typical[chute]) : 0;
    }

    boolean known(int chute) {
        return seen[chute] >= ENOUGH;
    }
}
