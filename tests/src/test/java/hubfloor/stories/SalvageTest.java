package hubfloor.stories;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.floor.Central;
import hubfloor.floor.DeviceFileOnDisk;
import hubfloor.floor.LedgerBook;
import hubfloor.floor.PageWatcher;
import hubfloor.floor.Program;
import hubfloor.floor.ScannerHand;
import hubfloor.floor.StationProcess;
import hubfloor.floor.StoreFileCheck;
import hubfloor.testing.BrokerUnderTest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page of a station's store goes bad before central has heard of any event in it. */
class SalvageTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int PARCELS = 400;
    private static final int PAGE_BYTES = 4096;

    @TempDir
    Path dir;

    @Test
    void readableEventsOfADamagedStoreReachCentralUnderTheirOldNumbers() throws IOException {
        Path book = dir.resolve("ledger.db");
        try (BrokerUnderTest broker = BrokerUnderTest.start();
                ScannerHand hand = ScannerHand.plugIn()) {
            DeviceFileOnDisk file =
                    new DeviceFileOnDisk(dir).scanner(hand.port()).broker(broker.port());
            Path device = file.write();
            try (StationProcess station = StationProcess.start(device);
                    PageWatcher screen = PageWatcher.at(station.page())) {
                hand.scan(PARCELS);
                screen.await("all stored", SOON, s -> s.stored() >= PARCELS);
                assertThat(station.stop()).isIn(0, 143);
            }
            Map<Long, String> stored = StoreFileCheck.parcels(file.storePath());
            damage(file.storePath());
            try (Central central = Central.open(book, broker.port())) {
                Path kept = nextStartPutsItAside(device, file.storePath(), hand);
                byte[] evidence = Files.readAllBytes(kept.resolve("station.db"));
                Program.Result salvage = salvage(device, kept);
                assertThat(salvage.exit()).as(salvage.err()).isEqualTo(1);
                assertThat(salvage.out()).contains("refused by the broker 0").contains("Not readable: ");
                assertThat(salvage(device, kept).out()).isEqualTo(salvage.out());
                assertThat(Files.readAllBytes(kept.resolve("station.db"))).isEqualTo(evidence);
                central.goAway();
                List<String> held = LedgerBook.read(book).scannedParcels();
                List<Long> lost = unreadable(salvage.out());
                System.out.printf("Salvage: %d stored, %d not readable%n", stored.size(), lost.size());
                assertThat(lost).hasSizeBetween(1, 60);
                stored.forEach((seq, parcel) -> {
                    if (!parcel.isEmpty() && !lost.contains(seq)) {
                        assertThat(held).as("number " + seq).contains(parcel);
                    }
                });
                assertThat(LedgerBook.read(book).conflicts()).isZero();
                assertThat(LedgerBook.read(book).epochs()).isEqualTo(2);
            }
        }
    }

    private static Path nextStartPutsItAside(Path device, Path store, ScannerHand hand) throws IOException {
        try (StationProcess station = StationProcess.start(device);
                PageWatcher screen = PageWatcher.at(station.page())) {
            Path kept;
            try (Stream<Path> beside = Files.list(store.getParent())) {
                kept = beside.filter(p -> p.getFileName().toString().startsWith("station.db.quarantine-"))
                        .findFirst()
                        .orElseThrow();
            }
            hand.scan();
            screen.await("the new epoch is confirmed", SOON, s -> s.confirmed() >= 2 && s.confirmed() == s.stored());
            assertThat(salvage(device, kept).exit())
                    .as("while the station runs")
                    .isEqualTo(4);
            assertThat(station.stop()).isIn(0, 143);
            return kept;
        }
    }

    private static Program.Result salvage(Path device, Path kept) {
        return Program.run(Program.hubfloor(List.of(), "salvage", device.toString(), kept.toString()), "");
    }

    /** One page in the middle is zeroes, and the last end was not in order: the next start looks. */
    private static void damage(Path store) throws IOException {
        try (RandomAccessFile database = new RandomAccessFile(store.toFile(), "rw")) {
            database.seek(database.length() / 2 / PAGE_BYTES * PAGE_BYTES);
            database.write(new byte[PAGE_BYTES]);
        }
        Path mark = Path.of(store + ".mark");
        Files.writeString(mark, Files.readString(mark).replace("state=clean", "state=failed"));
    }

    private static List<Long> unreadable(String out) {
        String list = out.lines()
                .filter(line -> line.startsWith("Not readable: "))
                .findFirst()
                .orElseThrow();
        return Stream.of(list.substring("Not readable: ".length()).split(", "))
                .map(range -> range.split("-"))
                .flatMap(ends -> Stream.iterate(
                        Long.valueOf(ends[0]), n -> n <= Long.parseLong(ends[ends.length - 1]), n -> n + 1))
                .toList();
    }
}
