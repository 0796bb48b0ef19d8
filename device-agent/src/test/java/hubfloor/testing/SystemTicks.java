package hubfloor.testing;

import hubfloor.event.ClockQuality;
import hubfloor.event.Stamp;
import hubfloor.port.Clock;
import java.time.Instant;

/** The machine's monotonic clock for tests against real processes. */
public final class SystemTicks implements Clock {
    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Stamp stamp() {
        return new Stamp(Instant.EPOCH, nanos() / 1_000_000, "test", ClockQuality.UNSYNCED);
    }
}
