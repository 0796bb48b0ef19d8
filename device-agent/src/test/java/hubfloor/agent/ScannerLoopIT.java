package hubfloor.agent;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.json.ScanJson;
import hubfloor.adapter.loopback.MemoryEventStore;
import hubfloor.adapter.pty.Pty;
import hubfloor.adapter.serial.SerialPorts;
import hubfloor.config.model.ScannerConfig;
import hubfloor.event.StoredEvent;
import hubfloor.parcel.Identifier;
import hubfloor.port.Clock;
import hubfloor.port.LifeSign;
import hubfloor.reader.Profiles;
import hubfloor.reader.ReaderCodec;
import hubfloor.reader.ReaderMessage;
import hubfloor.reader.ScannerFramer;
import hubfloor.reader.driver.DriverShelf;
import hubfloor.testing.Await;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scanner's thread on a real terminal device that is pulled out, put back, and fed with rubbish. */
class ScannerLoopIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    Path dir;

    private final Clock clock = new SystemClock();
    private final MemoryEventStore store = new MemoryEventStore(() -> "0123456789abcdef", List.of(), 10_000);
    private final StaffFeedback feedback = new StaffFeedback(null);
    private final Faults faults = new Faults();
    private final Identifier identifier = new Identifier(Gs1Files.shipped());
    private final List<String> subjects = new CopyOnWriteArrayList<>();
    private Path port;
    private Pty cable;
    private ScannerLoop loop;

    @BeforeEach
    void plugIn() throws IOException {
        store.onCommit(batch -> {
            for (StoredEvent event : batch) {
                if (event.event().type().equals("scan.read.v1")) {
                    subjects.add(event.event().subject());
                }
            }
        });
        port = dir.resolve("usb-scanner");
        plug();
        loop = new ScannerLoop(
                new ScannerConfig("hand", port.toString(), 115200, Profiles.plain()),
                new ScannerFramer(Profiles.plain()),
                new SerialPorts(),
                new StationReads(
                        new ScanFlow(identifier, store, clock, feedback, ScanJson::bytes, subject -> Optional.empty()),
                        new OperatorDesk(store, clock, new JsonWireFormat()::flat),
                        new TagIdentifier(identifier),
                        clock,
                        null),
                new ScannerWatch(store, clock, feedback, faults, new JsonWireFormat()::flat),
                clock,
                LifeSign.UNWATCHED);
        loop.start();
    }

    @AfterEach
    void unplug() throws InterruptedException {
        loop.stop();
        cable.close();
        store.close();
    }

    private void plug() throws IOException {
        cable = Pty.open();
        Files.deleteIfExists(port);
        Files.createSymbolicLink(port, Path.of(cable.path()));
    }

    private void pull() throws IOException {
        Files.deleteIfExists(port);
        cable.close();
    }

    private void scan(String text) throws IOException {
        cable.write((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private void expect(String subject) {
        Await.until(subject + " stored; so far " + subjects, LIMIT, () -> subjects.contains(subject));
    }

    @Test
    void scanBecomesAStoredEventAndGreen() throws IOException {
        scan("RR473124829GB");
        expect("s10/RR473124829GB");
        Await.until("green", LIMIT, () -> feedback.last().light() == StaffFeedback.Light.GREEN);
    }

    @Test
    void replugAsAnotherDeviceIsFoundWithinThreeSecondsAndTheHalfLineIsGone() throws IOException {
        scan("RR473124829GB");
        expect("s10/RR473124829GB");
        cable.write("LX2412".getBytes(StandardCharsets.US_ASCII));
        pull();
        Await.until("fault shown", LIMIT, () -> faults.active().contains("scanner-absent:hand"));
        plug();
        long pluggedAt = clock.nanos();
        scan("78845RW");
        scan("CP125622410SG");
        expect("s10/CP125622410SG");
        assertThat((clock.nanos() - pluggedAt) / 1_000_000)
                .as("ms to the first scan")
                .isLessThan(3000);
        assertThat(subjects).doesNotContain("s10/LX241278845RW");
        assertThat(faults.active()).isEmpty();
    }

    @Test
    void manyUnplugCyclesLeakNoDescriptorAndNoThread() throws IOException {
        int cycles = Integer.getInteger("hubfloor.unplug-cycles", 40);
        scan("RR473124829GB");
        expect("s10/RR473124829GB");
        long files = openFiles();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        for (int i = 0; i < cycles; i++) {
            pull();
            Await.until("noticed", LIMIT, () -> faults.active().contains("scanner-absent:hand"));
            plug();
            Await.until("found again", LIMIT, () -> faults.active().isEmpty());
        }
        scan("CP125622410SG");
        expect("s10/CP125622410SG");
        assertThat(openFiles()).as("open files").isLessThanOrEqualTo(files + 2);
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount())
                .as("threads")
                .isLessThanOrEqualTo(threads + 2);
    }

    @Test
    void afterTenMegabytesOfNoiseAndALineWithoutEndTheNextScanIsReadAndMemoryIsBack() throws IOException {
        scan("RR473124829GB");
        expect("s10/RR473124829GB");
        long before = usedHeap();
        Random random = new Random(7);
        byte[] noise = new byte[1 << 16];
        for (int i = 0; i < 160; i++) {
            random.nextBytes(noise);
            cable.write(noise);
        }
        cable.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        byte[] endless = "A".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 160; i++) {
            cable.write(endless);
        }
        cable.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        scan("LX241278845RW");
        expect("s10/LX241278845RW");
        long stored = store.progress().stored();
        long grown = usedHeap() - before;
        assertThat(stored).as("noise is summed up, not stored line by line").isLessThan(500);
        assertThat(grown).as("heap grown by, seed 7").isLessThan(1 << 20);
    }

    private static long openFiles() throws IOException {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    private static long usedHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    /** The bytes a scanner hears on its cable while somebody wants it to read, and no longer. */
    @Test
    void triggeredScannerIsToldToReadAndToStop() throws Exception {
        Wanting taker = new Wanting();
        try (Pty scanner = Pty.open()) {
            ScannerLoop triggered = triggered(scanner, taker, new ScannerFramer(Profiles.triggered()));
            triggered.start();
            assertThat(heard(scanner, 4)).isEqualTo("STOP");
            taker.wanted = true;
            assertThat(heard(scanner, 2)).isEqualTo("ON");
            taker.wanted = false;
            assertThat(heard(scanner, 4)).isEqualTo("STOP");
            triggered.stop();
        }
    }

    @Test
    void triggeredReaderThatIsAskedIsNotAskedMeanwhileAndIsNotCalledSilent() throws Exception {
        Wanting taker = new Wanting();
        taker.wanted = true;
        try (Pty reader = Pty.open()) {
            ScannerLoop asked = triggered(
                    reader,
                    taker,
                    new DriverShelf(List.of())
                            .codec(new ScannerConfig(
                                    "tags", reader.path(), 115200, Profiles.plain(), "r200", Map.of("poll-ms", "20"))));
            AtomicLong askedAt = new AtomicLong();
            Thread.ofPlatform().daemon().start(() -> hear(reader, askedAt));
            asked.start();
            Await.until("asked", LIMIT, () -> askedAt.get() > 0);
            taker.wanted = false;
            Await.until("no question for 200 ms", LIMIT, () -> clock.nanos() - askedAt.get() > 200_000_000L);
            long last = askedAt.get();
            taker.wanted = true;
            Await.until("asked again", LIMIT, () -> askedAt.get() > last);
            assertThat(faults.active()).isEmpty();
            asked.stop();
        }
    }

    private void hear(Pty reader, AtomicLong askedAt) {
        byte[] bytes = new byte[64];
        try {
            while (reader.read(bytes) > 0) {
                askedAt.set(clock.nanos());
            }
        } catch (IOException closed) {
            askedAt.compareAndSet(0, -1); // the cable is gone: nobody is asked any more
        }
    }

    private ScannerLoop triggered(Pty port, ReadingTaker taker, ReaderCodec codec) {
        return new ScannerLoop(
                new ScannerConfig("tunnel", port.path(), 115200, Profiles.plain()),
                codec,
                new SerialPorts(),
                taker,
                new ScannerWatch(store, clock, feedback, faults, new JsonWireFormat()::flat),
                clock,
                LifeSign.UNWATCHED);
    }

    private static String heard(Pty scanner, int bytes) throws IOException {
        byte[] all = new byte[bytes];
        int n = 0;
        while (n < bytes) {
            byte[] part = new byte[bytes - n];
            int more = scanner.read(part);
            System.arraycopy(part, 0, all, n, more);
            n += more;
        }
        return new String(all, StandardCharsets.US_ASCII);
    }

    private static final class Wanting implements ReadingTaker {
        private volatile boolean wanted;

        @Override
        public void read(String reader, ReaderMessage reading) {}

        @Override
        public boolean wanted(String reader) {
            return wanted;
        }

        @Override
        public int lookEveryMs(String reader) {
            return 5;
        }
    }
}
