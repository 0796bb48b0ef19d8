package hubfloor.stories;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.net.LlrpMimic;
import hubfloor.floor.Central;
import hubfloor.floor.DeviceFileOnDisk;
import hubfloor.floor.LedgerBook;
import hubfloor.floor.PageWatcher;
import hubfloor.floor.RetainedState;
import hubfloor.floor.ScannerHand;
import hubfloor.floor.StationProcess;
import hubfloor.testing.Await;
import hubfloor.testing.BrokerUnderTest;
import hubfloor.testing.PlayedReaders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A station with a hand scanner and an RFID reader on the network, which loses power and comes back. {@code
 * -Dhubfloor.cycles=100} is the full size.
 */
class TagReaderTest {
    private static final int CYCLES = Integer.getInteger("hubfloor.cycles", 2);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration BACK = Duration.ofSeconds(15);

    @TempDir
    Path dir;

    private final LlrpMimic reader = new LlrpMimic(0, new SystemClock());

    @Test
    void tagBecomesAParcelsEventAndNoneFromBeforeAFailureIsToldAfterIt() throws Exception {
        Path book = dir.resolve("ledger.db");
        long slowestMs = 0;
        try (BrokerUnderTest broker = BrokerUnderTest.start();
                Central central = Central.open(book, broker.port());
                ScannerHand hand = ScannerHand.plugIn(1)) {
            Path device = new DeviceFileOnDisk(dir)
                    .scanner(hand.port())
                    .llrpReader(reader.up())
                    .broker(broker.port())
                    .write();
            try (StationProcess station = StationProcess.start(device);
                    PageWatcher screen = PageWatcher.at(station.page())) {
                screen.await("reader read", SOON, s -> reader.reading());
                screen.await("well", SOON, s -> s.faults().isEmpty());
                for (int cycle = 0; cycle < CYCLES; cycle++) {
                    seen(screen, 3 * cycle);
                    reader.kill();
                    screen.await("told to staff", SOON, s -> s.faults().contains("scanner-absent:portal"));
                    Await.until(
                            "told to central",
                            SOON,
                            () -> RetainedState.at(broker.port()).contains("scanner-absent:portal"));
                    reader.seesAlone(PlayedReaders.epc(3 * cycle + 1));
                    long upAt = System.nanoTime();
                    reader.up();
                    screen.await("well again", BACK, s -> s.faults().isEmpty());
                    slowestMs = Math.max(slowestMs, (System.nanoTime() - upAt) / 1_000_000);
                    seen(screen, 3 * cycle + 2);
                }
                screen.await("all confirmed", SOON, s -> s.confirmed() >= s.stored());
            } finally {
                reader.kill();
            }
            central.goAway();
        }
        System.out.printf("TagReader: %d cycles, read again after at most %d ms%n", CYCLES, slowestMs);
        List<LedgerBook.Entry> entries = LedgerBook.read(book).entries();
        List<String> parcels = entries.stream()
                .filter(LedgerBook.Entry::isScan)
                .map(LedgerBook.Entry::subject)
                .toList();
        assertThat(parcels)
                .as("each parcel once, none seen while the reader was away")
                .hasSize(2 * CYCLES);
        assertThat(parcels).doesNotHaveDuplicates().allMatch(parcel -> parcel.startsWith("sscc/"));
        assertThat(entries.stream().filter(entry -> entry.type().contains("scanner")))
                .as("its failures are events")
                .hasSizeGreaterThanOrEqualTo(CYCLES);
    }

    /** A tag comes into the field; the station must show it as accepted: a green of its own, not the last one's. */
    private void seen(PageWatcher screen, int serial) {
        long before = screen.stored();
        reader.sees(PlayedReaders.epc(serial), OptionalInt.of(1), OptionalInt.of(-52));
        screen.await("green for tag " + serial, SOON, s -> s.green() && s.seq() > before);
    }
}
