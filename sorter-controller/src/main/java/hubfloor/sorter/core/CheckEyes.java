package hubfloor.sorter.core;

import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.LineEvent.Outcome;
import hubfloor.sorter.event.Reason;
import hubfloor.sorter.tracking.Belt;
import org.jspecify.annotations.Nullable;

/**
 * Corrects a parcel's place where an eye on the belt sees it, and finds what is missing, early, late, changed in length
 * or unknown. An edge belongs to the parcel in whose window it falls; to none when there is no such window; and where
 * two windows overlap both parcels are in doubt.
 *
 * <p>Whatever does not fit (a stranger, a missing parcel) casts doubt on all between this eye and the one before: any
 * of them may be another than the line believes. One thread.
 */
final class CheckEyes {
    private static final int MISSES_TO_DISTRUST = 2;
    /** A flap, a loose edge or a reflection: less than any gap, more than an eye flickers at an edge. */
    private static final long CHATTER_UM = 25_000;

    private final LineState line;
    private final Router router;
    private final Induction induction;
    private final Landings landings;
    private final EyeState[] eyes;
    private final Missing missing;

    CheckEyes(LineState line, Router router, Induction induction, Landings landings, EyeState[] eyes, Missing missing) {
        this.line = line;
        this.router = router;
        this.induction = induction;
        this.landings = landings;
        this.eyes = eyes;
        this.missing = missing;
    }

    private EyeState state(int check) {
        return eyes[line.layout.checks[check]];
    }

    void edge(int check, long travelUm, long atNanos, boolean blocked) {
        EyeState eye = state(check);
        if (blocked) {
            if (!eye.blocked) {
                blocked(check, eye, travelUm, atNanos);
            }
        } else if (eye.blocked) {
            eye.clear(travelUm, atNanos);
            eye.unmeasured = eye.parcel != null;
        }
    }

    /** Takes the lengths of shadows that have surely ended. */
    void measure() {
        for (int check = 0; check < line.layout.checks.length; check++) {
            EyeState eye = state(check);
            if (eye.unmeasured && line.belt.travelUm() - eye.clearedUm >= CHATTER_UM) {
                measured(eye);
            }
        }
    }

    /** A flicker so short is no end of a shadow, unless another parcel is due just there. */
    private boolean flickered(EyeState eye, @Nullable Parcel found, long travelUm, long jam) {
        Parcel same = eye.parcel;
        if (!eye.unmeasured || same == null || found != null || travelUm - eye.clearedUm >= CHATTER_UM) {
            return false;
        }
        eye.unmeasured = false;
        eye.block(eye.blockedUm, eye.blockedAt, eye.blockedUm + same.lengthUm() + line.tolerance() + jam);
        return true;
    }

    private void blocked(int check, EyeState eye, long travelUm, long atNanos) {
        long jam = (long) line.config.tracking().jamMs() * line.config.belt().nominalMmPerS();
        Parcel found = find(check, travelUm);
        if (flickered(eye, found, travelUm, jam)) {
            return;
        }
        if (eye.unmeasured) {
            measured(eye);
        }
        Parcel still = covering(check, eye, travelUm);
        if (found == null && still != null) {
            // the same parcel's shadow, torn
            router.doubt(still, Reason.LENGTH_MISMATCH);
            eye.block(travelUm, atNanos, travelUm + line.layout.maxLengthUm + jam);
            eye.parcel = still;
            return;
        }
        if (found == null) {
            found = stranger(check, travelUm);
        } else {
            seen(found, check, travelUm);
        }
        eye.parcel = found;
        eye.block(travelUm, atNanos, travelUm + found.lengthUm() + line.tolerance() + jam);
    }

    /** The parcel this eye saw last, if its body must still be in the beam. */
    private @Nullable Parcel covering(int check, EyeState eye, long travelUm) {
        Parcel parcel = eye.parcel;
        return parcel != null
                        && parcel.sized()
                        && parcel.tailUm(travelUm) < line.layout.checkUm[check] + line.tolerance() / 2
                ? parcel
                : null;
    }

    private @Nullable Parcel find(int check, long travelUm) {
        long eyeUm = line.layout.checkUm[check];
        long tight = line.tolerance();
        long wide = line.wideUm();
        Parcel best = null;
        long bestOff = Long.MAX_VALUE;
        int inside = 0;
        for (int i = 0; i < line.parcels().size(); i++) {
            Parcel parcel = line.parcels().at(i);
            long off = Math.abs(parcel.leadUm(travelUm) - eyeUm);
            if (parcel.nextCheck() != check || parcel.off || off > wide) {
                continue;
            }
            inside += off <= tight ? 1 : 0;
            if (off < bestOff) {
                best = parcel;
                bestOff = off;
            }
        }
        if (best == null || (inside == 1 && bestOff <= tight)) {
            return best;
        }
        if (inside > 1) {
            doubtAll(check, travelUm, tight, Reason.POSITION_UNSURE);
        } else {
            boolean early = best.leadUm(travelUm) < eyeUm;
            router.doubt(best, early ? Reason.EARLY : Reason.LATE);
            line.alarm(early ? Reason.EARLY : Reason.LATE, eyeName(check), "parcel " + best.number());
        }
        return best;
    }

    private void doubtAll(int check, long travelUm, long reachUm, Reason reason) {
        for (int i = 0; i < line.parcels().size(); i++) {
            Parcel parcel = line.parcels().at(i);
            if (parcel.nextCheck() == check
                    && Math.abs(parcel.leadUm(travelUm) - line.layout.checkUm[check]) <= reachUm) {
                router.doubt(parcel, reason);
            }
        }
    }

    private void seen(Parcel parcel, int check, long travelUm) {
        long eyeUm = line.layout.checkUm[check];
        long off = parcel.leadUm(travelUm) - eyeUm;
        boolean blame = line.belt.slip().note(off, eyeUm - parcel.seenAtUm(), 2 * line.belt.noiseUm());
        line.belt.anchor(parcel, travelUm, eyeUm);
        parcel.expectAt(check + 1);
        line.changed = true;
        EyeState eye = state(check);
        eye.missed = 0;
        eye.out = false;
        missing.seen(check);
        line.journal.report(
                new LineEvent.Passed(line.now(), parcel.number(), line.layout.checks[check], (int) (off / 1_000)));
        passedGates(parcel, check);
        if (parcel.suspect >= 0) {
            parcel.suspect = Layout.NONE;
            line.alarm(Reason.EYE_FAULT, eyeName(check), "parcel " + parcel.number() + " did not leave the belt");
        }
        if (blame && !line.belt.odometer().watch().faulty(line.now())) {
            line.belt.odometer().watch().disagrees(line.now());
        }
    }

    /** It stayed on the belt up to this eye, whatever was to become of it at the gates before. */
    private void passedGates(Parcel parcel, int check) {
        for (int gate = 0; gate < line.layout.gateUm.length; gate++) {
            if (line.layout.checkAfter[gate] != check) {
                continue;
            }
            if (parcel.fired && parcel.gate == gate) {
                stayed(parcel, gate);
            } else {
                router.gates().health(gate).passed();
            }
        }
    }

    /** Its gate fired and it is still on the belt: a miss, and a new decision. */
    private void stayed(Parcel parcel, int gate) {
        boolean counted = parcel.unconfirmed;
        if (counted) {
            missing.found(line.layout.checkAfter[gate]);
        }
        landings.stayed(parcel, parcel.chute());
        parcel.missed = true;
        parcel.fired = false;
        parcel.gone = false;
        parcel.left = false;
        parcel.unconfirmed = false;
        parcel.wakeMoving = Long.MAX_VALUE;
        parcel.gate = Layout.NONE;
        parcel.refused = Reason.MISSED_DIVERTS;
        router.decide(parcel);
        if (!counted && router.gates().health(gate).missed()) {
            router.takeOut(gate, Reason.MISSED_DIVERTS);
        }
    }

    private void measured(EyeState eye) {
        eye.unmeasured = false;
        long travelUm = line.belt.travelUm();
        Parcel parcel = eye.parcel;
        if (parcel == null) {
            return;
        }
        long lengthUm = eye.clearedUm - eye.blockedUm;
        if (!parcel.sized()) {
            parcel.size(Math.min(lengthUm, line.layout.maxLengthUm));
            line.journal.report(new LineEvent.Sized(line.now(), parcel.number(), (int) (lengthUm / 1_000), -1));
            return;
        }
        long allowed = Layout.um(line.config.tracking().lengthToleranceMm());
        if (Math.abs(lengthUm - parcel.lengthUm()) > allowed) {
            // the story keeps it: of two that touched one may be gone
            line.journal.report(new LineEvent.Sized(line.now(), parcel.number(), (int) (lengthUm / 1_000), -1));
            router.doubt(parcel, Reason.LENGTH_MISMATCH);
            Parcel behind = line.parcels().behind(parcel);
            if (lengthUm > parcel.lengthUm()
                    && behind != null
                    && behind.leadUm(travelUm) >= 0
                    && behind.zeroUm() - parcel.zeroUm() < lengthUm + line.wideUm()) {
                router.doubt(behind, Reason.TOUCHING);
            }
            parcel.size(Math.max(lengthUm, parcel.lengthUm()));
        }
    }

    private Parcel stranger(int check, long travelUm) {
        int eye = line.layout.checks[check];
        line.journal.report(new LineEvent.Stray(line.now(), eye));
        boolean lately = travelUm < line.layout.beltUm;
        long eyeUm = line.layout.checkUm[check];
        Parcel parcel = induction.enter(
                eye, travelUm - eyeUm, travelUm, eyeUm, lately ? Reason.RESTART : Reason.UNKNOWN_PARCEL);
        parcel.expectAt(check + 1);
        doubtSection(check, travelUm);
        return parcel;
    }

    private void doubtSection(int check, long travelUm) {
        for (int i = 0; i < line.parcels().size(); i++) {
            Parcel parcel = line.parcels().at(i);
            if (parcel.nextCheck() == check && parcel.leadUm(travelUm) <= line.layout.checkUm[check] + line.wideUm()) {
                router.doubt(parcel, Reason.POSITION_UNSURE);
            }
        }
    }

    /** The parcel's window at its next check eye went by with the eye seeing nothing of it. */
    void notSeen(Parcel parcel) {
        int check = parcel.nextCheck();
        EyeState eye = state(check);
        if (parcel.suspect >= 0) {
            line.end(parcel, Outcome.WRONG_CHUTE, parcel.suspect, Reason.GATE_STUCK);
        } else if (eye.blocked && !parcel.equals(eye.parcel)) {
            router.doubt(parcel, Reason.TOUCHING);
            parcel.expectAt(check + 1);
        } else if (eye.out) {
            parcel.expectAt(check + 1);
        } else {
            lost(parcel, check, eye);
        }
        line.changed = true;
    }

    private void lost(Parcel parcel, int check, EyeState eye) {
        router.forget(parcel);
        line.end(parcel, Outcome.LOST, Layout.NONE, Reason.NOT_SEEN);
        doubtSection(check, line.belt.travelUm());
        landings.lost(parcel, check);
        missing.unseen(check, line.layout.checks[check]);
        eye.missed++;
        if (eye.missed >= MISSES_TO_DISTRUST) {
            eye.out = true;
            line.alarm(Reason.EYE_FAULT, eyeName(check), "sees no parcels");
        }
        for (int gate = 0; gate < line.layout.gateUm.length; gate++) {
            boolean blind = line.layout.eyeOfChute[line.layout.chuteOfGate[gate]] == Layout.NONE;
            if (line.layout.checkAfter[gate] == check
                    && blind
                    && router.gates().health(gate).swallowed()) {
                router.takeOut(gate, Reason.GATE_STUCK);
            }
        }
    }

    /** The kernel lost edges of this eye: whoever was near it is neither lost nor sure. */
    void edgesLost(int check, long travelUm) {
        long reach = line.wideUm() + Belt.over(line.belt.odometer().brisk(), 500_000_000L);
        for (int i = 0; i < line.parcels().size(); i++) {
            Parcel parcel = line.parcels().at(i);
            if (parcel.nextCheck() == check
                    && Math.abs(parcel.leadUm(travelUm) - line.layout.checkUm[check]) <= reach) {
                router.doubt(parcel, Reason.EDGES_LOST);
                parcel.expectAt(check + 1);
                line.changed = true;
            }
        }
        state(check).clear(travelUm, line.now());
        state(check).parcel = null;
        state(check).unmeasured = false;
    }

    private String eyeName(int check) {
        return line.config.eyes().get(line.layout.checks[check]).name();
    }
}
