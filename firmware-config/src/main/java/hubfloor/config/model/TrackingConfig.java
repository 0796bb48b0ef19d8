package hubfloor.config.model;

/**
 * How sure the line must be of where a parcel is. In doubt nothing is diverted.
 *
 * @param toleranceMm half width of a parcel's window at an eye or gate beyond its own length: jitter plus slip
 * @param minGapMm parcels closer than this cannot be told apart by a gate: both go to the exception chute
 * @param minLengthMm a shorter shadow at the induction eye is no parcel (a strap, a hand, dirt)
 * @param maxLengthMm a longer shadow is touching parcels or a jam
 * @param lengthToleranceMm how far two measurements of one parcel's length may differ
 * @param jamMs an eye blocked by a parcel for this much longer than its length explains is a jam and holds the line
 */
public record TrackingConfig(
        int toleranceMm, int minGapMm, int minLengthMm, int maxLengthMm, int lengthToleranceMm, int jamMs) {}
