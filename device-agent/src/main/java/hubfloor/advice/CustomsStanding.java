package hubfloor.advice;

/** What a parcel's customs facts come to at one instant. Anything but {@link #RELEASED} stays on the bonded side. */
public enum CustomsStanding {
    /** An explicit, fresh, uncontradicted release. */
    RELEASED,
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
