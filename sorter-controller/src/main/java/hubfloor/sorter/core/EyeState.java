package hubfloor.sorter.core;

import org.jspecify.annotations.Nullable;

/** What one eye sees now, and how well it did lately. */
final class EyeState {
    boolean blocked;
    long blockedUm;
    long blockedAt;
    long clearedUm = Long.MIN_VALUE / 2;
    long clearedAt = Long.MIN_VALUE / 2;
    /** The parcel whose leading edge blocked it. */
    @Nullable
    Parcel parcel;
    /** Belt travel at which a longer shadow is a jam. */
    long jamUm = Long.MAX_VALUE;
    /** Its shadow has ended, and it is not yet sure that this was no flicker. */
    boolean unmeasured;
    /** Parcels in a row that it did not see. */
    int missed;
    /** Not believed: parcels pass it unseen. */
    boolean out;

    void block(long travelUm, long atNanos, long jamAtUm) {
        blocked = true;
        blockedUm = travelUm;
        blockedAt = atNanos;
        jamUm = jamAtUm;
    }

    void clear(long travelUm, long atNanos) {
        blocked = false;
        clearedUm = travelUm;
        clearedAt = atNanos;
        jamUm = Long.MAX_VALUE;
    }
}
