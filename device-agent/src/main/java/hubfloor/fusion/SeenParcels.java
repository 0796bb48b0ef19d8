package hubfloor.fusion;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers which parcels were recorded here, so that one held before a scanner for a while is one scan, and an S10
 * number that comes back after a year is another parcel (UPU S10: reuse after 12 months). The newest
 * {@value #PARCELS_MAX} are kept. One thread.
 */
public final class SeenParcels {
    static final int PARCELS_MAX = 10_000;

    private static final int S10_REUSE_MONTHS = 12;

    private final long rereadNanos;
    private final Map<String, Sight> parcels = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Sight> eldest) {
            return size() > PARCELS_MAX;
        }
    };

    public SeenParcels(long rereadNanos) {
        this.rereadNanos = rereadNanos;
    }

    private record Sight(long nanos, Instant wall) {}

    /** What a parcel that was just read is. */
    public enum Sighting {
        /** Never seen here, or forgotten since. */
        NEW,
        /** The scan before, once more: it lies there still. */
        SAME_SCAN,
        /** The same parcel on another pass. */
        SEEN_BEFORE,
        /** The same number on another parcel. */
        NUMBER_REUSED
    }

    /** Judges a parcel by its subject, {@code s10/RR123456785MY}, and renews the time of one that lies there still. */
    public Sighting judge(String subject, long nanos, Instant wall) {
        Sight before = parcels.get(subject);
        if (before == null) {
            return Sighting.NEW;
        }
        if (nanos - before.nanos <= rereadNanos) {
            parcels.put(subject, new Sight(nanos, wall));
            return Sighting.SAME_SCAN;
        }
        boolean reused = subject.startsWith("s10/")
                && !wall.isBefore(before.wall
                        .atOffset(ZoneOffset.UTC)
                        .plusMonths(S10_REUSE_MONTHS)
                        .toInstant());
        return reused ? Sighting.NUMBER_REUSED : Sighting.SEEN_BEFORE;
    }

    /** The scan of that parcel is stored; only from now on it can be the same scan again. */
    public void recorded(String subject, long nanos, Instant wall) {
        parcels.put(subject, new Sight(nanos, wall));
    }
}
