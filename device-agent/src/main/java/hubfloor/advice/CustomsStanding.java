package hubfloor.advice;

/** What a parcel's customs facts come to at one instant. Anything but the first two stays on the bonded side. */
public enum CustomsStanding {
    /** An explicit, fresh, uncontradicted release. */
    RELEASED,
    /** Not released, or not freshly, but let go by a person on the floor who may. */
    RELEASED_ON_FLOOR,
    /** Nothing was heard, or customs has not decided yet. */
    UNKNOWN,
    /** A release older than the hub lets one be. */
    STALE,
    /** Two different statuses under one number. */
    CONFLICT,
    HOLD,
    INSPECT,
    DO_NOT_LOAD,
    DETAINED
}
