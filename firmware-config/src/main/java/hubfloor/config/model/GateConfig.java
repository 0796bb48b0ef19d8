package hubfloor.config.model;

import java.util.List;

/**
 * A device that takes parcels off the belt, and the times that make it hit the right one.
 *
 * @param positionMm PUSHER: the middle of its plate; the others: where a leading edge meets the gate
 * @param lagMs from the output's edge to the gate being effective; also from its release to being out of the way
 * @param lagJitterMs how much the lag varies either way
 * @param holdMs PUSHER: how long the output stays active, at most its pulse limit; the others hold for the parcel's length
 * @param minOffMs shortest pause between two activations
 * @param maxPerMinute more activations than this in a minute are refused (valves and motors overheat)
 * @param interlocks gates that must be at rest while this one is active
 * @param missesToStop so many unconfirmed diverts in a row take the gate out of service until a person resets it
 */
public record GateConfig(
        String name,
        Kind kind,
        int positionMm,
        OutputPin output,
        int lagMs,
        int lagJitterMs,
        int holdMs,
        int minOffMs,
        int maxPerMinute,
        List<String> interlocks,
        int missesToStop) {
    /**
     * An output is told with each activation when it must be at rest at the latest: this much after the release it may
     * expect. A controller that freezes costs so much, and the gaps between parcels must leave room for it.
     */
    public static final int OVERTIME_MS = 5;

    public GateConfig {
        interlocks = List.copyOf(interlocks);
    }

    /** How the gate moves a parcel, which decides when it must be active. */
    public enum Kind {
        /** One stroke while the parcel's middle passes. */
        PUSHER(false),
        /** Set before the leading edge comes, released when the trailing edge is past. */
        SWING_ARM(true),
        /** Wheels or belts that rise under the parcel: active while any of it is on them. */
        POP_UP(true),
        /** Turning wheels; as POP_UP. */
        WHEEL(true);

        private final boolean heldForLength;

        Kind(boolean heldForLength) {
            this.heldForLength = heldForLength;
        }

        public boolean heldForLength() {
            return heldForLength;
        }
    }
}
