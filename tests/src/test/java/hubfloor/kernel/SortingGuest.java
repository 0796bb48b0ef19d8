package hubfloor.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.parcel.Identifier;
import hubfloor.port.ProcessKeeper;
import hubfloor.sim.model.SimulationResult;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.main.SorterLine;
import hubfloor.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole line through the kernel: pins, UART and USB between it and the hall that is played beside it. */
@Timeout(300)
class SortingGuest {
    private static final int PER_HOUR = 2_400;
    private static final Duration MOST_OF_A_PLAY = Duration.ofMinutes(2);

    @Test
    void noParcelLeavesByAWrongGate(@TempDir Path folder) throws Exception {
        int seconds = Integer.getInteger("hubfloor.sorting-seconds", 40);
        long seed = Long.getLong("hubfloor.seed", 7);
        KernelLine files = new KernelLine(folder);
        DeviceConfig config = files.config();
        LineConfig line = config.line().orElseThrow();
        SortPlan plan = KernelLine.plan(config);
        try (GpioSim chip = GpioSim.plugIn("pi", KernelLine.LABEL, 54, Map.of());
                Cable top = Cable.open("/dev/ttyS2");
                Cable side = Cable.open("/dev/ttyS3");
                PlayedHall hall = new PlayedHall(
                        line,
                        plan,
                        config.scanners(),
                        PER_HOUR,
                        seed,
                        new Identifier(Gs1Files.shipped()),
                        chip,
                        Map.of("top", top, "side", side))) {
            hall.start();
            SorterLine sorter = SorterLine.start(
                    config,
                    files.file(),
                    plan,
                    new SorterLine.Hall(1, 1),
                    "kernel test",
                    new SystemClock(),
                    ProcessKeeper.Absent.KEEPER);
            sorter.alsoTell(hall::hears);
            Await.until("the belt may run", MOST_OF_A_PLAY, hall::permitted);
            long from = hall.playedSeconds();
            Await.until(
                    seconds + " s of the hall's own time",
                    MOST_OF_A_PLAY,
                    () -> hall.playedSeconds() - from >= seconds);
            hall.endFeed();
            Await.until("the last word of every parcel", Duration.ofMinutes(2), hall::allTold);
            sorter.stop();
            hall.stop();
            SimulationResult result = hall.judge();
            System.out.printf(
                    "seed %d: parcels %d, confirmed %d, exceptions %s, wrong gate %d, unconfirmed %d, lost %d,"
                            + " unaccounted %d; the hall stood still for %d ms%n%s%n",
                    seed,
                    result.parcels(),
                    result.confirmedAsPlanned(),
                    result.exceptions(),
                    result.wrongGate(),
                    result.unconfirmed(),
                    result.lostReported(),
                    result.unaccounted(),
                    hall.stoodStillMs(),
                    sorter.shots());
            assertThat(result.wrongGate()).isZero();
            assertThat(result.unaccounted()).as("unaccounted").isZero();
            assertThat(result.parcels()).isGreaterThan(seconds / 3);
            assertThat(result.confirmedAsPlanned()).as("sorted as planned").isGreaterThan(result.parcels() / 2);
        }
    }

    /** The same line in an imagined hall until it has a parcel on its belt: loads what the test will need, for a class cache. */
    static void rehearse(Path folder) throws Exception {
        KernelLine files = new KernelLine(folder, SorterLine.SIMULATED);
        DeviceConfig config = files.config();
        CountDownLatch inducted = new CountDownLatch(1);
        SorterLine sorter = SorterLine.start(
                config,
                files.file(),
                KernelLine.plan(config),
                new SorterLine.Hall(PER_HOUR, 1),
                "kernel test",
                new SystemClock(),
                ProcessKeeper.Absent.KEEPER);
        sorter.alsoTell((cause, event) -> {
            if (event instanceof LineEvent.Inducted) {
                inducted.countDown();
            }
        });
        boolean seen = inducted.await(30, TimeUnit.SECONDS);
        sorter.stop();
        assertThat(seen).as("a parcel was inducted").isTrue();
    }
}
