package hubfloor.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hubfloor.config.model.OutputPin.Drive;
import hubfloor.config.model.PageConfig;
import hubfloor.config.model.PinRef;
import hubfloor.config.model.StoreConfig;
import hubfloor.doctor.Finding.Verdict;
import hubfloor.doctor.PinCheck.PinUnavailable;
import hubfloor.event.ClockQuality;
import hubfloor.event.Stamp;
import hubfloor.port.Clock;
import hubfloor.testing.SystemTicks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clock, disk, page and pins, each good and each broken. */
class MachineChecksIT {
    @TempDir
    Path dir;

    private static List<Finding> disk(Path store, int maxMib, int reserveMib) {
        return new DiskCheck(
                        new StoreConfig(store, maxMib, reserveMib, Duration.ZERO, Duration.ZERO), new SystemTicks())
                .run();
    }

    @Test
    void diskIsTriedWithRealFlushesAndLeftAsItWas() throws IOException {
        List<Finding> found = disk(dir.resolve("not/yet/made/events.db"), 64, 1);
        assertThat(found.getLast().subject()).isEqualTo("flush");
        assertThat(found.getLast().found()).contains("20 flushes of 4 KiB: median");
        try (Stream<Path> left = Files.list(dir)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void diskSmallerThanTheStoresShareIsAWarningAndBelowTheReserveAFailure() throws IOException {
        assumeTrue(!Files.getFileStore(dir).type().equals("tmpfs"), "the temporary directory is in memory");
        int free = (int) (Files.getFileStore(dir).getUsableSpace() >> 20);
        assertThat(disk(dir.resolve("e.db"), free * 2, 1).getFirst().verdict()).isEqualTo(Verdict.WARNING);
        Finding none = disk(dir.resolve("e.db"), 64, free * 2).getFirst();
        assertThat(none.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(none.todo()).contains("Make room");
    }

    @Test
    void fullDiskInMemoryFailsTwice() throws Exception {
        Path disk = Files.createDirectory(dir.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()) == 0, "mounting needs root");
        try {
            assertThat(run("sh", "-c", "head -c 100000 /dev/zero > " + disk.resolve("full")))
                    .isNotZero();
            List<Finding> found = disk(disk.resolve("e.db"), 1, 0);
            assertThat(found).extracting(Finding::verdict).containsOnly(Verdict.FAILED);
            assertThat(found.getFirst().found()).contains("in memory");
            assertThat(found.getLast().found()).contains("No space left");
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private Finding clock(String wall, ClockQuality quality) {
        return new ClockCheck(
                        new Clock() {
                            @Override
                            public long nanos() {
                                return 0;
                            }

                            @Override
                            public Stamp stamp() {
                                return new Stamp(Instant.parse(wall), 0, "boot", quality);
                            }
                        },
                        dir)
                .run()
                .getFirst();
    }

    @Test
    void clockOf1970FailsAndAnUnsyncedOneIsAWarningThatNamesItsService() throws IOException {
        assertThat(clock("1970-01-01T00:03:00Z", ClockQuality.UNSYNCED).verdict())
                .isEqualTo(Verdict.FAILED);
        assertThat(clock("2026-11-26T04:00:00Z", ClockQuality.UNSYNCED).todo()).contains("apt install chrony");
        Files.createDirectories(dir.resolve("run/systemd/timesync"));
        Finding finding = clock("2026-11-26T04:00:00Z", ClockQuality.UNSYNCED);
        assertThat(finding.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(finding.todo()).contains("timedatectl");
        assertThat(clock("2026-11-26T04:00:00Z", ClockQuality.SYNCED).verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void pageWhosePortIsTakenOrWhoseAddressIsNotOursFails() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Finding finding = page("127.0.0.1", taken.getLocalPort());
            assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(finding.todo()).contains("ss -ltnp").contains("page.listen");
        }
        assertThat(page("192.0.2.1", 8080).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(page("127.0.0.1", 0).verdict()).isEqualTo(Verdict.OK);
    }

    private static Finding page(String host, int port) {
        return new PageCheck(new PageConfig(host, port)).run().getFirst();
    }

    @Test
    void heldPinIsNamedWithItsHolderAndAMissingChipIsOneFailure() {
        List<Pin> pins = List.of(
                new Pin("green lamp", "pinctrl-rp1", PinRef.of(17), true, false, Drive.PUSH_PULL, 1_000),
                new Pin("red lamp", "pinctrl-rp1", PinRef.of(27), true, false, Drive.PUSH_PULL, 1_000));
        List<Finding> held = new PinCheck(
                        pins, (chip, line) -> line.number() == 17 ? Optional.of("\"spi0 CS0\"") : Optional.empty())
                .run();
        assertThat(held).extracting(Finding::verdict).containsExactly(Verdict.FAILED, Verdict.OK);
        assertThat(held.getFirst().subject()).isEqualTo("pin green lamp");
        assertThat(held.getFirst().found()).contains("spi0 CS0");
        List<Finding> absent = new PinCheck(pins, (chip, line) -> {
                    throw new PinUnavailable("no GPIO chip is labelled \"pinctrl-rp1\". Plug it in.");
                })
                .run();
        assertThat(absent)
                .containsExactly(Finding.failed("pins", "no GPIO chip is labelled \"pinctrl-rp1\"", "Plug it in."));
    }

    @Test
    void aKernelThatKeepsTheLevelsOfAKilledProgramIsAWarningThatSaysHowToChangeIt() throws IOException {
        List<Pin> pins = List.of(
                new Pin("gate g1", "pinctrl-rp1", PinRef.of(17), true, false, Drive.PUSH_PULL, 70),
                new Pin("eye", "expander", PinRef.of(1), false, false, Drive.PUSH_PULL, 0),
                new Pin("gate g2", "pca9555", PinRef.of(2), true, false, Drive.PUSH_PULL, 70));
        Path parameters = Files.createDirectories(dir.resolve("sys/module/pinctrl_rp1/parameters"));
        assertThat(new KeptLevelCheck(pins, dir).run())
                .as("an old kernel, and a chip that nobody knows")
                .extracting(Finding::verdict)
                .containsExactly(Verdict.WARNING, Verdict.WARNING);
        Files.writeString(parameters.resolve("persist_gpio_outputs"), "Y\n");
        Finding kept = new KeptLevelCheck(pins, dir).run().getFirst();
        assertThat(kept.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(kept.found()).contains("keeps the last level of pinctrl-rp1's outputs");
        assertThat(kept.todo()).contains("dtparam=strict_gpiod");
        Files.writeString(parameters.resolve("persist_gpio_outputs"), "N\n");
        assertThat(new KeptLevelCheck(pins, dir).run().getFirst().verdict()).isEqualTo(Verdict.OK);
    }
}
