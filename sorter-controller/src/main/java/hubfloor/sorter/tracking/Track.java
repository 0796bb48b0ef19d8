package hubfloor.sorter.tracking;

import hubfloor.sorter.event.Reason;

/**
 * One shadow on the belt: where its leading edge is, how long it is, when an eye last saw it, and whether anything
 * about its place is in doubt. Place is kept as the belt travel at which its leading edge was at 0, so that a moving
 * belt moves nothing here.
 *
 * <pre>
 *      trailing                leading edge = belt travel - zero
 *         |######################|
 *   ------+----------------------+---------------> belt
 *      window: [leading - length - u, leading + u]
 * </pre>
 *
 * <p>Micrometres. One thread.
 */
public class Track {
    private final long number;
    private long zeroUm;
    private long seenAtUm;
    private long baseUm;
    private long ownPpm;
    private long lengthUm;
    private boolean sized;
    private Reason doubt = Reason.NONE;
    private int contactChanges;
    private int nextCheck;

    /**
     * @param zeroUm belt travel at which the leading edge was, or would have been, at the induction eye
     * @param seenAtUm position of the eye that saw it
     * @param lengthUm what to assume while its trailing edge was not seen
     */
    public Track(long number, long zeroUm, long seenAtUm, long lengthUm) {
        this.number = number;
        this.zeroUm = zeroUm;
        this.seenAtUm = seenAtUm;
        this.lengthUm = lengthUm;
    }

    public final long number() {
        return number;
    }

    /** Belt travel at which its leading edge was at 0. */
    public final long zeroUm() {
        return zeroUm;
    }

    /** Where its leading edge is after so much belt travel. */
    public final long leadUm(long travelUm) {
        return travelUm - zeroUm;
    }

    public final long tailUm(long travelUm) {
        return travelUm - zeroUm - lengthUm;
    }

    public final long lengthUm() {
        return lengthUm;
    }

    /** False while its trailing edge was not seen; {@link #lengthUm} is then the most it can be. */
    public final boolean sized() {
        return sized;
    }

    public final void size(long measuredUm) {
        lengthUm = measuredUm;
        sized = true;
    }

    /** An eye at this position saw its leading edge at this belt travel. */
    public final void anchor(long travelUm, long eyeUm, long noiseUm, int changes) {
        long distanceUm = eyeUm - seenAtUm;
        long offUm = Math.abs(travelUm - zeroUm - eyeUm);
        ownPpm = distanceUm <= 0 ? 0 : Math.max(0, offUm - 2 * noiseUm) * 1_000_000L / distanceUm;
        zeroUm = travelUm - eyeUm;
        seenAtUm = eyeUm;
        baseUm = noiseUm;
        contactChanges = changes;
    }

    /** Where an eye last saw its leading edge. */
    public final long seenAtUm() {
        return seenAtUm;
    }

    /**
     * How far its edges may be from where the belt puts them, when its leading edge is at a position.
     *
     * @param anchoredUm the last place before that at which an eye will have seen it; 0 = only those up to now
     */
    public final long unsureUm(long positionUm, long anchoredUm, SlipEstimate slip) {
        return baseUm + slip.overUm(positionUm - Math.max(seenAtUm, anchoredUm), ownPpm);
    }

    /** How often the belt-running contact had changed when an eye last saw it. */
    public final int contactChanges() {
        return contactChanges;
    }

    /** The first doubt stays: it is what a person has to look for. */
    public final boolean cast(Reason reason) {
        if (doubt != Reason.NONE) {
            return false;
        }
        doubt = reason;
        return true;
    }

    public final Reason doubt() {
        return doubt;
    }

    /** Which check eye, counted along the belt, must see it next. */
    public final int nextCheck() {
        return nextCheck;
    }

    public final void expectAt(int check) {
        nextCheck = check;
    }
}
