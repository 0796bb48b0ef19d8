package hubfloor.sorter.event;

import hubfloor.advice.CustomsStanding;
import java.util.Locale;

/** Why a decision or an outcome is what it is, in one word that never changes its meaning. Grows by adding. */
public enum Reason {
    NONE,
    NO_READ,
    MULTIPLE_READS,
    CONFLICT,
    NO_DATA,
    CUSTOMS_UNKNOWN,
    CUSTOMS_STALE,
    CUSTOMS_CONFLICT,
    CUSTOMS_HOLD,
    CUSTOMS_INSPECT,
    CUSTOMS_DO_NOT_LOAD,
    CUSTOMS_DETAINED,
    RANDOM_INSPECTION,
    HOST_LATE,
    HOST_CHUTE_UNKNOWN,
    CHUTE_FULL,
    CHUTE_DISABLED,
    BAG_CHANGE,
    GATE_OUT_OF_SERVICE,
    GATE_STUCK,
    GATE_BUSY,
    INTERLOCK,
    RATE_LIMIT,
    TOO_LATE,
    GAP_TOO_SMALL,
    TOUCHING,
    LENGTH_MISMATCH,
    TOO_LONG,
    TOO_SHORT,
    POSITION_UNSURE,
    ENCODER_FAULT,
    EYE_FAULT,
    EDGES_LOST,
    JAM,
    UNKNOWN_PARCEL,
    RESTART,
    LINE_NOT_EXECUTING,
    EMERGENCY_STOP,
    RECIRCULATION_LIMIT,
    MISSED_DIVERTS,
    NOT_SEEN,
    EARLY,
    LATE,
    OVERSIZE,
    WEIGHT_MISMATCH,
    TABLE_FULL,
    ORDERED,
    NOT_ALLOWED_NOW,
    /** It went where the plan wants it because a person on the floor let it go, not customs. */
    RELEASED_ON_FLOOR;

    /** Why customs stands against a NORMAL chute; NONE when it does not. */
    public static Reason of(CustomsStanding standing) {
        return switch (standing) {
            case RELEASED, RELEASED_ON_FLOOR -> NONE;
            case UNKNOWN -> CUSTOMS_UNKNOWN;
            case STALE -> CUSTOMS_STALE;
            case CONFLICT -> CUSTOMS_CONFLICT;
            case HOLD -> CUSTOMS_HOLD;
            case INSPECT -> CUSTOMS_INSPECT;
            case DO_NOT_LOAD -> CUSTOMS_DO_NOT_LOAD;
            case DETAINED -> CUSTOMS_DETAINED;
        };
    }

    /** As events carry it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
