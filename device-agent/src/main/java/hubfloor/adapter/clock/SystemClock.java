package hubfloor.adapter.clock;

import hubfloor.event.ClockQuality;
import hubfloor.event.Stamp;
import hubfloor.port.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/**
 * The machine's clocks. Wall time is asked afresh each time; how far it may be trusted is asked of the kernel every ten
 * seconds, and a jump of half a second against the monotonic clock is remembered for a minute. Any thread.
 */
public final class SystemClock implements Clock {
    private static final long QUALITY_EVERY_NANOS = 10_000_000_000L;
    private static final long STEP_MS = 500;
    private static final long STEPPED_FOR_NANOS = 60_000_000_000L;
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final String bootId = readBootId();
    private final KernelClock kernel = new KernelClock();

    private volatile ClockQuality quality;
    private volatile long askedAtNanos;
    private volatile long steppedUntilNanos;
    private volatile long wallMinusMonoMs;

    public SystemClock() {
        askedAtNanos = System.nanoTime();
        steppedUntilNanos = askedAtNanos;
        wallMinusMonoMs = System.currentTimeMillis() - askedAtNanos / 1_000_000;
        quality = kernel.synced() ? ClockQuality.SYNCED : ClockQuality.UNSYNCED;
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Stamp stamp() {
        Instant wall = Instant.now();
        long nanos = System.nanoTime();
        return new Stamp(wall, nanos / 1_000_000, bootId, qualityAt(wall, nanos));
    }

    private ClockQuality qualityAt(Instant wall, long nanos) {
        long drift = wall.toEpochMilli() - nanos / 1_000_000 - wallMinusMonoMs;
        if (Math.abs(drift) >= STEP_MS) {
            wallMinusMonoMs = wall.toEpochMilli() - nanos / 1_000_000;
            steppedUntilNanos = nanos + STEPPED_FOR_NANOS;
        }
        if (nanos - askedAtNanos > QUALITY_EVERY_NANOS) {
            askedAtNanos = nanos;
            wallMinusMonoMs = wall.toEpochMilli() - nanos / 1_000_000;
            quality = kernel.synced() ? ClockQuality.SYNCED : ClockQuality.UNSYNCED;
        }
        return nanos - steppedUntilNanos < 0 ? ClockQuality.STEPPED : quality;
    }

    /** Monotonic times of two runs compare only within one boot; without the kernel's id each run is its own. */
    private static String readBootId() {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (IOException absent) {
            return UUID.randomUUID().toString();
        }
    }
}
