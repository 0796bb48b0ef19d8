package hubfloor.sorter.core;

import hubfloor.config.model.TrackingConfig;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.LineEvent.Outcome;
import hubfloor.sorter.event.LineEvent.Step;
import hubfloor.sorter.event.Reason;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes parcels into the line's account: at the induction eye, where they are measured, or where a check eye sees one
 * that nobody knows. One thread.
 */
final class Induction {
    private final LineState line;
    private final Router router;
    private final EyeState eye;
    private final TrackingConfig limits;
    private @Nullable Parcel last;
    /** A parcel is on the belt that the full table could not take: its neighbour is in doubt. */
    private boolean turnedAway;

    Induction(LineState line, Router router, EyeState eye) {
        this.line = line;
        this.router = router;
        this.eye = eye;
        limits = line.config.tracking();
    }

    void edge(int index, long travelUm, long atNanos, boolean blocked) {
        if (blocked) {
            boolean trailingLost = eye.blocked;
            Parcel before = eye.parcel;
            eye.block(travelUm, atNanos, travelUm + line.layout.maxLengthUm + jamUm());
            eye.parcel = enter(index, travelUm, travelUm, 0, Reason.NONE);
            if (trailingLost) {
                // nobody knows where the one ahead ends, nor how near the two are
                router.doubt(eye.parcel, Reason.EDGES_LOST);
                if (before != null) {
                    router.doubt(before, Reason.EDGES_LOST);
                }
            }
        } else if (eye.blocked) {
            cleared(travelUm);
            eye.clear(travelUm, atNanos);
        } else {
            // It was blocked before anybody looked: a parcel lay under the eye when the line started.
            eye.clear(travelUm, atNanos);
            enter(
                    index,
                    travelUm - line.layout.maxLengthUm,
                    travelUm,
                    0,
                    startedLately() ? Reason.RESTART : Reason.EDGES_LOST);
        }
    }

    private long jamUm() {
        return (long) limits.jamMs() * line.config.belt().nominalMmPerS();
    }

    private boolean startedLately() {
        return line.belt.travelUm() < line.layout.beltUm;
    }

    /**
     * @param zeroUm belt travel at which its leading edge was at 0
     * @param seenUm belt travel at which it was seen
     * @param unknown NONE for a parcel that came in at the induction eye as it should
     */
    Parcel enter(int index, long zeroUm, long seenUm, long eyeUm, Reason unknown) {
        Plans.InForce plan = line.plans.at(line.wall(), line.journal, line.now());
        boolean stranger = unknown != Reason.NONE;
        Parcel parcel = new Parcel(line.nextNumber(), zeroUm, eyeUm, line.layout.maxLengthUm, stranger, plan);
        line.journal.report(new LineEvent.Inducted(
                line.now(), parcel.number(), index, stranger, plan.plan().version()));
        if (!line.parcels().add(parcel)) {
            turnAway(parcel);
            return parcel;
        }
        line.belt.anchor(parcel, zeroUm + eyeUm, eyeUm);
        parcel.wakeUm = 0;
        line.changed = true;
        Reason doubt = stranger ? unknown : doubtAtEntry(seenUm);
        if (doubt != Reason.NONE) {
            router.doubt(parcel, doubt);
        }
        return parcel;
    }

    private Reason doubtAtEntry(long seenUm) {
        if (turnedAway) {
            turnedAway = false;
            return Reason.TABLE_FULL;
        }
        if (line.belt.odometer().watch().faulty(line.now())) {
            return Reason.ENCODER_FAULT;
        }
        // The belt hardly moved yet: the eye was blocked when the line started, so this may be no leading edge.
        return seenUm < line.tolerance() ? Reason.RESTART : Reason.NONE;
    }

    private void turnAway(Parcel parcel) {
        int end = line.layout.beltEnd;
        line.journal.report(new LineEvent.Decided(
                line.now(),
                parcel.number(),
                "",
                end,
                Step.SAFETY,
                Reason.TABLE_FULL,
                parcel.plan.plan().version(),
                parcel.plan.plan().validFrom(),
                "",
                Optional.empty(),
                Optional.empty(),
                List.of()));
        line.end(parcel, end < 0 ? Outcome.RECIRCULATED : Outcome.RAN_OUT, end, Reason.TABLE_FULL);
        if (last != null) {
            router.doubt(last, Reason.TABLE_FULL);
        }
        turnedAway = true;
    }

    private void cleared(long travelUm) {
        Parcel parcel = eye.parcel;
        if (parcel == null) {
            return;
        }
        long lengthUm = travelUm - eye.blockedUm;
        long gapUm = eye.blockedUm - eye.clearedUm;
        boolean first = eye.clearedUm < 0;
        parcel.size(lengthUm);
        line.changed = true;
        line.journal.report(new LineEvent.Sized(
                line.now(),
                parcel.number(),
                (int) (lengthUm / 1_000),
                first ? -1 : (int) Math.min(gapUm / 1_000, 1_000_000)));
        if (lengthUm > line.layout.maxLengthUm) {
            router.doubt(parcel, Reason.TOO_LONG);
        } else if (lengthUm < Layout.um(limits.minLengthMm())) {
            router.doubt(parcel, Reason.TOO_SHORT);
        }
        if (!first && gapUm < Layout.um(limits.minGapMm())) {
            Reason why = gapUm <= 0 ? Reason.TOUCHING : Reason.GAP_TOO_SMALL;
            router.doubt(parcel, why);
            if (last != null) {
                router.doubt(last, why);
            }
        }
        router.compareLength(parcel);
        last = parcel;
        eye.parcel = null;
    }

    /** The kernel lost edges of the induction eye: who came in lately is not sure, nor whether others did. */
    void edgesLost(long travelUm) {
        long reachUm = line.layout.maxLengthUm + line.belt.odometer().brisk() / 2;
        for (int i = 0; i < line.parcels().size(); i++) {
            Parcel parcel = line.parcels().at(i);
            if (parcel.leadUm(travelUm) < reachUm) {
                router.doubt(parcel, Reason.EDGES_LOST);
            }
        }
        eye.clear(travelUm, line.now());
        eye.parcel = null;
    }
}
