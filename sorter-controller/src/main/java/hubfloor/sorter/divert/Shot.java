package hubfloor.sorter.divert;

import hubfloor.sorter.tracking.Track;

/** One intended divert of one track by one gate. Fired shots are never withdrawn: the gate is on its way. */
public final class Shot {
    private final Track track;
    private final int gate;
    private final int chute;
    private boolean fired;
    private long unsureUm;
    private long lengthUm;

    Shot(Track track, int gate, int chute) {
        this.track = track;
        this.gate = gate;
        this.chute = chute;
    }

    public Track track() {
        return track;
    }

    public int gate() {
        return gate;
    }

    public int chute() {
        return chute;
    }

    boolean fired() {
        return fired;
    }

    /** How unsure its place was when the gate was told to move: what is learned later must not hold it longer. */
    long unsureUm() {
        return unsureUm;
    }

    /** Its length as it was known then, for the same reason. */
    long lengthUm() {
        return lengthUm;
    }

    void fire(long unsure) {
        unsureUm = unsure;
        lengthUm = track.lengthUm();
        fired = true;
    }
}
