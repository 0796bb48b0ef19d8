package hubfloor.config.model;

import java.util.Optional;

/**
 * A place where parcels land.
 *
 * @param gate the gate that leads here; empty for the chute at the belt's end
 * @param full input that says no more parcel fits; empty = only a person says so
 * @param halfFull input that calls for a bag change; never stops diverting
 * @param fullAfterMs how long the full input must stay active before it counts
 * @param enabled false = in no plan's reach until a person enables it
 */
public record ChuteConfig(
        String name,
        Kind kind,
        Optional<String> gate,
        Optional<InputPin> full,
        Optional<InputPin> halfFull,
        int fullAfterMs,
        boolean enabled) {

    /** What may land here. */
    public enum Kind {
        /** Outbound: only parcels that customs released, where the line needs customs. */
        NORMAL,
        /** For every parcel in doubt; a person looks at it. */
        EXCEPTION,
        /** Stays under customs' control. */
        BONDED,
        /** Customs wants to look at it. */
        INSPECTION
    }
}
