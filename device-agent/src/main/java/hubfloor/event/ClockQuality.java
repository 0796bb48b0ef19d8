package hubfloor.event;

import java.util.Locale;

/** How far the wall time of an event may be trusted. Order never depends on it: order is (epoch, seq). */
public enum ClockQuality {
    /** The kernel says the clock is disciplined by a time source. */
    SYNCED,
    /** No time source has been heard since boot. */
    UNSYNCED,
    /** The wall clock jumped against the monotonic clock during this process. */
    STEPPED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
