package hubfloor.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.gpio.KernelPins;
import hubfloor.config.model.OutputPin;
import hubfloor.kernel.GpioTrace.Deed;
import hubfloor.port.DigitalOutput;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Levels of outputs, as the kernel traced every one of them. */
@Timeout(180)
class OutputsGuest {
    private static final int PULSES = 1_000;
    private static final long HOLD = 10_000_000L;
    private static final long PAUSE = 5_000_000L;
    private static final long WITHIN = 2_000_000L;
    /** Of 1,000: the rest is left to the emulator, which may stop between the clock and the pin. */
    private static final int MOST = 980;

    private static final long SPIN = 200_000L;

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
    void anActiveLowOutputIsNeverLowBeforeItIsAskedTo() throws Exception {
        for (int run = 0; run < 20; run++) {
            GpioTrace.start();
            try (KernelPins fresh = KernelPins.open("pinctrl-rp1", new SystemClock())) {
                fresh.output("gate", new OutputPin(17, true, true));
                fresh.start((there, words) -> {});
                assertThat(chip.high(17)).isTrue();
            }
            assertThat(GpioTrace.levels()).isNotEmpty().allMatch(deed -> deed.value() == 1);
        }
    }

    /**
     * The pin holds as long as it was told to, however long this test's own waiting took: an emulated processor that its
     * host stops wakes up late. How exact the whole was is printed, and held where the waiting itself was exact.
     */
    @Test
    void everyPulseOfAGateReachesThePinAndHoldsAsLongAsAsked() throws Exception {
        DigitalOutput gate = pins.output("gate", new OutputPin(17, false, false));
        pins.start((there, words) -> {});
        long[] told = new long[PULSES];
        GpioTrace.start();
        long due = System.nanoTime() + PAUSE;
        for (int pulse = 0; pulse < PULSES; pulse++) {
            at(due);
            long on = System.nanoTime();
            gate.set(true);
            at(due + HOLD);
            told[pulse] = System.nanoTime() - on;
            gate.set(false);
            due = Math.max(due + HOLD + PAUSE, System.nanoTime());
        }
        List<Deed> levels = GpioTrace.levels();
        assertThat(levels).hasSize(2 * PULSES);
        long[] waiting = new long[PULSES];
        long[] pin = new long[PULSES];
        long[] whole = new long[PULSES];
        for (int pulse = 0; pulse < PULSES; pulse++) {
            Deed on = levels.get(2 * pulse);
            Deed off = levels.get(2 * pulse + 1);
            assertThat(on.value()).isEqualTo(1);
            assertThat(off.value()).isZero();
            waiting[pulse] = Math.abs(told[pulse] - HOLD);
            pin[pulse] = Math.abs(off.atNanos() - on.atNanos() - told[pulse]);
            whole[pulse] = Math.abs(off.atNanos() - on.atNanos() - HOLD);
        }
        System.out.printf(
                "1,000 gate pulses seen; hold off by %s, %d within 2 ms; of it the waiting %s, the pin %s, %d within 2 ms%n",
                figures(whole), within(whole), figures(waiting), figures(pin), within(pin));
        assertThat(within(pin)).as("pins that held as told").isGreaterThanOrEqualTo(MOST);
        if (within(waiting) >= MOST) {
            assertThat(within(whole)).as("pulses as asked").isGreaterThanOrEqualTo(MOST * 99 / 100);
        }
    }

    private static String figures(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return Edges.figures(sorted);
    }

    private static long within(long[] nanos) {
        return Arrays.stream(nanos).filter(each -> each < WITHIN).count();
    }

    /** As the line's thread waits: parked, and the last stretch without sleeping. */
    private static void at(long due) {
        long left = due - System.nanoTime();
        if (left > SPIN) {
            LockSupport.parkNanos(left - SPIN);
        }
        Edges.until(due);
    }
}
