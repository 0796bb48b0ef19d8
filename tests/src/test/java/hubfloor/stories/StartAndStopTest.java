package hubfloor.stories;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.floor.Central;
import hubfloor.floor.DeviceFileOnDisk;
import hubfloor.floor.LedgerBook;
import hubfloor.floor.PageWatcher;
import hubfloor.floor.RetainedState;
import hubfloor.floor.ScannerHand;
import hubfloor.floor.StationProcess;
import hubfloor.testing.Await;
import hubfloor.testing.BrokerUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Monday morning and Friday night: nothing is there yet, somebody starts twice, a file is wrong, the shift ends. */
class StartAndStopTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path dir;

    @Test
    void brokerThatWasNeverThereGetsEverythingFromEventOne() {
        Path book = dir.resolve("ledger.db");
        try (BrokerUnderTest broker = BrokerUnderTest.start();
                ScannerHand hand = ScannerHand.plugIn()) {
            broker.kill9(); // only its port is known
            Path device = new DeviceFileOnDisk(dir)
                    .scanner(hand.port())
                    .broker(broker.port())
                    .write();
            try (StationProcess station = StationProcess.start(device);
                    PageWatcher screen = PageWatcher.at(station.page())) {
                hand.scan(300);
                String last = hand.scan();
                PageWatcher.Shown shown = screen.await(
                        "stored without a broker", SOON, s -> s.text().equals(last));
                assertThat(shown.green()).isTrue();
                assertThat(shown.linked()).isFalse();
                assertThat(shown.handed()).isZero();
                broker.restart();
                try (Central central = Central.open(book, broker.port())) {
                    screen.await("all confirmed", SOON, s -> s.confirmed() >= s.stored());
                    central.goAway();
                }
            }
        }
        LedgerBook ledger = LedgerBook.read(book);
        assertThat(ledger.entries().getFirst().seq()).isEqualTo(1);
        assertThat(ledger.scannedParcels()).hasSize(301).isSorted();
    }

    @Test
    void secondStationOnOneStoreIsRefusedInWords() {
        try (ScannerHand hand = ScannerHand.plugIn()) {
            Path device = new DeviceFileOnDisk(dir)
                    .scanner(hand.port())
                    .broker(BrokerUnderTest.freePort())
                    .write();
            try (StationProcess first = StationProcess.start(device);
                    StationProcess second = StationProcess.launch(device, List.of());
                    PageWatcher screen = PageWatcher.at(first.page())) {
                assertThat(second.program().exitCode(SOON)).isEqualTo(4);
                assertThat(String.join("\n", second.program().lines()))
                        .contains("station.db")
                        .containsIgnoringCase("use")
                        .doesNotContain("Exception")
                        .doesNotContain("\tat ");
                String parcel = hand.scan();
                screen.await(
                        "the first goes on", SOON, s -> s.green() && s.text().equals(parcel));
            }
        }
    }

    @Test
    void badConfigStartsNothing() throws IOException {
        try (ScannerHand hand = ScannerHand.plugIn()) {
            DeviceFileOnDisk file =
                    new DeviceFileOnDisk(dir).scanner(hand.port()).broker(BrokerUnderTest.freePort());
            Path device = file.write();
            Files.writeString(
                    device,
                    Files.readString(device)
                            .replace("max-mib: 2048", "max-mib: 1, max-mb: 5")
                            .replace("zone: inbound", "zone: In/Bound"));
            try (StationProcess station = StationProcess.launch(device, List.of())) {
                assertThat(station.program().exitCode(SOON)).isEqualTo(3);
                assertThat(station.program().lines())
                        .as("all problems at once, with file:line:column")
                        .anyMatch(line -> line.matches(".*device\\.yaml:2:\\d+.*zone.*"))
                        .anyMatch(line -> line.matches(".*device\\.yaml:3:\\d+.*max-mib.*"))
                        .anyMatch(line -> line.matches(".*device\\.yaml:3:\\d+.*max-mb.*"))
                        .noneMatch(line -> line.contains("\tat "));
            }
            assertThat(file.storePath()).doesNotExist();
        }
    }

    @Test
    void stationToldToStopSaysOfflineAndLosesNothing() {
        Path book = dir.resolve("ledger.db");
        try (BrokerUnderTest broker = BrokerUnderTest.start();
                ScannerHand hand = ScannerHand.plugIn();
                Central central = Central.open(book, broker.port())) {
            Path device = new DeviceFileOnDisk(dir)
                    .scanner(hand.port())
                    .broker(broker.port())
                    .write();
            long promised;
            try (StationProcess station = StationProcess.start(device);
                    PageWatcher screen = PageWatcher.at(station.page())) {
                Await.until("birth", SOON, () -> RetainedState.at(broker.port()).contains("\"state\":\"online\""));
                hand.keepScanning(200);
                screen.await("work goes on", SOON, s -> s.stored() > 200);
                long toldAt = System.nanoTime();
                int exit = station.stop();
                long stopMs = (System.nanoTime() - toldAt) / 1_000_000;
                promised = screen.stored();
                System.out.printf("StartAndStop: SIGTERM under 200 scans/s ended in %d ms, exit %d%n", stopMs, exit);
                assertThat(exit).isIn(0, 143);
                assertThat(stopMs).isLessThan(3_000);
                Await.until(
                        "goodbye", SOON, () -> RetainedState.at(broker.port()).contains("\"state\":\"offline\""));
                try (StationProcess again = StationProcess.start(device);
                        PageWatcher newScreen = PageWatcher.at(again.page())) {
                    hand.rest();
                    newScreen.await("all confirmed", SOON, s -> s.linked() && s.confirmed() >= s.stored());
                }
            }
            central.goAway();
            assertThat(LedgerBook.read(book).missingThrough(promised)).isZero();
        }
    }
}
