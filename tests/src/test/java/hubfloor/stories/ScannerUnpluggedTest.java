package hubfloor.stories;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.floor.Central;
import hubfloor.floor.DeviceFileOnDisk;
import hubfloor.floor.LedgerBook;
import hubfloor.floor.PageWatcher;
import hubfloor.floor.ScannerHand;
import hubfloor.floor.StationProcess;
import hubfloor.testing.BrokerUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody pulls the scanner's plug in the middle of a telegram and puts it back, under a link that stays the same as
 * {@code /dev/serial/by-id} does. {@code -Dhubfloor.cycles=1000} is the full size.
 */
class ScannerUnpluggedTest {
    private static final int CYCLES = Integer.getInteger("hubfloor.cycles", 12);
    /** What comes and goes by itself; a leak would be one a cycle. */
    private static final int SPARE = 6;

    private static final Duration BACK = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofSeconds(15);

    @TempDir
    Path dir;

    @Test
    void scannerIsFoundAgainAndNoHalfLineIsJoined() throws IOException {
        Path link = dir.resolve("usb-scanner-if00");
        Path book = dir.resolve("ledger.db");
        long slowestMs = 0;
        try (BrokerUnderTest broker = BrokerUnderTest.start();
                Central central = Central.open(book, broker.port())) {
            ScannerHand hand = plugIn(link, 1);
            Path device = new DeviceFileOnDisk(dir)
                    .scanner(link.toString())
                    .broker(broker.port())
                    .write();
            try (StationProcess station = StationProcess.start(device);
                    PageWatcher screen = PageWatcher.at(station.page())) {
                awaitGreen(screen, hand.scan(), SOON);
                int files = station.openFiles();
                int threads = station.threads();
                for (int cycle = 0; cycle < CYCLES; cycle++) {
                    String half = "00" + ScannerHand.sscc(900_000);
                    hand.send(half.substring(0, 11).getBytes(US_ASCII));
                    long next = hand.nextSerial();
                    hand.close();
                    screen.await("told to staff", BACK, s -> s.faults().contains("scanner-absent:hand"));
                    hand = plugIn(link, next);
                    long pluggedAt = System.nanoTime();
                    hand.send((half.substring(11) + "\r\n").getBytes(US_ASCII));
                    awaitGreen(screen, hand.scan(), BACK);
                    slowestMs = Math.max(slowestMs, (System.nanoTime() - pluggedAt) / 1_000_000);
                    screen.await("well again", BACK, s -> s.faults().isEmpty());
                }
                System.out.printf(
                        "ScannerUnplugged: %d cycles, back after at most %d ms, open files %d -> %d, threads %d -> %d%n",
                        CYCLES, slowestMs, files, station.openFiles(), threads, station.threads());
                assertThat(station.openFiles()).as("open files").isLessThanOrEqualTo(files + SPARE);
                assertThat(station.threads()).as("threads").isLessThanOrEqualTo(threads + SPARE);
                screen.await("all confirmed", SOON, s -> s.confirmed() >= s.stored());
            } finally {
                hand.close();
            }
            central.goAway();
            List<String> parcels = LedgerBook.read(book).scannedParcels();
            assertThat(parcels).doesNotContain(ScannerHand.sscc(900_000));
            assertThat(parcels.stream().filter(p -> p.length() == 18)).hasSize(CYCLES + 1);
        }
    }

    private static void awaitGreen(PageWatcher screen, String parcel, Duration limit) {
        screen.await("green for " + parcel, limit, s -> s.green() && s.text().equals(parcel));
    }

    private static ScannerHand plugIn(Path link, long serial) throws IOException {
        ScannerHand hand = ScannerHand.plugIn(serial);
        Path fresh = link.resolveSibling("fresh");
        Files.createSymbolicLink(fresh, Path.of(hand.port()));
        Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
        return hand;
    }
}
