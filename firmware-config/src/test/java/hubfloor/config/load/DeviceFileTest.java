package hubfloor.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import hubfloor.config.load.BadFiles.Bad;
import hubfloor.config.model.BrokerConfig;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.PageConfig;
import hubfloor.config.model.ScannerConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeviceFileTest {
    static Stream<Bad> bad() {
        return BadFiles.all();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void badFileIsRefusedWithPlaceKeyAndWhatIsAllowed(Bad bad) {
        List<String> sentences = Yaml.sentences(Yaml.load(bad.text()));
        assertThat(sentences).anySatisfy(sentence -> assertThat(sentence).contains(bad.sentence()));
        assertThat(sentences.toString()).doesNotContain("hunter2");
    }

    @Test
    void goodFileBecomesRecordsWithTheTablesDefaults() {
        DeviceConfig config = Yaml.accepted(Yaml.GOOD);
        BrokerConfig broker = config.broker();
        assertThat(config.identity().device()).isEqualTo("st-01");
        assertThat(config.store().maxMib()).isEqualTo(512);
        assertThat(config.store().keepReceipted()).isEqualTo(Duration.ofDays(3));
        assertThat(broker.host()).isEqualTo("broker.hub.example");
        assertThat(broker.port()).isEqualTo(8883);
        assertThat(broker.tls().orElseThrow().authority()).isEqualTo(Path.of("/etc/hubfloor/ca.pem"));
        assertThat(broker.receiptsFrom()).containsExactly("central");
        assertThat(config.page()).contains(new PageConfig("127.0.0.1", 0));
        assertThat(config.hash()).hasSize(64).isEqualTo(config.hash().toLowerCase(java.util.Locale.ROOT));
    }

    @Test
    void profileMapOverridesWhatItIsLike() {
        String text = Yaml.with(
                "baud: 9600", "profile: {like: sick-stx-etx, suffix: \"0d\", separator: \"\\x1D\", max-length: 80}");
        ScannerConfig scanner = Yaml.accepted(text).scanners().getFirst();
        assertThat(scanner.baud()).isEqualTo(115_200);
        assertThat(scanner.profile().prefix()).isEqualTo("02");
        assertThat(scanner.profile().suffix()).isEqualTo("0D");
        assertThat(scanner.profile().separator()).isEqualTo(Optional.of("\u001D"));
        assertThat(scanner.profile().maxLength()).isEqualTo(80);
        assertThat(scanner.profile().sopas()).isTrue();
    }

    @Test
    void plainCrlfIsExactlyTheTablesDefaults() {
        Shape.Group profile = ProfileKeys.PROFILE;
        for (Key key : profile.keys()) {
            assertThat(key.required()).as(key.name()).isFalse();
        }
        Values none = new Values(profile, new Node.Mapping(1, 1, List.of(), true), "");
        var plain = DeviceBuilder.named(NamedProfiles.PLAIN_CRLF);
        assertThat(plain.suffix()).isEqualTo(none.text("suffix"));
        assertThat(plain.prefix()).isEqualTo(none.text("prefix"));
        assertThat(plain.noRead()).isEqualTo(none.texts("no-read"));
        assertThat(plain.heartbeat()).isEqualTo(none.texts("heartbeat"));
        assertThat(plain.maxLength()).isEqualTo(none.number("max-length"));
        assertThat(plain.charset()).isEqualTo(none.text("charset"));
        assertThat(plain.interByte().toMillis()).isEqualTo(none.number("inter-byte-ms"));
        assertThat(plain.aim()).isEqualTo(none.flag("aim"));
        assertThat(plain.sopas()).isEqualTo(none.flag("sopas"));
    }

    @Test
    void everyProblemIsReportedAtOnceInFileOrder() {
        String text = Yaml.GOOD
                .replace("format: 1", "format: 9")
                .replace("hub: kul", "hub: KUL")
                .replace("baud: 9600", "bauds: 9600")
                .replace("red-pin: 27", "red-pin: 17")
                .replace("ca: ca.pem", "window: no");
        assertThat(Yaml.load(text))
                .isInstanceOfSatisfying(
                        Loaded.Refused.class,
                        refused -> assertThat(Yaml.sentences(refused))
                                .hasSize(6)
                                .isSortedAccordingTo(java.util.Comparator.comparingInt(
                                        sentence -> Integer.parseInt(sentence.split(":", 3)[1]))));
    }

    @Test
    void textThatBreaksOffStillReportsWhatStoodBefore() {
        List<String> sentences = Yaml.sentences(Yaml.load("format: 9\ndevice: {hub: KUL, zone: [\n"));
        assertThat(sentences).anyMatch(sentence -> sentence.contains("not YAML"));
        assertThat(sentences).anyMatch(sentence -> sentence.startsWith("d.yaml:1:9: format: found 9"));
        assertThat(sentences).anyMatch(sentence -> sentence.startsWith("d.yaml:2:15: device.hub: found 'KUL'"));
        assertThat(sentences).noneMatch(sentence -> sentence.contains("required"));
    }

    @Test
    void aliasBombIsRefusedWithoutExpandingIt() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 40; level++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(level, level, ("*a" + (level - 1) + " , ").repeat(9)));
        }
        assertThat(Yaml.sentences(Yaml.load(bomb.toString()))).hasSize(101).anyMatch(s -> s.contains("an alias (*)"));
    }

    @Test
    void bytesThatAreNotUtf8AreShownWithTheirPlace() {
        byte[] latin1 = "format: 1\ndevice: Li\u00e8ge\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Yaml.sentences(Yaml.load(latin1)))
                .containsExactly("d.yaml:2:11: found byte 0xE8, which is not UTF-8, allowed a file saved as UTF-8");
    }

    @Test
    void byteOrderMarkAndCrLfFromAnotherEditorAreTaken() {
        Yaml.accepted("\uFEFF" + Yaml.GOOD.replace("\n", "\r\n"));
    }

    @Test
    void tenMebibytesAreRefusedUnread() {
        assertThat(Yaml.sentences(Yaml.load(new byte[10 << 20])))
                .containsExactly("d.yaml: found more than 1 MiB, allowed at most 1 MiB");
    }

    @Test
    void fileThatIsNoReadableFileIsRefused(@TempDir Path directory) throws IOException {
        Path absent = directory.resolve("absent.yaml");
        assertThat(Yaml.sentences(DeviceFile.load(absent)))
                .containsExactly(absent + ": found no such file, allowed a YAML file");
        assertThat(Yaml.sentences(DeviceFile.load(directory)))
                .containsExactly(directory + ": found a directory, allowed a YAML file");
        assertThat(Yaml.sentences(DeviceFile.load(Path.of("/dev/zero"))))
                .containsExactly("/dev/zero: found a device, pipe or socket, allowed a YAML file");
        Path big = directory.resolve("big.yaml");
        Files.write(big, new byte[10 << 20]);
        assertThat(Yaml.sentences(DeviceFile.load(big)))
                .containsExactly(big + ": found more than 1 MiB, allowed at most 1 MiB");
    }

    @Test
    void fileThisUserMayNotReadIsRefused(@TempDir Path directory) throws IOException {
        Path secret = Files.writeString(directory.resolve("secret.yaml"), Yaml.GOOD);
        assumeThat(secret.toFile().setReadable(false)).isTrue();
        assumeThat(Files.isReadable(secret)).as("root reads everything").isFalse();
        assertThat(Yaml.sentences(DeviceFile.load(secret)))
                .containsExactly(secret + ": found a file this user may not read, allowed a readable YAML file");
    }

    @Test
    void relativePathsStartAtTheFilesDirectory(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("d.yaml"), Yaml.with("/var/lib/hubfloor/events.db", "state/../events.db"));
        assertThat(DeviceFile.load(file))
                .isInstanceOfSatisfying(
                        Loaded.Accepted.class,
                        accepted -> assertThat(((DeviceConfig) accepted.value())
                                        .store()
                                        .path())
                                .isEqualTo(directory.resolve("events.db")));
    }

    @Test
    void readerSpeaksItsProtocolWithItsOptions() {
        ScannerConfig reader = Yaml.accepted(Yaml.with(
                        "baud: 9600", "protocol: toledo-8217\n    options: {unit: lb, decimals: 1, poll-ms: 50}"))
                .scanners()
                .getFirst();
        assertThat(reader.protocol()).isEqualTo("toledo-8217");
        assertThat(reader.options()).isEqualTo(Map.of("unit", "lb", "decimals", "1", "poll-ms", "50"));
    }

    @Test
    void vendorsProtocolIsTakenOnlyWithADirectoryOfDrivers() {
        DeviceConfig config =
                Yaml.accepted(Yaml.with("baud: 9600", "protocol: acme-9\n    options: {vendor: [beep=off]}")
                        .replace("scanners:", "drivers: jars\nscanners:"));
        assertThat(config.drivers()).isPresent();
        assertThat(config.scanners().getFirst().options()).isEqualTo(Map.of("beep", "off"));
    }
}
