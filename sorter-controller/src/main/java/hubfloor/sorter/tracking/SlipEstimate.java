package hubfloor.sorter.tracking;

/**
 * How far a parcel may stray from where the belt should have carried it, per distance since an eye last saw it. Learned
 * from the difference between belt travel and the true distance between eyes: the second largest of the last
 * {@value #KEPT}, for one alone slid by itself and is distrusted by itself ({@link Track}). Too great a difference several times in a row is no slip but an encoder that loses or invents pulses.
 *
 * <p>Numbers are millionths. One thread.
 */
public final class SlipEstimate {
    /** Assumed of a good belt before anything was measured, and always at least. */
    static final long FLOOR_PPM = 3_000;
    /** More than this is no slip. */
    static final long ABSURD_PPM = 25_000;

    private static final int KEPT = 8;
    private static final int ABSURD_IN_A_ROW = 3;
    private static final long MILLION = 1_000_000L;

    private final long[] lastPpm = new long[KEPT];
    private int next;
    private long peakPpm;
    private int absurd;

    /**
     * An eye saw a parcel that travelled {@code distanceUm} since the eye before, {@code residualUm} off.
     *
     * @param noiseUm what rounding and the eyes' own jitter explain
     * @return true when the encoder, not the parcel, must be to blame
     */
    public boolean note(long residualUm, long distanceUm, long noiseUm) {
        if (distanceUm <= 0) {
            return false;
        }
        long ppm = ppm(residualUm, distanceUm, noiseUm);
        lastPpm[next] = ppm;
        next = (next + 1) % KEPT;
        peakPpm = secondLargest();
        absurd = ppm > ABSURD_PPM ? absurd + 1 : 0;
        return absurd >= ABSURD_IN_A_ROW;
    }

    private static long ppm(long residualUm, long distanceUm, long noiseUm) {
        return Math.max(0, Math.abs(residualUm) - noiseUm) * MILLION / Math.max(1, distanceUm);
    }

    private long secondLargest() {
        long largest = 0;
        long second = 0;
        for (long each : lastPpm) {
            second = Math.max(second, Math.min(each, largest));
            largest = Math.max(largest, each);
        }
        return second;
    }

    /** The most a parcel may be off per metre travelled, in millionths. */
    public long boundPpm() {
        return FLOOR_PPM + peakPpm + peakPpm / 2;
    }

    /** The most a parcel may be off after this distance, if by itself it showed so much slip before. */
    public long overUm(long distanceUm, long ownPpm) {
        long bound = Math.max(boundPpm(), FLOOR_PPM + ownPpm + ownPpm / 2);
        return Math.max(0, distanceUm) * bound / MILLION;
    }
}
