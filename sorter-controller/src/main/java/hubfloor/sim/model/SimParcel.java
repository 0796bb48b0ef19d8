package hubfloor.sim.model;

import hubfloor.advice.Advice;
import hubfloor.parcel.Identification;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing of cardboard on the belt: where it really is, what it carries, and what in truth became of it. */
final class SimParcel {
    final int number;
    /** In micrometres, as all lengths along the belt. */
    final long length;

    final int widthMm;
    final int heightMm;
    final int grams;
    /** What a reader that sees all of it sends; empty for a label that is not there. */
    final List<Identification> codes;
    /** {@code scheme/value} of all its labels. */
    final List<String> subjects;
    /** What central knows of it. */
    Advice advice;
    /** From its leading edge to its label. */
    final long labelAt;

    /** Belt travel at which its leading edge was, or would have been, at the induction eye. */
    long start;

    boolean onBelt;
    boolean stuck;
    long stuckLead;
    /** Grows with each change that makes what was foreseen for it void. */
    int turn;

    int nextLead;
    /** How long the belt had run when its leading edge passed the belt's end. */
    long ranAtEnd;

    int nextTrail;
    /** Bits of eyes that cannot see it this time. */
    long unseenBy;
    /** Bits of eyes that have it in their beam. */
    long inBeamOf;

    long[] readAt = {};
    long readDone;
    int rounds;

    final Fate fate = new Fate();

    SimParcel(
            int number,
            long length,
            int widthMm,
            int heightMm,
            int grams,
            List<Identification> codes,
            List<String> subjects,
            Advice advice,
            long labelAt) {
        this.number = number;
        this.length = length;
        this.widthMm = widthMm;
        this.heightMm = heightMm;
        this.grams = grams;
        this.codes = codes;
        this.subjects = subjects;
        this.advice = advice;
        this.labelAt = labelAt;
    }

    long leadAt(long travel) {
        return stuck ? stuckLead : travel - start;
    }

    long trailAt(long travel) {
        return leadAt(travel) - length;
    }

    /** Everything the judge needs of it, filled while it happens. */
    static final class Fate {
        static final int NOWHERE = -1;

        int chute = NOWHERE;
        int gate = NOWHERE;
        long placedAtNanos;
        long firstPlacedAtNanos;
        long leftAtNanos;
        boolean takenOff;
        /** A mechanical fault of the gate it left by. */
        boolean gateFaulty;

        /** That fault was that the gate did not come back: it must be taken out of service. */
        boolean gateStuck;

        /** This round a hand put it where no eye had counted it, it got stuck, or the induction eye could not see it. */
        boolean disturbed;

        /** The same, this round or an earlier one. */
        boolean everDisturbed;
        /** An eye failed just when it was in its beam: its edge was lost, or the eye was stuck. */
        boolean eyeFailed;

        /** The parcel before it, when the induction eye saw both as one. */
        @Nullable
        SimParcel shadowOf;

        /** When the fault began of the gate that moved it. */
        long gateFaultSince;

        /** What customs said of it, as the controller heard it. */
        final List<Office.CustomsWord> customs = new ArrayList<>(2);
        /** What people on the floor said of it. */
        final List<Office.FloorWord> letGo = new ArrayList<>(1);
        /** Tracks the controller began for its body. */
        final List<Track> tracks = new ArrayList<>(2);
        /** Tracks that its label was joined to. */
        final List<Track> joined = new ArrayList<>(2);
        /** The decision by which it rightly left by its chute. */
        @Nullable
        Track leftBy;

        boolean neverPlaced() {
            return firstPlacedAtNanos == 0;
        }

        void placed(long nanos) {
            placedAtNanos = nanos;
            if (firstPlacedAtNanos == 0) {
                firstPlacedAtNanos = nanos;
            }
        }
    }
}
