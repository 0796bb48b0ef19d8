package hubfloor.agent;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.loopback.MemoryEventStore;
import hubfloor.adapter.pty.Pty;
import hubfloor.adapter.serial.SerialPorts;
import hubfloor.config.model.ScannerConfig;
import hubfloor.event.StoredEvent;
import hubfloor.port.Clock;
import hubfloor.port.LifeSign;
import hubfloor.reader.Profiles;
import hubfloor.reader.ReaderMessage;
import hubfloor.reader.ReaderMessage.Badge;
import hubfloor.reader.ReaderMessage.Codes;
import hubfloor.reader.ReaderMessage.Dimensions;
import hubfloor.reader.ReaderMessage.TagRead;
import hubfloor.reader.ReaderMessage.Weight;
import hubfloor.reader.driver.Drivers;
import hubfloor.testing.Await;
import hubfloor.testing.CsvRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One reader of every serial protocol, each on a real terminal device, all pulled in the middle of a frame. */
class ReadersUnpluggedIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration BACK = Duration.ofSeconds(3);

    @TempDir
    Path dir;

    private final Clock clock = new SystemClock();
    private final MemoryEventStore store = new MemoryEventStore(() -> "0123456789abcdef", List.of(), 10_000);
    private final List<StoredEvent> events = new CopyOnWriteArrayList<>();
    private final Faults faults = new Faults();
    private final Map<String, Pty> cables = new TreeMap<>();
    private final Map<String, ScannerLoop> loops = new TreeMap<>();
    private final Map<String, List<ReaderMessage>> read = new ConcurrentHashMap<>();

    private static Stream<Drivers> serial() {
        return Stream.of(Drivers.values()).filter(driver -> driver != Drivers.LLRP);
    }

    @BeforeEach
    void plugAllIn() throws IOException {
        store.onCommit(events::addAll);
        ScannerWatch watch =
                new ScannerWatch(store, clock, new StaffFeedback(null), faults, new JsonWireFormat()::flat);
        for (Drivers driver : serial().toList()) {
            String name = driver.protocol();
            plug(name);
            read.put(name, new CopyOnWriteArrayList<>());
            loops.put(
                    name,
                    new ScannerLoop(
                            new ScannerConfig(
                                    name, dir.resolve(name).toString(), 115200, Profiles.plain(), name, Map.of()),
                            driver.codec(Map.of()),
                            new SerialPorts(),
                            (reader, reading) -> of(reader).add(reading),
                            watch,
                            clock,
                            LifeSign.UNWATCHED));
        }
        loops.values().forEach(ScannerLoop::start);
        Await.until("all connected", LIMIT, () -> told("device.scanner-connected.v1") == loops.size());
    }

    @AfterEach
    void close() throws InterruptedException {
        for (ScannerLoop loop : loops.values()) {
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

    private List<ReaderMessage> of(String reader) {
        return read.getOrDefault(reader, List.of());
    }

    private long told(String type) {
        return events.stream()
                .filter(event -> event.event().type().equals(type))
                .count();
    }

    @Test
    void halfFramesGoWithTheirPlugsAndEveryReaderReadsOnAsAnotherDeviceWithinThreeSeconds() throws IOException {
        for (String reader : loops.keySet()) {
            byte[] frame = frame(reader);
            cable(reader).write(Arrays.copyOf(frame, frame.length / 2));
            Files.delete(dir.resolve(reader));
            cable(reader).close();
        }
        for (String reader : loops.keySet()) {
            Await.until(reader + " is missed", LIMIT, () -> faults.active().contains("scanner-absent:" + reader));
        }
        long garbled = told("alarm.scanner-garbled.v1");
        for (String reader : loops.keySet()) {
            plug(reader);
            cable(reader).write(frame(reader));
        }
        for (String reader : loops.keySet()) {
            Await.until(reader + " reads again", BACK, () -> !of(reader).isEmpty());
        }
        assertThat(loops.keySet())
                .allSatisfy(reader -> assertThat(of(reader)).as(reader).isEqualTo(meaning(reader, frame(reader))));
        assertThat(told("alarm.scanner-garbled.v1"))
                .as("half frames joined to new ones")
                .isEqualTo(garbled);
        assertThat(faults.active()).noneMatch(fault -> fault.startsWith("scanner-absent:"));
    }

    /** A frame that a reader of this protocol really sent, and that says something of a parcel or a person. */
    private static byte[] frame(String protocol) {
        return Stream.of(new String[] {"reader_frames", "hex"}, new String[] {"scales_dims", "input_hex"})
                .flatMap(file -> CsvRows.of("/vectors/" + file[0] + ".csv").stream()
                        .filter(row ->
                                CsvRows.cell(row, "protocol").replace('_', '-').equals(protocol))
                        .filter(row -> CsvRows.cell(row, "valid").equals("true"))
                        .filter(row -> !row.getOrDefault("direction", "rx").equals("tx"))
                        .map(row -> HexFormat.of().parseHex(CsvRows.cell(row, file[1]))))
                .filter(frame -> !meaning(protocol, frame).isEmpty())
                .findFirst()
                .orElseGet(() -> (protocol.equals("sma") ? "\n 1GM      1.250kg \r" : "\00201250\r")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static List<ReaderMessage> meaning(String protocol, byte[] frame) {
        List<ReaderMessage> meaning = new ArrayList<>();
        Drivers.named(protocol).orElseThrow().codec(Map.of()).feed(frame, frame.length, message -> {
            if (message instanceof Codes
                    || message instanceof TagRead
                    || message instanceof Badge
                    || message instanceof Weight
                    || message instanceof Dimensions) {
                meaning.add(message);
            }
        });
        return meaning;
    }
}
