package hubfloor.sorter.core;

import hubfloor.config.model.EyeConfig;
import hubfloor.sorter.event.Reason;

/**
 * What befalls a parcel merely because the belt moves: its decision point, its gate, an eye that should have seen it,
 * the belt's end. Each parcel knows the next belt travel at which something falls due, and the line the least of them,
 * so that a tick with nothing due looks at no parcel. One thread.
 */
final class Milestones {
    private static final long MILLI = 1_000_000L;
    private static final long SLACK = 40 * MILLI;

    private final LineState line;
    private final Router router;
    private final CheckEyes checkEyes;
    private final Landings landings;
    private final EyeState[] eyes;
    private long nextUm;
    private long nextMoving = Long.MAX_VALUE;

    Milestones(LineState line, Router router, CheckEyes checkEyes, Landings landings, EyeState[] eyes) {
        this.line = line;
        this.router = router;
        this.checkEyes = checkEyes;
        this.landings = landings;
        this.eyes = eyes;
    }

    void run() {
        long travel = line.belt.travelUm();
        long moving = line.belt.odometer().movingNanos();
        if (!line.changed && travel < nextUm && moving < nextMoving) {
            return;
        }
        for (int i = line.parcels().size() - 1;
                i >= 0;
                i = Math.min(i, line.parcels().size()) - 1) {
            Parcel parcel = line.parcels().at(i);
            if (travel >= parcel.wakeUm || moving >= parcel.wakeMoving || parcel.fired) {
                wake(parcel, travel, moving);
            }
        }
        plan();
        line.changed = false;
    }

    private void plan() {
        nextUm = Long.MAX_VALUE;
        nextMoving = Long.MAX_VALUE;
        for (int i = 0; i < line.parcels().size(); i++) {
            Parcel parcel = line.parcels().at(i);
            parcel.wakeUm = next(parcel);
            nextUm = Math.min(nextUm, parcel.wakeUm);
            nextMoving = Math.min(nextMoving, parcel.wakeMoving);
        }
    }

    /** Belt travel at which something falls due for the parcel. */
    private long next(Parcel parcel) {
        long zero = parcel.zeroUm();
        long at = parcel.decision == null ? zero + line.layout.decisionUm : Long.MAX_VALUE;
        if (parcel.fired && !parcel.gone) {
            at = Math.min(at, zero + line.layout.gateUm[parcel.gate]);
        }
        if (parcel.off || parcel.left) {
            return at;
        }
        int check = parcel.nextCheck();
        if (check < line.layout.checks.length) {
            boolean first = parcel.doubt() == Reason.NONE && !mayHaveLeft(parcel) && !out(check);
            long late = first ? line.tolerance() : line.wideUm();
            return Math.min(at, zero + line.layout.checkUm[check] + late + 1);
        }
        return awaited(parcel) ? at : Math.min(at, zero + line.layout.beltUm);
    }

    private boolean out(int check) {
        return eyes[line.layout.checks[check]].out;
    }

    /** Its gate fired before the next check eye, so that eye need not see it. */
    private boolean mayHaveLeft(Parcel parcel) {
        return parcel.fired && parcel.gone && line.layout.checkAfter[parcel.gate] <= parcel.nextCheck();
    }

    /** The eye in its chute's mouth may still see it. */
    private boolean awaited(Parcel parcel) {
        return parcel.fired && !parcel.unconfirmed && line.layout.eyeOfChute[parcel.chute()] != Layout.NONE;
    }

    private void wake(Parcel parcel, long travel, long moving) {
        long lead = parcel.leadUm(travel);
        if (parcel.decision == null && lead >= line.layout.decisionUm) {
            router.decide(parcel);
        }
        if (parcel.fired && !parcel.gone && lead >= line.layout.gateUm[parcel.gate]) {
            gone(parcel, lead - line.layout.gateUm[parcel.gate], line.layout.eyeOfChute[parcel.chute()]);
        }
        if (moving >= parcel.wakeMoving) {
            landings.overdue(parcel);
        }
        if (parcel.off || parcel.left) {
            return;
        }
        int check = parcel.nextCheck();
        if (check < line.layout.checks.length) {
            beyondEye(parcel, lead - line.layout.checkUm[check], check);
        } else if (lead >= line.layout.beltUm && !awaited(parcel)) {
            offTheEnd(parcel, lead - line.layout.beltUm);
        }
    }

    private void beyondEye(Parcel parcel, long beyond, int check) {
        boolean mayHaveLeft = mayHaveLeft(parcel);
        if (beyond > line.wideUm()) {
            if (!mayHaveLeft) {
                checkEyes.notSeen(parcel);
            } else {
                parcel.left = true;
                if (!awaited(parcel)) {
                    landings.unconfirmed(parcel);
                }
            }
        } else if (beyond > line.tolerance() && !mayHaveLeft && !out(check)) {
            router.doubt(parcel, Reason.LATE);
        }
    }

    private void gone(Parcel parcel, long pastUm, int eye) {
        long ago = pastUm * 1_000_000L / line.belt.odometer().brisk() * 1_000L;
        parcel.gone = true;
        parcel.goneAt = line.now() - ago;
        parcel.goneMoving = line.belt.odometer().movingNanos() - ago;
        if (eye != Layout.NONE) {
            long maxMs = line.config
                    .eyes()
                    .get(eye)
                    .verify()
                    .map(EyeConfig.Verify::maxMs)
                    .orElse(0);
            parcel.wakeMoving = parcel.goneMoving + maxMs * MILLI + SLACK + 1;
        }
    }

    private void offTheEnd(Parcel parcel, long pastUm) {
        int end = line.layout.beltEnd;
        int eye = end == Layout.NONE ? Layout.NONE : line.layout.eyeOfChute[end];
        if (eye == Layout.NONE) {
            landings.ranOut(parcel, end, !parcel.fired);
            return;
        }
        parcel.off = true;
        parcel.unconfirmed = false;
        gone(parcel, pastUm, eye);
    }

    /** When the next of these falls due at the present speed; MAX_VALUE while the belt stands. */
    long nextAtNanos() {
        long speed = line.belt.odometer().speedUmPerS();
        if (line.changed) {
            return line.now();
        }
        if (speed <= 0) {
            return Long.MAX_VALUE;
        }
        long at = Long.MAX_VALUE;
        if (nextUm != Long.MAX_VALUE) {
            at = line.now() + Math.max(0, nextUm - line.belt.travelUm()) * 1_000_000L / speed * 1_000L;
        }
        if (nextMoving != Long.MAX_VALUE) {
            at = Math.min(
                    at,
                    line.now() + Math.max(0, nextMoving - line.belt.odometer().movingNanos()));
        }
        return at;
    }
}
