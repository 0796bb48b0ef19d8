package hubfloor.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.config.model.BrokerConfig;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.DeviceIdentity;
import hubfloor.config.model.StoreConfig;
import hubfloor.doctor.Finding.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped unit in a machine's root directory, whole and broken. */
class UnitCheckTest {
    private static final Path SHIPPED = Path.of("../firmware-config/src/main/packaging/hubfloor@.service");

    @TempDir
    Path root;

    private Path unit;
    private String text;

    @BeforeEach
    void install() throws IOException {
        Files.createDirectories(root.resolve("run/systemd/system"));
        Path system = Files.createDirectories(root.resolve("etc/systemd/system"));
        unit = system.resolve("hubfloor@.service");
        text = Files.readString(SHIPPED);
        Files.writeString(unit, text);
        Path program = Files.createDirectories(root.resolve("opt/hubfloor")).resolve("hubfloor");
        assertThat(Files.createFile(program).toFile().setExecutable(true)).isTrue();
        Files.writeString(root.resolve("etc/passwd"), "root:x:0:0::/root:/bin/sh\nhubfloor:x:990:990::/:/bin/false\n");
        Files.writeString(root.resolve("etc/group"), "dialout:x:20:hubfloor\ngpio:x:993:\n");
        Path wants = Files.createDirectories(system.resolve("multi-user.target.wants"));
        Files.createSymbolicLink(wants.resolve("hubfloor@st-01.service"), unit);
    }

    private List<Finding> look() {
        return look("/etc/hubfloor/st-01.yaml", "hubfloor");
    }

    private List<Finding> look(String file, String user) {
        DeviceConfig config = new DeviceConfig(
                new DeviceIdentity("kul", "inbound", "st-01"),
                "",
                new StoreConfig(Path.of("/tmp/e.db"), 64, 1, Duration.ZERO, Duration.ZERO),
                new BrokerConfig(
                        "broker",
                        1883,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        Duration.ofSeconds(20),
                        1,
                        List.of()),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new UnitCheck(config, Path.of(file), root, user).run();
    }

    private void change(String from, String to) throws IOException {
        assertThat(text).contains(from);
        text = text.replace(from, to);
        Files.writeString(unit, text);
    }

    @Test
    void shippedUnitPasses() {
        assertThat(look())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.verdict()).as(finding.found()).isEqualTo(Verdict.OK));
    }

    @Test
    void unitThatWatchesTooCloselyOrNotAtAllIsFound() throws IOException {
        change("WatchdogSec=10", "WatchdogSec=1");
        assertThat(look()).singleElement().satisfies(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(finding.found()).contains("idle loops");
        });
        change("WatchdogSec=1", "#");
        assertThat(look()).extracting(Finding::todo).containsExactly("Set WatchdogSec=10.");
    }

    @Test
    void dropInCounts() throws IOException {
        Path dropIns = Files.createDirectories(root.resolve("etc/systemd/system/hubfloor@.service.d"));
        Files.writeString(dropIns.resolve("quick.conf"), "[Service]\nWatchdogSec=2s\n");
        assertThat(look()).extracting(Finding::verdict).containsExactly(Verdict.FAILED);
    }

    @Test
    void programUserAndGroupThatAreMissingFail() throws IOException {
        Files.delete(root.resolve("opt/hubfloor/hubfloor"));
        change("User=hubfloor", "User=scanner");
        assertThat(look()).extracting(Finding::verdict).containsExactly(Verdict.FAILED, Verdict.FAILED);
        change("User=scanner", "User=hubfloor");
        change("SupplementaryGroups=dialout gpio", "SupplementaryGroups=");
        Files.writeString(root.resolve("etc/group"), "dialout:x:20:\n");
        assertThat(look()).extracting(Finding::found).anyMatch(found -> found.contains("not in group dialout"));
    }

    @Test
    void fileElsewhereAndUnitThatIsNotEnabledAreWarnings() throws IOException {
        assertThat(look("/home/pi/st-01.yaml", "hubfloor"))
                .extracting(Finding::found)
                .containsExactly(
                        "it runs another file than /home/pi/st-01.yaml: /opt/hubfloor/hubfloor run /etc/hubfloor/st-01.yaml");
        assertThat(look("/etc/hubfloor/st-02.yaml", "hubfloor"))
                .extracting(Finding::todo)
                .containsExactly("sudo systemctl enable --now hubfloor@st-02");
        Files.delete(unit);
        assertThat(look()).extracting(Finding::verdict).containsExactly(Verdict.WARNING);
    }

    /** Root may open everything: a test that passes as root proves nothing for the service's user. */
    @Test
    void rightsTestedAsRootAreAWarning() {
        assertThat(look("/etc/hubfloor/st-01.yaml", "root"))
                .extracting(Finding::todo)
                .anyMatch(todo -> todo.contains("sudo -u hubfloor"));
    }
}
