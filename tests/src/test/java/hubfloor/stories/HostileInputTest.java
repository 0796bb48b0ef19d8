package hubfloor.stories;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.floor.DeviceFileOnDisk;
import hubfloor.floor.PageWatcher;
import hubfloor.floor.ScannerHand;
import hubfloor.floor.StationProcess;
import hubfloor.floor.WireTap;
import hubfloor.testing.BrokerUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever comes down the scanner's cable is data: noise is dropped and said to be dropped, texts that mean something
 * to a topic filter, a database, a browser, a terminal or a logger mean nothing here, and the next good scan is read.
 */
class HostileInputTest {
    private static final int MIB = 1 << 20;
    private static final int NOISE_MIB = Integer.getInteger("hubfloor.noise-mib", 10);
    private static final int LINE_MIB = Integer.getInteger("hubfloor.line-mib", 100);
    private static final long GROWTH_MAX_KIB = 1024;
    /** A scanner's line is given up after 100 ms of silence; a person needs longer to the next parcel. */
    private static final long HAND_PAUSE_NANOS = 300_000_000;

    private static final Duration SOON = Duration.ofSeconds(20);

    /** Each is shown on the page exactly as it was scanned. */
    private static final List<String> TEXTS = List.of(
            "hubfloor/1/kul/inbound/st-02/event/scan",
            "+/#",
            "$SYS/broker",
            "'; DROP TABLE event; --",
            "\"}],\"id\":\"1\"",
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "${jndi:ldap://127.0.0.1/x}",
            "../../../../tmp/x",
            "%s%n%d",
            "data: {\"light\":\"green\"}",
            "A".repeat(3000));

    /** These hold control characters or bytes outside the scanner's character set; what is not said is how they show. */
    private static final List<byte[]> BYTES = List.of(
            "a\0b".getBytes(UTF_8),
            "\0\0\0\0".getBytes(UTF_8),
            "\u001b[2J\u001b[31mred".getBytes(UTF_8),
            "forged\n12:00:00.000 ERROR store: all is lost".getBytes(UTF_8),
            "forged\rline".getBytes(UTF_8),
            "\n\ndata: {\"light\":\"green\"}\n\n".getBytes(UTF_8),
            new byte[] {(byte) 0xff},
            new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff},
            new byte[] {(byte) 0xc3, (byte) 0x28, (byte) 0xe2, (byte) 0x82},
            "\u20ac\ud83d\udce6".getBytes(UTF_8),
            "\u0085\u009b".getBytes(ISO_8859_1));

    @TempDir
    Path dir;

    @Test
    void hostileTextsStayDataAndTheNextGoodScanIsRead() {
        visit((station, hand, screen) -> {
            for (String text : TEXTS) {
                hand.send((text + "\r\n").getBytes(UTF_8));
                screen.await("literally " + text, SOON, s -> s.text().equals(text) && !s.green());
                nextGoodScanIsRead(hand, screen);
            }
            for (byte[] bytes : BYTES) {
                hand.send(bytes);
                hand.send("\r\n".getBytes(UTF_8));
                nextGoodScanIsRead(hand, screen);
            }
            screen.await("all handed over", SOON, s -> s.handed() >= s.stored());
            assertThat(station.stop()).isIn(0, 143);
        });
    }

    @Test
    void noiseIsDroppedWithinOneMebibyte() {
        long seed = Long.getLong("hubfloor.seed", System.nanoTime());
        Random random = new Random(seed);
        visit((station, hand, screen) -> {
            noise(hand, random, 2);
            endlessLine(hand, 8);
            hand.scan(2_000);
            nextGoodScanIsRead(hand, screen);
            long heapBefore = station.liveHeapKib();
            long residentBefore = station.residentKib();
            long startedAt = System.nanoTime();
            noise(hand, random, NOISE_MIB);
            nextGoodScanIsRead(hand, screen);
            endlessLine(hand, LINE_MIB);
            nextGoodScanIsRead(hand, screen);
            long seconds = (System.nanoTime() - startedAt) / 1_000_000_000;
            long residentAfter = station.residentKib();
            long heapAfter = station.liveHeapKib();
            System.out.printf(
                    "HostileInput: %d MiB noise and a line of %d MiB in %d s; resident %d -> %d KiB, live heap %d ->"
                            + " %d KiB, events %d%n",
                    NOISE_MIB,
                    LINE_MIB,
                    seconds,
                    residentBefore,
                    residentAfter,
                    heapBefore,
                    heapAfter,
                    screen.stored());
            assertThat(heapAfter - heapBefore).as("seed %d: live heap", seed).isLessThan(GROWTH_MAX_KIB);
        });
    }

    private interface Visit {
        void pay(StationProcess station, ScannerHand hand, PageWatcher screen);
    }

    /** Whatever was scanned there, only the station's own topics carry it, and each line of its log stays one. */
    private void visit(Visit visit) {
        try (BrokerUnderTest broker = BrokerUnderTest.start();
                WireTap tap = WireTap.before(broker.port());
                ScannerHand hand = ScannerHand.plugIn()) {
            Path device = new DeviceFileOnDisk(dir)
                    .scanner(hand.port())
                    .broker(tap.port())
                    .receiptsFrom("[]") // nobody listens here, and the broker's word is enough
                    .write();
            try (StationProcess station = StationProcess.start(device);
                    PageWatcher screen = PageWatcher.at(station.page())) {
                visit.pay(station, hand, screen);
                assertThat(tap.topics()).allMatch(topic -> topic.startsWith(DeviceFileOnDisk.TOPICS));
                assertLogLinesUnbroken(station.program().lines());
            }
        }
    }

    private static void nextGoodScanIsRead(ScannerHand hand, PageWatcher screen) {
        String parcel = hand.scan();
        screen.await("the next good scan", SOON, s -> s.green() && s.text().equals(parcel));
    }

    /** After a line that has not ended. */
    private static void walkToTheNextParcel() {
        long end = System.nanoTime() + HAND_PAUSE_NANOS;
        for (long left = HAND_PAUSE_NANOS; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void noise(ScannerHand hand, Random random, int mebibytes) {
        byte[] block = new byte[1 << 16];
        for (int n = 0; n < mebibytes * (MIB / block.length); n++) {
            random.nextBytes(block);
            hand.send(block);
        }
        walkToTheNextParcel();
    }

    private static void endlessLine(ScannerHand hand, int mebibytes) {
        byte[] block = new byte[1 << 16];
        Arrays.fill(block, (byte) '7');
        for (int n = 0; n < mebibytes * (MIB / block.length); n++) {
            hand.send(block);
        }
        walkToTheNextParcel();
    }

    private static void assertLogLinesUnbroken(List<String> lines) {
        assertThat(lines)
                .allMatch(line -> line.matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} (INFO|WARN|ERROR) +\\w+: \\P{Cntrl}*")
                        || line.startsWith("Station kul/inbound/st-01 runs.")
                        || line.matches("  (scanner|broker|store|page|No consumer is named) .*"));
    }
}
