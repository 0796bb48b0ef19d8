package hubfloor.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.gpio.KernelPins;
import hubfloor.config.model.InputPin;
import hubfloor.config.model.InputPin.Bias;
import hubfloor.config.model.OutputPin;
import hubfloor.config.model.PinRef;
import hubfloor.port.PinRefused;
import hubfloor.port.PulseCounter;
import hubfloor.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Edges, pulses and refusals of the GPIO character device. */
@Timeout(180)
class EdgesGuest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final long MS = 1_000_000L;
    private static final Duration TWO_MS = Duration.ofMillis(2);
    /** The mean of edges 2 ms apart where the host held the emulator up for a while that could not be made up for. */
    private static final Duration AT_MOST = Duration.ofNanos(2_050_000);

    private GpioSim chip;
    private KernelPins pins;

    @BeforeEach
    void plugIn() throws Exception {
        chip = GpioSim.plugIn("pinctrl-rp1");
        pins = KernelPins.open("pinctrl-rp1", new SystemClock());
    }

    @AfterEach
    void pullOut() throws Exception {
        pins.close();
        chip.close();
    }

    @Test
    void everyEdgeTwoMillisecondsApartIsSeen() throws Exception {
        int edges = 2_000;
        Edges seen = new Edges(edges);
        pins.input("eye", new InputPin(5, false), 0, seen);
        pins.start((there, words) -> {});
        Await.until("the level", SOON, () -> seen.levels() == 1);
        Duration pace = chip.driveEvery(TWO_MS, 5, edges);
        Await.until("the last edge", SOON, () -> seen.count() + seen.lost() >= edges);
        System.out.println("edge to listener: " + Edges.figures(seen.lateness()));
        assertThat(seen.count()).isEqualTo(edges);
        assertThat(pace).as("pace").isBetween(TWO_MS, AT_MOST);
        assertThat(seen.gapless()).isTrue();
        assertThat(seen.lost()).isZero();
        assertThat(seen.timesRise()).isTrue();
    }

    @Test
    void bouncesWithinTheDebounceTimeAreOneEdgeStampedWhenTheyCameToRest() throws Exception {
        Edges clean = new Edges(1_000);
        Edges debounced = new Edges(1_000);
        pins.input("clean", new InputPin(5, false), 0, clean);
        pins.input("debounced", new InputPin(6, false), 20_000, debounced);
        pins.start((there, words) -> {});
        Await.until("the levels", SOON, () -> clean.levels() + debounced.levels() == 2);
        for (int press = 1; press <= 5; press++) {
            boolean level = press % 2 == 1;
            long rest = 0;
            for (int bounce = 0; bounce < 7; bounce++) {
                boolean high = (bounce % 2 == 0) == level;
                Edges.until(System.nanoTime() + 2 * MS);
                chip.drive(5, high);
                rest = System.nanoTime();
                chip.drive(6, high);
            }
            int expected = press;
            Await.until("press " + press, SOON, () -> debounced.count() == expected);
            assertThat(debounced.level()).isEqualTo(level);
            assertThat(debounced.at(press - 1) - rest)
                    .as("ns from the last bounce to the stamp, press %d", press)
                    .isBetween(-MS, 20 * MS);
        }
        assertThat(clean.count()).as("edges without debouncing").isGreaterThan(20);
        assertThat(debounced.count()).isEqualTo(5);
    }

    @Test
    void edgesThatOverflowTheKernelsBufferAreToldAsLost() throws Exception {
        int edges = 700;
        CountDownLatch release = new CountDownLatch(1);
        Edges seen = new Edges(edges) {
            @Override
            public void edge(long atNanos, int sequence, boolean active) {
                if (sequence == 1) {
                    waitFor(release);
                }
                super.edge(atNanos, sequence, active);
            }
        };
        pins.input("eye", new InputPin(5, false), 0, seen);
        pins.start((there, words) -> {});
        Await.until("the level", SOON, () -> seen.levels() == 1);
        for (int edge = 1; edge <= edges; edge++) {
            Edges.until(System.nanoTime() + MS);
            chip.drive(5, edge % 2 == 1);
        }
        int happened = GpioSim.edgesOf("hubfloor eye");
        release.countDown();
        Await.until("the last edges seen", SOON, () -> seen.lost() > 0 && seen.count() >= 256);
        assertThat(seen.lost()).as("lost of %d", happened).isGreaterThan(100);
        assertThat(seen.count() + seen.lost()).as("seen or lost").isBetween(happened * 9 / 10, happened);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void allLinesOfARaspberryPiAtOnce() throws Exception {
        List<Edges> seen = new ArrayList<>();
        for (int line = 0; line < 54; line++) {
            seen.add(new Edges(100));
            pins.input("eye " + line, new InputPin(line, line % 2 == 1), 0, seen.get(line));
        }
        pins.start((there, words) -> {});
        for (int round = 1; round <= 20; round++) {
            for (int line = 0; line < 54; line++) {
                chip.drive(line, round % 2 == 1);
            }
            int expected = round;
            Await.until("round " + round, SOON, () -> seen.stream().allMatch(eye -> eye.count() == expected));
        }
        assertThat(seen).allMatch(Edges::gapless);
    }

    @Test
    void aLineThatNobodyDrivesHasTheLevelOfItsResistor() throws Exception {
        Edges up = new Edges(4);
        Edges down = new Edges(4);
        chip.drive(6, true);
        pins.input("up", new InputPin(PinRef.of(5), false, Bias.PULL_UP), 0, up);
        pins.input("down", new InputPin(PinRef.of(6), false, Bias.PULL_DOWN), 0, down);
        pins.start((there, words) -> {});
        Await.until("the levels", SOON, () -> up.levels() + down.levels() == 2);
        assertThat(up.level()).isTrue();
        assertThat(down.level()).isFalse();
    }

    @Test
    void everyPulseOfAnEncoderIsCounted() throws Exception {
        int seconds = Integer.getInteger("hubfloor.encoder-seconds", 60);
        PulseCounter counter = pins.counter("encoder", PinRef.of(4));
        pins.start((there, words) -> {});
        Duration pace = chip.driveEvery(TWO_MS, 4, 500 * seconds);
        Await.until("the last pulse", SOON, () -> counter.count() >= 250L * seconds);
        assertThat(pace).as("pace").isBetween(TWO_MS, AT_MOST);
        assertThat(counter.count()).isEqualTo(250L * seconds);
    }

    @Test
    void aBurstOfPulsesIsCountedThoughItCameWhileNobodyRead() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Edges eye = new Edges(10) {
            @Override
            public void edge(long atNanos, int sequence, boolean active) {
                waitFor(release);
                super.edge(atNanos, sequence, active);
            }
        };
        PulseCounter counter = pins.counter("encoder", PinRef.of(4));
        pins.input("eye", new InputPin(5, false), 0, eye);
        pins.start((there, words) -> {});
        Await.until("the level", SOON, () -> eye.levels() == 1);
        chip.drive(5, true);
        for (int pulse = 0; pulse < 1_500; pulse++) {
            Edges.until(System.nanoTime() + MS);
            chip.drive(4, true);
            Edges.until(System.nanoTime() + MS / 2);
            chip.drive(4, false);
        }
        int happened = GpioSim.edgesOf("hubfloor encoder");
        assertThat(happened).as("more than the kernel keeps").isGreaterThan(1_100);
        release.countDown();
        Await.until("nearly all, more than the kernel keeps", SOON, () -> counter.count() >= happened * 9L / 10);
        assertThat(counter.count()).isLessThanOrEqualTo(happened);
    }

    @Test
    void whatCannotBeHadIsRefusedWithWhatToDo() throws Exception {
        Process other = Tool.start("pins", "hold", chip.device(), "17");
        try (GpioSim second = GpioSim.plugIn("usb", "expander", 8, java.util.Map.of())) {
            assertThatThrownBy(() -> pins.output("gate g1", new OutputPin(17, false, false)))
                    .isInstanceOf(PinRefused.class)
                    .hasMessageContaining("gate g1: line 17 (GPIO17) of pinctrl-rp1")
                    .hasMessageContaining("held by \"another-program\"")
                    .hasMessageContaining("End that program");
            assertThatThrownBy(() -> pins.input("eye", new InputPin(54, false), 0, new Edges(1)))
                    .hasMessageContaining("has the lines 0 to 53");
            assertThatThrownBy(() -> pins.counter("encoder", PinRef.named("GPIO99")))
                    .hasMessageContaining("encoder: no line of pinctrl-rp1")
                    .hasMessageContaining("GPIO99");
            assertThatThrownBy(() -> KernelPins.open("pinctrl-bcm2711", new SystemClock()))
                    .hasMessageContaining("pinctrl-rp1 (/dev/gpiochip")
                    .hasMessageContaining("expander (" + second.device());
            pins.output("gate g2", new OutputPin(PinRef.named("GPIO27"), false, true, OutputPin.Drive.PUSH_PULL));
            assertThat(chip.high(27)).as("GPIO27 by name").isTrue();
        } finally {
            other.destroy();
            other.waitFor();
        }
    }
}
