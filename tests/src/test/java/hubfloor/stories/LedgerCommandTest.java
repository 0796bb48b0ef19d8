package hubfloor.stories;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.floor.Central;
import hubfloor.floor.DeviceFileOnDisk;
import hubfloor.floor.PageWatcher;
import hubfloor.floor.Program;
import hubfloor.floor.ScannerHand;
import hubfloor.floor.StationProcess;
import hubfloor.testing.BrokerUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What central's engineer types, and what a station must know nothing of. */
class LedgerCommandTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path dir;

    private static Program.Result ledger(String... arguments) {
        List<String> all = new ArrayList<>(List.of("ledger"));
        all.addAll(List.of(arguments));
        return Program.run(Program.hubfloor(List.of(), all.toArray(new String[0])), "");
    }

    @Test
    void reportTellsEachDeviceOfAFileNobodyHasOpenAndStationLoadsNoDatabaseDriver() throws IOException {
        Path book = dir.resolve("ledger.db");
        Path loaded = dir.resolve("classes.txt");
        try (BrokerUnderTest broker = BrokerUnderTest.start();
                ScannerHand hand = ScannerHand.plugIn();
                Central central = Central.open(book, broker.port())) {
            Path device = new DeviceFileOnDisk(dir)
                    .scanner(hand.port())
                    .broker(broker.port())
                    .write();
            try (StationProcess station = StationProcess.start(device, "-Xlog:class+load:file=" + loaded);
                    PageWatcher screen = PageWatcher.at(station.page())) {
                hand.scan(20);
                screen.await("all confirmed", SOON, s -> s.stored() >= 20 && s.confirmed() >= s.stored());
                Program.Result open = ledger("--report", "--store", book.toString());
                assertThat(open.exit()).isEqualTo(4);
                assertThat(open.err()).contains(book.toString(), "in use").doesNotContain("Exception");
            }
            central.goAway();
        }
        assertThat(Files.readString(loaded)).contains("org.sqlite.").doesNotContain("org.postgresql");
        Program.Result closed = ledger("--report", "--store", book.toString());
        assertThat(closed.exit()).as(closed.err()).isZero();
        assertThat(closed.out())
                .containsPattern("epoch [0-9a-f]{16}: last \\d+, through \\d+, missing 0 in 0 gaps, lag 0, expired 0,");
    }

    @Test
    void whatCannotBeIsRefusedInOneSentence() {
        Program.Result none =
                ledger("--report", "--store", dir.resolve("none.db").toString());
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).contains("there is no file");
        assertThat(dir.resolve("none.db")).doesNotExist();
        Program.Result alone = ledger("--broker", "mqtt://127.0.0.1", "--share", "floor");
        assertThat(alone.exit()).isEqualTo(2);
        assertThat(alone.err()).contains("one database");
        String nobody = "jdbc:postgresql://127.0.0.1:" + BrokerUnderTest.freePort() + "/floor?user=ledger";
        Program.Result away = ledger("--report", "--store", nobody);
        assertThat(away.exit()).isEqualTo(5);
        assertThat(away.err()).startsWith("PostgreSQL: ").doesNotContain("Exception", "\tat ");
        Program.Result told = ledger("--report", "--store", nobody + "&password=secret");
        assertThat(told.exit()).isEqualTo(2);
        assertThat(told.err()).contains("PGPASSFILE").doesNotContain("secret");
        assertThat(ledger().err()).contains("--broker");
    }
}
