package hubfloor.config.model;

import java.util.Optional;

/**
 * One photo-eye across the belt or in a chute's mouth.
 *
 * @param positionMm where its beam crosses the belt; for a VERIFY eye the position of its chute's gate
 * @param input the eye's input; active = beam blocked
 * @param debounceMicros edges closer than this are one edge
 * @param verify for a VERIFY eye: which chute it watches and how long a parcel takes to reach it; empty for the others
 */
public record EyeConfig(
        String name, Role role, int positionMm, InputPin input, int debounceMicros, Optional<Verify> verify) {

    /** What an eye is for. */
    public enum Role {
        /** Parcels enter the line's account here; exactly one, at 0. */
        INDUCTION,
        /** On the belt: position is corrected here, missing and unknown parcels are found here. */
        CHECK,
        /** In a chute's mouth: proves that a parcel landed there. */
        VERIFY
    }

    /**
     * @param chute the chute whose mouth this eye watches
     * @param minMs earliest a parcel blocks the eye, after its leading edge passed the gate's position (or the belt's end)
     * @param maxMs latest
     */
    public record Verify(String chute, int minMs, int maxMs) {}
}
