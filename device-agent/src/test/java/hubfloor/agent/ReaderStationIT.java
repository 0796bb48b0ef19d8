package hubfloor.agent;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.json.ScanJson;
import hubfloor.adapter.loopback.MemoryEventStore;
import hubfloor.adapter.pty.Pty;
import hubfloor.adapter.serial.SerialPorts;
import hubfloor.config.model.ReadingConfig;
import hubfloor.config.model.ScannerConfig;
import hubfloor.event.StoredEvent;
import hubfloor.parcel.Identifier;
import hubfloor.port.Clock;
import hubfloor.port.LifeSign;
import hubfloor.reader.Profiles;
import hubfloor.reader.driver.DriverRefused;
import hubfloor.reader.driver.DriverShelf;
import hubfloor.testing.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A station with a scanner, a tag reader, a scale and a badge reader, each on a real terminal device. */
class ReaderStationIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    Path dir;

    private final Clock clock = new SystemClock();
    private final MemoryEventStore store = new MemoryEventStore(() -> "0123456789abcdef", List.of(), 10_000);
    private final Faults faults = new Faults();
    private final List<StoredEvent> events = new CopyOnWriteArrayList<>();
    private final Map<String, Pty> cables = new LinkedHashMap<>();
    private final List<ScannerLoop> loops = new ArrayList<>();

    @BeforeEach
    void open() throws IOException, DriverRefused {
        store.onCommit(events::addAll);
        Identifier identifier = new Identifier(Gs1Files.shipped());
        StaffFeedback feedback = new StaffFeedback(null);
        StationReads reads = new StationReads(
                new ScanFlow(identifier, store, clock, feedback, ScanJson::bytes, subject -> Optional.empty()),
                new OperatorDesk(store, clock, new JsonWireFormat()::flat),
                new TagIdentifier(identifier),
                clock,
                new ReadingConfig(Duration.ofMillis(300), Duration.ofSeconds(3), 0));
        ScannerWatch watch = new ScannerWatch(store, clock, feedback, faults, new JsonWireFormat()::flat);
        DriverShelf shelf = new DriverShelf(List.of());
        for (String[] reader :
                new String[][] {{"hand", "lines"}, {"tags", "r200"}, {"scale", "mt-sics"}, {"badge", "rdm6300"}}) {
            plug(reader[0]);
            ScannerConfig config = new ScannerConfig(
                    reader[0], dir.resolve(reader[0]).toString(), 115200, Profiles.plain(), reader[1], Map.of());
            loops.add(new ScannerLoop(
                    config, shelf.codec(config), new SerialPorts(), reads, watch, clock, LifeSign.UNWATCHED));
        }
        loops.forEach(ScannerLoop::start);
    }

    @AfterEach
    void close() throws InterruptedException {
        for (ScannerLoop loop : loops) {
            loop.stop();
        }
        cables.values().forEach(Pty::close);
        store.close();
    }

    private void plug(String reader) throws IOException {
        Pty cable = Pty.open();
        cables.put(reader, cable);
        Files.createSymbolicLink(dir.resolve(reader), Path.of(cable.path()));
    }

    private Pty cable(String reader) {
        Pty cable = cables.get(reader);
        assertThat(cable).isNotNull();
        return cable;
    }

    private static byte[] tag(String epc) {
        byte[] body = HexFormat.of().parseHex("022200" + "11" + "D8" + "3000" + epc);
        int crc = 0xFFFF;
        for (int i = 5; i < body.length; i++) {
            crc ^= (body[i] & 0xFF) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ 0x1021;
            }
        }
        String inner = HexFormat.of().formatHex(body) + "%04x".formatted(~crc & 0xFFFF);
        int sum = 0;
        for (byte b : HexFormat.of().parseHex(inner)) {
            sum += b;
        }
        return HexFormat.of().parseHex("bb" + inner + "%02x".formatted(sum & 0xFF) + "7e");
    }

    private List<String> data(String type) {
        return events.stream()
                .filter(event -> event.event().type().equals(type))
                .map(event -> new String(event.event().data(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void labelTagAndWeightOfOneParcelBecomeOneScan() throws IOException {
        cable("scale").write("S D      1.200 kg\r\nS S      1.250 kg\r\n".getBytes(StandardCharsets.US_ASCII));
        cable("tags").write(tag("3116450FEC1B3A0C83000000"));
        cable("hand").write("00095201234567891235\r\n".getBytes(StandardCharsets.US_ASCII));
        cable("tags").write(tag("3116450FEC1B3A0C83000000"));
        Await.until(
                "one scan; so far " + events, LIMIT, () -> !data("scan.read.v1").isEmpty());
        assertThat(data("scan.read.v1"))
                .singleElement()
                .satisfies(json -> assertThat(json)
                        .contains("\"outcome\":\"one\"", "\"kind\":\"tag\"", "\"kind\":\"barcode\"", "\"count\":2")
                        .contains("\"weight\":{\"value\":\"1.250\",\"unit\":\"kg\",\"net\":false,\"stable\":true")
                        .contains("\"peak-rssi-dbm\":-40"));
        // it lies there still: the same scan, not a second one; another parcel is one
        cable("hand").write("00095201234567891235\r\n".getBytes(StandardCharsets.US_ASCII));
        Await.until("window passed", LIMIT, () -> !data("scan.read.v1").isEmpty());
        cable("hand").write("RR473124829GB\r\n".getBytes(StandardCharsets.US_ASCII));
        Await.until(
                "conflict or second",
                LIMIT,
                () -> events.stream()
                                .filter(event -> event.event().type().startsWith("scan."))
                                .count()
                        >= 2);
    }

    @Test
    void labelAndTagOfTwoParcelsAreAConflict() throws IOException {
        cable("tags").write(tag("3116450FEC1B3A0C83000000"));
        cable("hand").write("RR473124829GB\r\n".getBytes(StandardCharsets.US_ASCII));
        Await.until("conflict", LIMIT, () -> !data("scan.conflict.v1").isEmpty());
        assertThat(data("scan.read.v1")).isEmpty();
    }

    @Test
    void badgeLogsAnOperatorInOnce() throws IOException {
        byte[] badge = HexFormat.of().parseHex("0236373030334235314336434203");
        for (int i = 0; i < 20; i++) {
            cable("badge").write(badge);
        }
        Await.until("login", LIMIT, () -> !data("operator.login.v1").isEmpty());
        assertThat(data("operator.login.v1")).singleElement().asString().contains("\"badge\":\"0003887558\"");
        assertThat(data("operator.logout.v1")).isEmpty();
    }

    /** The half frame goes with the plug; the reader is found as another device node and nothing escapes its thread. */
    @Test
    void tagReaderPulledInTheMiddleOfAFrameReadsOnWithinThreeSeconds() throws IOException {
        byte[] frame = tag("3116450FEC1B3A0C83000000");
        byte[] half = new byte[12];
        System.arraycopy(frame, 0, half, 0, half.length);
        cable("tags").write(half);
        Files.delete(dir.resolve("tags"));
        cable("tags").close();
        Await.until("fault shown", LIMIT, () -> faults.active().contains("scanner-absent:tags"));
        plug("tags");
        long pluggedAt = clock.nanos();
        byte[] rest = new byte[frame.length - half.length];
        System.arraycopy(frame, half.length, rest, 0, rest.length);
        cable("tags").write(rest);
        cable("tags").write(frame);
        Await.until("read again", LIMIT, () -> !data("scan.read.v1").isEmpty());
        assertThat((clock.nanos() - pluggedAt) / 1_000_000)
                .as("ms to the first scan")
                .isLessThan(3000);
        assertThat(data("scan.read.v1")).singleElement().asString().contains("\"count\":1");
        assertThat(faults.active()).isEmpty();
    }

    /** Staff must not be told "scan again" because a tag reader's line crackles. */
    @Test
    void readerIsAskedAndItsAntennaFaultIsToldOnce() throws IOException {
        byte[] into = new byte[64];
        int n = cable("tags").read(into);
        assertThat(HexFormat.of().withUpperCase().formatHex(into, 0, n)).startsWith("BB00220000227E");
        for (int i = 0; i < 3; i++) {
            cable("tags").write(HexFormat.of().parseHex("BB01FF00012B2C7E"));
        }
        Await.until("trouble", LIMIT, () -> faults.active().contains("scanner-trouble:tags:other"));
        cable("tags").write(tag("3116450FEC1B3A0C83000000"));
        Await.until("over", LIMIT, () -> faults.active().isEmpty());
        assertThat(data("alarm.scanner-trouble.v1")).hasSize(1);
    }
}
