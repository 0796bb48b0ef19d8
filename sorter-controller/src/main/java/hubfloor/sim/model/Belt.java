package hubfloor.sim.model;

/**
 * A belt that speeds up, runs and slows down. Travel in micrometres since the start of the run, never backwards; exact
 * at every instant, so that "when has it travelled so far" has one answer.
 */
final class Belt {
    private static final double NANOS = 1e9;

    /** Micrometres per second squared, up and down: a loaded belt on a frequency converter. */
    private final double acceleration;

    private long sinceNanos;
    private double sinceTravel;
    private double sinceSpeed;
    private double slope;
    private long steadyFromNanos;
    private double steadyTravel;
    private double target;

    Belt(double acceleration) {
        this.acceleration = acceleration;
    }

    /** From now on the motor wants this speed, in micrometres per second. */
    void want(long now, double speed) {
        double travel = exactTravel(now);
        double present = speedAt(now);
        sinceNanos = now;
        sinceTravel = travel;
        sinceSpeed = present;
        target = speed;
        slope = speed >= present ? acceleration : -acceleration;
        double seconds = (speed - present) / slope;
        steadyFromNanos = now + (long) (seconds * NANOS);
        steadyTravel = travel + (present + speed) / 2 * seconds;
    }

    Belt copy() {
        Belt copy = new Belt(acceleration);
        copy.sinceNanos = sinceNanos;
        copy.sinceTravel = sinceTravel;
        copy.sinceSpeed = sinceSpeed;
        copy.slope = slope;
        copy.steadyFromNanos = steadyFromNanos;
        copy.steadyTravel = steadyTravel;
        copy.target = target;
        return copy;
    }

    double wanted() {
        return target;
    }

    double speedAt(long now) {
        return now >= steadyFromNanos ? target : sinceSpeed + slope * (now - sinceNanos) / NANOS;
    }

    long travelAt(long now) {
        return (long) exactTravel(now);
    }

    /** First instant, not before now, at which the belt has travelled so far; {@link Long#MAX_VALUE} for never. */
    long whenTravelled(long travel, long now) {
        if (travelAt(now) >= travel) {
            return now;
        }
        double nanos;
        if (travel < steadyTravel) {
            double way = travel - sinceTravel;
            double root = Math.sqrt(Math.max(0, sinceSpeed * sinceSpeed + 2 * slope * way));
            nanos = sinceNanos + NANOS * 2 * way / (sinceSpeed + root);
        } else if (target > 0) {
            nanos = steadyFromNanos + NANOS * (travel - steadyTravel) / target;
        } else {
            return Long.MAX_VALUE;
        }
        long at = Math.max(now, (long) nanos);
        // Rounding is far below a micrometre; a few steps of a microsecond bridge it, or the belt stands just before.
        for (int i = 0; i < 8 && travelAt(at) < travel; i++) {
            at += 1_000;
        }
        return travelAt(at) >= travel ? at : target > 0 ? at + 1_000_000 : Long.MAX_VALUE;
    }

    private double exactTravel(long now) {
        if (now >= steadyFromNanos) {
            return steadyTravel + target * (now - steadyFromNanos) / NANOS;
        }
        double seconds = (now - sinceNanos) / NANOS;
        return sinceTravel + sinceSpeed * seconds + slope / 2 * seconds * seconds;
    }
}
