package hubfloor.sorter.tracking;

import hubfloor.config.model.BeltConfig;
import hubfloor.config.model.TrackingConfig;

/**
 * The belt with what lies on it: how far it went, how much parcels slip on it, and every track. Answers how sure a
 * track's place is; above {@link #toleranceUm} nothing may be diverted. One thread.
 */
public final class Belt<T extends Track> {
    /** An eye's own jitter and the kernel's, in time. */
    private static final long EYE_JITTER_NANOS = 2_000_000L;

    private static final long SECOND = 1_000_000_000L;

    private final Odometer odometer;
    private final SlipEstimate slip = new SlipEstimate();
    private final TrackTable<T> tracks;
    private final long toleranceUm;

    public Belt(BeltConfig belt, TrackingConfig tracking, int bound, long bootNanos) {
        odometer = new Odometer(belt, bootNanos);
        tracks = new TrackTable<>(bound);
        toleranceUm = tracking.toleranceMm() * 1_000L;
    }

    public Odometer odometer() {
        return odometer;
    }

    public SlipEstimate slip() {
        return slip;
    }

    public TrackTable<T> tracks() {
        return tracks;
    }

    public long travelUm() {
        return odometer.travelUm();
    }

    /** See {@link Odometer#fineUm}. */
    public long fineUm() {
        return odometer.fineUm();
    }

    public long toleranceUm() {
        return toleranceUm;
    }

    /** How exactly an eye can tell a place: one pulse and its jitter at this speed. */
    public long noiseUm() {
        return odometer.umPerPulse() + over(odometer.speedUmPerS(), EYE_JITTER_NANOS);
    }

    /** An eye saw the track's leading edge. */
    public void anchor(T track, long travelUm, long eyeUm) {
        track.anchor(travelUm, eyeUm, noiseUm(), odometer.contactChanges());
        tracks.settle(track);
    }

    /**
     * How far the track's edges may be off when its leading edge is at a position. Without an encoder each start and
     * stop of the belt since the last eye costs half the tolerance: how it coasts is not known.
     *
     * @param anchoredUm the last place before that position at which an eye will have seen it by then
     */
    public long unsureUm(Track track, long positionUm, long anchoredUm) {
        long unsure = track.unsureUm(positionUm, anchoredUm, slip);
        if (!odometer.hasEncoder()) {
            unsure += (odometer.contactChanges() - track.contactChanges()) * (toleranceUm / 2 + 1);
        }
        return unsure;
    }

    /** How far the track may be off where it is now. */
    public long unsureUm(Track track) {
        return unsureUm(track, track.leadUm(travelUm()), 0);
    }

    /** Distance at a speed in a time. */
    public static long over(long umPerS, long nanos) {
        return umPerS * (nanos / 1_000) / (SECOND / 1_000);
    }
}
