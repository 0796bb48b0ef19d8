package hubfloor.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.linux.OpenFiles;
import hubfloor.adapter.pty.Pty;
import hubfloor.adapter.serial.SerialPorts;
import hubfloor.config.model.ScannerConfig;
import hubfloor.doctor.Finding.Verdict;
import hubfloor.reader.Profiles;
import hubfloor.testing.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scanner's port on a real pseudo-terminal. */
class PortCheckIT {
    @TempDir
    Path dir;

    private static Finding look(String port, List<Path> stable) {
        ScannerConfig scanner = new ScannerConfig("hand", port, 115200, Profiles.plain());
        return new PortCheck(scanner, new SerialPorts(), OpenFiles::holders, path -> stable)
                .run()
                .getFirst();
    }

    @Test
    void portThatOpensIsOk() throws Exception {
        try (Pty cable = Pty.open()) {
            assertThat(look(cable.path(), List.of()))
                    .isEqualTo(Finding.ok("port hand", cable.path() + " opened at 115200 baud"));
        }
    }

    @Test
    void portThatIsNotThereFails() {
        Finding finding = look("/dev/serial/by-id/usb-nobody", List.of());
        assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(finding.found()).contains("usb-nobody is not there");
        assertThat(finding.todo()).contains("hubfloor ports");
    }

    @Test
    void fileThatIsNoPortFails() throws Exception {
        Path file = Files.writeString(dir.resolve("notes.txt"), "no port");
        assertThat(look(file.toString(), List.of()).verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void portThatAnotherProgramReadsIsNamedWithIt() throws Exception {
        try (Pty cable = Pty.open()) {
            Process thief = new ProcessBuilder("bash", "-c", "exec sleep 60 <>" + cable.path()).start();
            try {
                Await.until(
                        "the other program has it open",
                        Duration.ofSeconds(10),
                        () -> !OpenFiles.holders(Path.of(cable.path())).isEmpty());
                Finding finding = look(cable.path(), List.of());
                assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
                assertThat(finding.found()).contains("sleep (process " + thief.pid() + ")");
            } finally {
                thief.destroy();
                thief.waitFor();
            }
        }
    }

    /** The kernel numbers USB ports in the order of plugging in. */
    @Test
    void numberedNameIsAWarningWithTheNameToUse() throws Exception {
        try (Pty cable = Pty.open()) {
            Path numbered = dir.resolve("ttyUSB0");
            Files.createSymbolicLink(numbered, Path.of(cable.path()));
            Path better = Path.of("/dev/serial/by-id/usb-Datalogic-if00");
            Finding finding = look(numbered.toString(), List.of(better));
            assertThat(finding.verdict()).isEqualTo(Verdict.WARNING);
            assertThat(finding.todo()).isEqualTo("Set scanners.port to " + better + ".");
        }
    }
}
