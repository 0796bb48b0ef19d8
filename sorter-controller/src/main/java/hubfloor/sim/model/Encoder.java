package hubfloor.sim.model;

/**
 * The wheel on the belt as the controller counts it: it can slip, drop pulses, shake at a standstill, or stop telling
 * anything. A line without an encoder counts 0 for ever.
 */
final class Encoder {
    private final double pulsesPerMicrometre;
    private double fromTravel;
    private double fromCount;
    private double ratio = 1;

    /** @param pulsesPerMetre 0 for a line without an encoder */
    Encoder(int pulsesPerMetre) {
        pulsesPerMicrometre = pulsesPerMetre / 1e6;
    }

    private Encoder(double pulsesPerMicrometre) {
        this.pulsesPerMicrometre = pulsesPerMicrometre;
    }

    Encoder copy() {
        Encoder copy = new Encoder(pulsesPerMicrometre);
        copy.fromTravel = fromTravel;
        copy.fromCount = fromCount;
        copy.ratio = ratio;
        return copy;
    }

    boolean present() {
        return pulsesPerMicrometre > 0;
    }

    long count(long travel) {
        return (long) Math.floor(exact(travel));
    }

    /** From here on it turns this much of what it should: 0.95 = slips by 5 %, 0 = stands. */
    void turn(long travel, double share) {
        anchor(travel);
        ratio = share;
    }

    /** Pulses counted too many (a shaking belt) or too few (an overrun counter, a step back). */
    void jump(long travel, long pulses) {
        anchor(travel);
        if (present()) {
            fromCount += pulses;
        }
    }

    /** The counter begins again at 0, as after a restart. */
    void restart(long travel) {
        fromTravel = travel;
        fromCount = 0;
    }

    long pulses(double millimetres) {
        return Math.round(millimetres * 1000 * pulsesPerMicrometre);
    }

    private void anchor(long travel) {
        fromCount = exact(travel);
        fromTravel = travel;
    }

    private double exact(long travel) {
        return fromCount + (travel - fromTravel) * pulsesPerMicrometre * ratio;
    }
}
