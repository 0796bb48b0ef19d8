package hubfloor.adapter.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import hubfloor.event.ClockQuality;
import hubfloor.event.Stamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * What can be seen of the machine's clocks from outside. Not tested: a stepped wall clock and a source of time that
 * comes or goes, because a test must not set the clock of the machine it runs on.
 */
class SystemClockTest {
    private final SystemClock clock = new SystemClock();

    @Test
    void monotonicTimeNeverGoesBackFromStampToStamp() {
        long nanos = clock.nanos();
        long monoMs = clock.stamp().monoMs();
        for (int i = 0; i < 100_000; i++) {
            Stamp stamp = clock.stamp();
            long now = clock.nanos();
            assertThat(stamp.monoMs()).isBetween(monoMs, now / 1_000_000);
            assertThat(now).isGreaterThanOrEqualTo(nanos);
            monoMs = stamp.monoMs();
            nanos = now;
        }
    }

    @Test
    void wallTimeIsTheMachines() {
        Instant before = Instant.now();
        Stamp stamp = clock.stamp();
        assertThat(Duration.between(before, stamp.wall())).isBetween(Duration.ofSeconds(-1), Duration.ofSeconds(5));
    }

    @Test
    void bootIdIsTheKernelsAndTheSameInEveryStamp() throws IOException {
        Path kernels = Path.of("/proc/sys/kernel/random/boot_id");
        assumeThat(kernels).as("only Linux tells a boot id").exists();
        assertThat(clock.stamp().bootId()).isEqualTo(Files.readString(kernels).strip());
        assertThat(new SystemClock().stamp().bootId()).isEqualTo(clock.stamp().bootId());
    }

    @Test
    void clockThatNobodyTouchesIsNotCalledStepped() {
        ClockQuality quality = clock.stamp().clock();
        assertThat(quality).isIn(ClockQuality.SYNCED, ClockQuality.UNSYNCED);
        assertThat(quality == ClockQuality.SYNCED).as("as the kernel says").isEqualTo(new KernelClock().synced());
    }
}
