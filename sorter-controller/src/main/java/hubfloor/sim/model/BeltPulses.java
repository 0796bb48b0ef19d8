package hubfloor.sim.model;

/**
 * The encoder's count at any instant from now on, as long as the belt does what it is doing. Immutable; any thread.
 */
public final class BeltPulses {
    private final Belt belt;
    private final Encoder encoder;

    BeltPulses(Belt belt, Encoder encoder) {
        this.belt = belt;
        this.encoder = encoder;
    }

    public long countAt(long nanos) {
        return encoder.count(belt.travelAt(nanos));
    }
}
