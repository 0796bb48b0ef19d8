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

    /** Where the emulator's host is busy it stops whole processors: a series that it disturbed is done again. */
    @Test
    void everyPulseOfAGateReachesThePinAndHoldsAsLongAsAsked() throws Exception {
        DigitalOutput gate = pins.output("gate", new OutputPin(17, false, false));
        pins.start((there, words) -> {});
        long[] off = series(gate);
        for (int again = 0; again < 2 && off[PULSES * 98 / 100] > WITHIN; again++) {
            off = series(gate);
        }
        assertThat(off[PULSES * 98 / 100]).as("ns off, of 98 in 100").isLessThan(WITHIN);
    }

    /** 1,000 pulses; how far each hold was off, sorted. */
    private static long[] series(DigitalOutput gate) throws Exception {
        GpioTrace.start();
        long due = System.nanoTime() + PAUSE;
        for (int pulse = 0; pulse < PULSES; pulse++) {
            at(due);
            gate.set(true);
            at(due + HOLD);
            gate.set(false);
            due = Math.max(due + HOLD + PAUSE, System.nanoTime());
        }
        List<Deed> levels = GpioTrace.levels();
        assertThat(levels).hasSize(2 * PULSES);
        long[] off = new long[PULSES];
        for (int pulse = 0; pulse < PULSES; pulse++) {
            assertThat(levels.get(2 * pulse).value()).isEqualTo(1);
            assertThat(levels.get(2 * pulse + 1).value()).isZero();
            long held =
                    levels.get(2 * pulse + 1).atNanos() - levels.get(2 * pulse).atNanos();
            off[pulse] = Math.abs(held - HOLD);
        }
        Arrays.sort(off);
        long within = Arrays.stream(off).filter(nanos -> nanos < WITHIN).count();
        System.out.printf("1,000 gate pulses seen; hold off by %s; %d within 2 ms%n", Edges.figures(off), within);
        return off;
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
