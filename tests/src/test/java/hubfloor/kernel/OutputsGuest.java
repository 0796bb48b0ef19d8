package hubfloor.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.gpio.KernelPins;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.OutputPin;
import hubfloor.kernel.GpioTrace.Deed;
import hubfloor.kernel.SleepTrace.Way;
import hubfloor.sorter.line.PinBoard;
import hubfloor.sorter.line.ResetButton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Levels of outputs, as the kernel traced every one of them. */
@Timeout(180)
class OutputsGuest {
    private static final int PULSES = 1_000;
    private static final long HOLD = 4_000_000L;
    private static final long PAUSE = 1_000_000L;
    private static final long WITHIN = 2_000_000L;
    /** Of 1,000: between the thread's first instruction and the kernel's door the host can stop it as well. */
    private static final int MOST = 985;

    private static final int OTHER_LINE = 53;

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
     * The program's own board times the pulses, and a program in C on another line of the same chip, at the same time,
     * does nothing else. What the emulator's host takes away it takes from both: the program is held to what the C
     * program reached, and by itself to its own share, from its thread's first instruction after the sleep to the
     * kernel's door.
     */
    @Test
    void everyPulseOfAGateReachesThePinAndHoldsAsExactlyAsAProgramInCMakesIt(@TempDir Path folder) throws Exception {
        LineConfig line = new KernelLine(folder).config().line().orElseThrow();
        int pin = line.gates().getFirst().output().pin().number();
        try (PinBoard board = new PinBoard(line, pins, new ResetButton(), (there, words) -> {}, new SystemClock())) {
            board.start(input -> {});
            Process c = Tool.start(
                    "pins",
                    "pulse",
                    chip.device(),
                    Integer.toString(OTHER_LINE),
                    Integer.toString(PULSES),
                    Long.toString(HOLD / 1_000),
                    Long.toString(PAUSE / 1_000));
            long timer = SleepTrace.threadNamed("gate-timer");
            SleepTrace.start(timer, c.pid());
            c.outputWriter(StandardCharsets.US_ASCII).append('\n').flush();
            int perhaps = 0;
            for (int sure = 0; sure < PULSES; ) {
                LockSupport.parkNanos(PAUSE);
                long until = System.nanoTime() + HOLD;
                board.activate(0, until);
                if (System.nanoTime() - until < 0) {
                    sure++;
                } else {
                    perhaps++; // the host stopped us here; an activation that came too late moves nothing
                }
                do {
                    LockSupport.parkNanos(HOLD + PAUSE); // and does not wake when the gate's own thread does
                } while (chip.high(pin));
            }
            assertThat(c.waitFor(60, TimeUnit.SECONDS)).isTrue();
            long[] ours = holds(pin - OTHER_LINE + otherGpio());
            long[] theirs = holds(otherGpio());
            List<Way> way = SleepTrace.ways(timer);
            List<Way> cWay = SleepTrace.ways(c.pid()).stream()
                    .filter(each -> each.value() == 0)
                    .toList();
            tell("Java", ours, way);
            tell("C   ", theirs, cWay);
            assertThat(ours.length).as("pulses seen").isBetween(PULSES, PULSES + perhaps);
            assertThat(theirs).as("pulses of the C program").hasSize(PULSES);
            assertThat(within(own(way)))
                    .as("pulses for which the program itself took less than 2 ms; the C program %d", within(own(cWay)))
                    .isGreaterThanOrEqualTo(MOST);
            assertThat(within(ours))
                    .as("pulses held within 2 ms, where the C program had %d", within(theirs))
                    .isGreaterThanOrEqualTo(within(theirs) * 9 / 10);
        }
    }

    /** The kernel's number of the C program's line, the highest of the two that are driven. */
    private static int otherGpio() throws IOException {
        return GpioTrace.levels().stream().mapToInt(Deed::gpio).max().orElseThrow();
    }

    /** By how much each pulse of a line was held longer or shorter than asked. */
    private static long[] holds(int gpio) throws IOException {
        List<Deed> levels =
                GpioTrace.levels().stream().filter(deed -> deed.gpio() == gpio).toList();
        long[] off = new long[levels.size() / 2];
        for (int pulse = 0; pulse < off.length; pulse++) {
            Deed on = levels.get(2 * pulse);
            Deed rest = levels.get(2 * pulse + 1);
            assertThat(on.value()).isEqualTo(1);
            assertThat(rest.value()).isZero();
            off[pulse] = Math.abs(rest.atNanos() - on.atNanos() - HOLD);
        }
        return off;
    }

    private static void tell(String who, long[] holds, List<Way> ways) {
        System.out.printf(
                "%s %d pulses, hold off by %s, %d within 2 ms; timer late %s; processor waited for %s; program %s;"
                        + " driver %s%n",
                who,
                holds.length,
                figures(holds),
                within(holds),
                figures(ways.stream().mapToLong(Way::machine).toArray()),
                figures(ways.stream().mapToLong(Way::scheduler).toArray()),
                figures(own(ways)),
                figures(ways.stream().mapToLong(Way::driver).toArray()));
    }

    private static long[] own(List<Way> ways) {
        return ways.stream().mapToLong(Way::program).toArray();
    }

    private static String figures(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return Edges.figures(sorted);
    }

    private static long within(long[] nanos) {
        return Arrays.stream(nanos).filter(each -> each < WITHIN).count();
    }
}
