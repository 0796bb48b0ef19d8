package hubfloor.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hubfloor.floor.DeviceFileOnDisk;
import hubfloor.floor.Program;
import hubfloor.floor.Program.Result;
import hubfloor.floor.ScannerHand;
import hubfloor.floor.StationProcess;
import hubfloor.testing.BrokerUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an engineer reads on Monday before the first start, and on Friday when something is wrong. */
class DoctorTest {
    @TempDir
    Path dir;

    private static Result doctor(Path file, String... more) {
        List<String> arguments = new ArrayList<>(List.of("doctor", file.toString()));
        arguments.addAll(List.of(more));
        return Program.run(Program.hubfloor(List.of(), arguments.toArray(new String[0])), "");
    }

    private Path file(ScannerHand hand, int broker) {
        return new DeviceFileOnDisk(dir).scanner(hand.port()).broker(broker).write();
    }

    /** The scanner's cable ends in this test's own process, which is a second reader to the doctor's eyes. */
    @Test
    void deviceThatHasAllItNeedsPassesButForThePortThatThisTestReadsToo() {
        try (BrokerUnderTest broker = BrokerUnderTest.start();
                ScannerHand hand = ScannerHand.plugIn()) {
            Result result = doctor(file(hand, broker.port()));
            assertThat(result.lines())
                    .anyMatch(line -> line.matches("ok +broker +.*MQTT 5 broker.*\"st-01\".*"))
                    .anyMatch(line -> line.matches("ok +page .*"))
                    .anyMatch(line -> line.matches("(ok|warning) +flush +20 flushes .*"))
                    .filteredOn(line -> line.startsWith("failed"))
                    .singleElement()
                    .asString()
                    .matches("failed +port hand +.* opens, but is also read by java \\(process "
                            + ProcessHandle.current().pid() + "\\)");
            assertThat(result.exit()).isEqualTo(1);
            assertThat(dir.resolve("station.db"))
                    .as("the doctor makes no store")
                    .doesNotExist();
        }
    }

    @Test
    void eachFailureIsOneLineAndOneThingToDo() {
        Path file = new DeviceFileOnDisk(dir)
                .scanner("/dev/serial/by-id/usb-nobody")
                .broker(BrokerUnderTest.freePort())
                .write();
        Result result = doctor(file);
        assertThat(result.exit()).isEqualTo(1);
        List<String> lines = result.lines();
        assertThat(lines)
                .filteredOn(line -> line.startsWith("failed"))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains("port hand").contains("usb-nobody is not there"),
                        line -> assertThat(line).contains("broker").contains("connection refused"));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("failed")) {
                assertThat(lines.get(i + 1)).matches(" +-> .{20,}");
            }
        }
        String json = doctor(file, "--json").out();
        assertThat(json.lines()).hasSize(1);
        assertThat(json).startsWith("{\"file\":").contains("\"failed\":2").contains("\"subject\":\"port hand\"");
    }

    @Test
    void refusedFileEndsWithItsOwnCode() throws IOException {
        Path file = Files.writeString(dir.resolve("bad.yaml"), "format: 1\ndevice: {hub: KUL}\n");
        Result result = doctor(file);
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.lines()).anyMatch(line -> line.matches("failed +file +.*bad.yaml:2:\\d+.*"));
    }

    /** The broker would throw the running device out, and its port would lose bytes to the doctor. */
    @Test
    void runningDeviceIsLeftAloneAndAnotherOneOnItsStoreIsRefused() throws IOException {
        try (BrokerUnderTest broker = BrokerUnderTest.start();
                ScannerHand hand = ScannerHand.plugIn()) {
            Path file = file(hand, broker.port());
            try (StationProcess station = StationProcess.start(file)) {
                Result own = doctor(file);
                assertThat(own.lines())
                        .anyMatch(line -> line.startsWith("warning")
                                && line.contains("runs now as process "
                                        + station.program().pid()))
                        .noneMatch(line -> line.matches("\\w+ +(port|broker|page|pins) .*"));
                assertThat(own.exit()).isZero();
                Result walk = doctor(file, "--pins");
                assertThat(walk.exit())
                        .as("outputs of a running device are not moved")
                        .isEqualTo(4);
                assertThat(walk.err()).contains("Stop it first");
                Path twin = Files.copy(file, dir.resolve("twin.yaml"));
                Result other = doctor(twin);
                assertThat(other.lines())
                        .anyMatch(line -> line.startsWith("failed")
                                && line.contains("is in use by process "
                                        + station.program().pid()));
                assertThat(other.exit()).isEqualTo(1);
                assertThat(station.program().lines()).noneMatch(line -> line.contains("taken-over"));
            }
        }
    }

    @Test
    void userWithoutRightsIsToldWhichGroupAndWhichDirectory() throws IOException {
        assumeTrue(Program.run(List.of("id", "-u"), "").out().strip().equals("0"), "taking rights away needs root");
        try (ScannerHand hand = ScannerHand.plugIn()) {
            Path file = file(hand, BrokerUnderTest.freePort());
            Program.run(List.of("chmod", "755", dir.toString()), "");
            List<String> command =
                    new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
            command.addAll(Program.hubfloor(List.of(), "doctor", file.toString()));
            Result result = Program.run(command, "");
            assumeTrue(!result.out().isEmpty(), "this checkout cannot be read by another user: " + result.err());
            assertThat(result.lines())
                    .anyMatch(line -> line.startsWith("failed") && line.contains("may not be opened"))
                    .anyMatch(line -> line.contains("usermod -aG"))
                    .anyMatch(line -> line.startsWith("failed") && line.contains("may not be written"));
            assertThat(result.exit()).isEqualTo(1);
        }
    }

    @Test
    void slowDiskIsMeasuredAndSaid() throws IOException {
        assumeTrue(Program.run(List.of("which", "strace"), "").exit() == 0, "strace is not installed");
        try (ScannerHand hand = ScannerHand.plugIn()) {
            Path file = file(hand, BrokerUnderTest.freePort());
            List<String> command = new ArrayList<>(List.of(
                    "strace",
                    "-f",
                    "-qq",
                    "-o",
                    "/dev/null",
                    "-e",
                    "trace=fdatasync,fsync",
                    "-e",
                    "inject=fdatasync,fsync:delay_exit=60000"));
            command.addAll(Program.hubfloor(List.of(), "doctor", file.toString()));
            Result result = Program.run(command, "");
            assertThat(result.lines())
                    .as(result.err())
                    .anyMatch(line -> line.matches("warning +flush +20 flushes .*: median [6-9]\\d\\.\\d+ ms.*"));
        }
    }

    @Test
    void portsNamesWhatADeviceFileCanName() {
        Result people = Program.run(Program.hubfloor(List.of(), "ports"), "");
        assertThat(people.exit()).isZero();
        assertThat(people.out()).containsAnyOf("Serial ports", "No serial port").containsAnyOf("GPIO chips", "No GPIO");
        Result program = Program.run(Program.hubfloor(List.of(), "ports", "--json"), "");
        assertThat(program.out()).startsWith("{\"serial\":[").contains("\"gpio\":[");
    }
}
