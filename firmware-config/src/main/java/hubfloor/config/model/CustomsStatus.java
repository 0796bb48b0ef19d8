package hubfloor.config.model;

/** What customs said of a parcel. Only {@link #RELEASED}, explicit and fresh, opens an outbound chute. */
public enum CustomsStatus {
    NONE,
    PRE_ADVISED,
    ASSESSING,
    RELEASED,
    HOLD,
    INSPECT,
    DO_NOT_LOAD,
    DETAINED
}
