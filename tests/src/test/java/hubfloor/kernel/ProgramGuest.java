package hubfloor.kernel;

import static hubfloor.kernel.KernelLine.BELT_RUNS;
import static hubfloor.kernel.KernelLine.CIRCUIT;
import static hubfloor.kernel.KernelLine.PERMIT;
import static hubfloor.kernel.KernelLine.RESET;
import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.kernel.GpioTrace.Deed;
import hubfloor.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program drives a line's real pins; what is watched is the output that lets the belt run. */
@Timeout(400)
class ProgramGuest {
    private static final Duration START = Duration.ofSeconds(150);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final long LEASE_MS = 250;
    private static final int FREEZES = 5;
    private static final long FREEZE_MS = 1500;
    /** A sleep of 1 ms in the emulator; longer, and it was the emulator that slept. */
    private static final long USUAL_STILL_MS = 10;

    @TempDir
    private Path folder;

    private KernelLine line;
    private GpioSim chip;
    private Path log;
    private Process program;

    @BeforeEach
    void plugIn() throws Exception {
        line = new KernelLine(folder);
        log = folder.resolve("log");
        chip = GpioSim.plugIn("pi", KernelLine.LABEL, 54, Map.of());
        chip.drive(CIRCUIT, true);
        chip.drive(BELT_RUNS, true);
    }

    @AfterEach
    void pullOut() throws Exception {
        if (program != null) {
            program.destroyForcibly().waitFor();
        }
        chip.close();
    }

    @Test
    void outputsAreSafeWhateverEndsTheLinesThreadOrTheProgram() throws Exception {
        sorting();
        frozen();
        press();
        stopped();
        press();
        chipPulledOut();
        press();
        program.destroyForcibly().waitFor();
        Await.until("the permit is gone", SOON, () -> !high(PERMIT));
        Files.delete(log);
        sorting();
        GpioTrace.start();
        long told = System.nanoTime();
        program.destroy();
        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        List<Deed> given = since(told);
        assertThat(given).as("levels given while it stopped").isNotEmpty();
        Deed first = given.stream().filter(d -> d.value() == 0).findFirst().orElseThrow();
        assertThat(given)
                .as("levels given from its first step of stopping on, %d ms after SIGTERM", ms(first.atNanos() - told))
                .filteredOn(d -> d.atNanos() >= first.atNanos())
                .allMatch(d -> d.value() == 0);
        assertThat(high(PERMIT)).isFalse();
    }

    /**
     * Frozen in its sleep; done again where the line had gone to rest by itself just before, because the emulator had
     * stood still.
     */
    private void frozen() throws Exception {
        for (int attempt = 1; attempt <= FREEZES; attempt++) {
            press();
            GpioTrace.start();
            Process freeze = Tool.process(
                    "pins", "freeze", Long.toString(program.pid()), "sorter-loop", Long.toString(FREEZE_MS));
            long frozenAt = Long.parseLong(Tool.firstLine(freeze));
            boolean ran = high(PERMIT);
            long stoodStill = 0;
            for (long last = frozenAt; high(PERMIT) && last - frozenAt < SOON.toNanos(); last = System.nanoTime()) {
                LockSupport.parkNanos(1_000_000);
                stoodStill = Math.max(stoodStill, System.nanoTime() - last);
            }
            freeze.waitFor();
            Map<Integer, Deed> firstOfEachPin = new TreeMap<>();
            since(frozenAt).forEach(deed -> firstOfEachPin.putIfAbsent(deed.gpio(), deed));
            if (ran && !firstOfEachPin.isEmpty()) {
                long ms = ms(firstOfEachPin.values().stream()
                                .mapToLong(Deed::atNanos)
                                .max()
                                .orElseThrow()
                        - frozenAt);
                long still = ms(stoodStill);
                System.out.printf(
                        "all %d outputs safe %d ms after the line's thread froze; the machine stood still for up to %d ms%n",
                        firstOfEachPin.size(), ms, still);
                assertThat(since(frozenAt))
                        .as("levels given while it was frozen")
                        .filteredOn(d -> ms(d.atNanos() - frozenAt) < FREEZE_MS)
                        .allMatch(d -> d.value() == 0);
                assertThat(ms)
                        .as(firstOfEachPin.toString())
                        .isLessThanOrEqualTo(LEASE_MS + Math.max(0, still - USUAL_STILL_MS));
                return;
            }
        }
        throw new AssertionError("the line had gone to rest by itself before each of " + FREEZES + " freezes");
    }

    /**
     * What no thread of the program can help: a machine that stands still as a whole, as after SIGSTOP or in a pause that
     * stops all of the JVM's threads. The permit stays as it is until the program goes on; the relay outside is for this.
     */
    private void stopped() throws Exception {
        String silent = "the line was silent for too long";
        long before = told(silent);
        GpioTrace.start();
        signal("STOP");
        long stoppedAt = System.nanoTime();
        LockSupport.parkNanos(2 * LEASE_MS * 1_000_000);
        assertThat(since(stoppedAt)).as("levels given while it stood still").isEmpty();
        assertThat(high(PERMIT)).as("the permit is left given").isTrue();
        signal("CONT");
        Await.until("it says that it was silent", SOON, () -> told(silent) > before);
        assertThat(since(stoppedAt))
                .as("the first deed of the program that goes on")
                .isNotEmpty()
                .first()
                .matches(deed -> deed.value() == 0, "makes an output safe");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int result = new ProcessBuilder("kill", "-" + name, Long.toString(program.pid()))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(result).isZero();
    }

    private long told(String words) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(words)).count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Deed> since(long nanos) throws IOException {
        return GpioTrace.levels().stream().filter(d -> d.atNanos() > nanos).toList();
    }

    private static long ms(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    private void chipPulledOut() throws Exception {
        chip.pullOut();
        said("the GPIO chip pinctrl-rp1 is gone");
        chip.plugIn();
        chip.drive(CIRCUIT, true);
        chip.drive(BELT_RUNS, true);
        said("the GPIO chip pinctrl-rp1 is back");
        assertThat(high(PERMIT)).as("nobody has re-armed the line").isFalse();
    }

    @Test
    void aLineThatSomebodyElseHoldsIsRefusedAtTheStart() throws Exception {
        Process other = Tool.start("pins", "hold", chip.device(), Integer.toString(PERMIT));
        try {
            start();
            assertThat(program.waitFor(150, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isEqualTo(7);
            assertThat(Files.readString(log))
                    .contains("belt permit: line 50 of pinctrl-rp1")
                    .contains("is held by \"another-program\"");
        } finally {
            other.destroy();
            other.waitFor();
        }
    }

    private void start() throws IOException {
        program = Packaged.program("run", line.file().toString())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private void sorting() throws Exception {
        start();
        Await.until("the program runs", START, () -> heard("runs on the GPIO chip") || !program.isAlive());
        assertThat(program.isAlive()).as(Files.readString(log)).isTrue();
        press();
    }

    /** A person presses the reset button until the belt may run: the program may not listen yet. */
    private void press() throws Exception {
        for (int press = 0; press < 20 && !high(PERMIT); press++) {
            chip.drive(RESET, true);
            LockSupport.parkNanos(100_000_000);
            chip.drive(RESET, false);
            LockSupport.parkNanos(400_000_000);
        }
        assertThat(high(PERMIT))
                .as("the belt may run; %s", Files.readString(log))
                .isTrue();
    }

    private void said(String words) {
        Await.until(words, SOON, () -> heard(words));
    }

    private boolean heard(String words) {
        try {
            return Files.readString(log).contains(words);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private boolean high(int pin) {
        try {
            return chip.high(pin);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
