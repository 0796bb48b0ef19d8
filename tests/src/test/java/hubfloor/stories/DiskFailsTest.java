package hubfloor.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hubfloor.floor.Central;
import hubfloor.floor.DeviceFileOnDisk;
import hubfloor.floor.LedgerBook;
import hubfloor.floor.PageWatcher;
import hubfloor.floor.PageWatcher.Shown;
import hubfloor.floor.Program;
import hubfloor.floor.ScannerHand;
import hubfloor.floor.SmallDisk;
import hubfloor.floor.StationProcess;
import hubfloor.floor.StoreFileCheck;
import hubfloor.testing.BrokerUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The disk under a working station is full, fails to flush, or turns read-only. Green must still mean stored. */
class DiskFailsTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int PER_SECOND = 50;

    @TempDir
    Path dir;

    /**
     * Green is allowed on a full disk: a checkpoint lets the log start over inside the room it already has. It is not
     * allowed to be untrue.
     */
    @Test
    void fullDiskIsRedInWordsAndNoLightLiesAndRoomHealsItWithoutRestart() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(dir)) {
            FullDiskStory.Outcome outcome = new FullDiskStory(dir, disk.path()).run();
            Shown red = outcome.red().orElseThrow(() -> new AssertionError("never red on a full disk"));
            System.out.printf(
                    "DiskFails full: red at number %d, %d states, %d numbers green after red, green %d ms after there was room%n",
                    red.stored(), outcome.whileFull().size(), outcome.greenAfterRed(), outcome.greenAgainMs());
            assertThat(red.light()).isEqualTo("red");
            assertThat(red.words()).contains("Not recorded").contains("full");
            assertThat(outcome.untrue()).isEmpty();
            assertThat(outcome.exit()).isIn(0, 143);
        }
    }

    /** A read-only remount is refused while files are open for writing; what the station would see of it is EROFS. */
    @ParameterizedTest
    @CsvSource({"fsync|fdatasync,EIO", "pwrite64,EROFS"})
    void brokenDiskEndsTheStationAndNothingIsGreenAfterIt(String calls, String error) {
        Path book = dir.resolve("ledger.db");
        try (BrokerUnderTest broker = BrokerUnderTest.start();
                ScannerHand hand = ScannerHand.plugIn();
                Central central = Central.open(book, broker.port())) {
            DeviceFileOnDisk file =
                    new DeviceFileOnDisk(dir).scanner(hand.port()).broker(broker.port());
            Path device = file.write();
            long promised;
            Map<Long, String> greens;
            try (StationProcess station = StationProcess.start(device);
                    PageWatcher screen = PageWatcher.at(station.page())) {
                hand.keepScanning(PER_SECOND);
                screen.await("green", SOON, s -> s.green() && s.stored() > 50);
                try (Program strace = inject(station, calls.replace('|', ','), error)) {
                    assertThat(station.program().exitCode(SOON)).isEqualTo(5);
                    strace.awaitLine("INJECTED", Duration.ofSeconds(5));
                }
                promised = screen.stored();
                greens = screen.greens();
                verifyWords(station.program().lines(), screen, calls, error);
            }
            assertThat(StoreFileCheck.integrity(file.storePath())).isEqualTo("ok");
            try (StationProcess again = StationProcess.start(device);
                    PageWatcher screen = PageWatcher.at(again.page())) {
                screen.await("green after a restart", SOON, Shown::green);
                hand.rest();
                screen.await("all confirmed", SOON, s -> s.confirmed() >= s.stored());
                assertThat(again.stop()).isIn(0, 143);
            }
            central.goAway();
            LedgerBook ledger = LedgerBook.read(book);
            assertThat(ledger.epochs()).isEqualTo(1);
            assertThat(ledger.missingThrough(promised)).as("accepted and lost").isZero();
            assertThat(ledger.notAsPromised(greens)).isEmpty();
            assertThat(ledger.conflicts()).isZero();
        }
    }

    private static Program inject(StationProcess station, String calls, String error) {
        Program strace = Program.start(List.of(
                "strace",
                "-p",
                Long.toString(station.threadId("store-writer")),
                "-e",
                "trace=" + calls,
                "-e",
                "inject=" + calls + ":error=" + error));
        assumeTrue(strace.runs(), "strace may not attach here");
        return strace;
    }

    private static void verifyWords(List<String> lines, PageWatcher screen, String calls, String error) {
        assertThat(String.join("\n", lines))
                .contains("nothing is accepted any more")
                .contains("start again")
                .doesNotContain("\tat ");
        List<Shown> all = screen.since(0);
        Shown last = all.getLast();
        assertThat(last.light()).isEqualTo("red");
        assertThat(last.reason()).isEqualTo("failed");
        assertThat(last.words()).contains("storage has failed").contains("technician");
        int red = all.indexOf(all.stream()
                .filter(s -> s.reason().equals("failed"))
                .findFirst()
                .orElseThrow());
        assertThat(all.subList(red, all.size())).as("green after the failure").noneMatch(Shown::green);
        System.out.printf(
                "DiskFails %s %s: exit 5, %d states red before the end, no green among them%n",
                calls, error, all.size() - red);
    }
}
