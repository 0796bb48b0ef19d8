package hubfloor.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.ledger.LedgerArchive;
import hubfloor.ledger.LedgerArchiveContract;
import hubfloor.ledger.LedgerStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger's file, written by the ledger and read beside it. */
class LedgerReadingIT extends LedgerArchiveContract {
    @TempDir
    Path folder;

    @Override
    protected LedgerStore ledger() {
        return SqliteLedger.open(folder.resolve("ledger.db"));
    }

    @Override
    protected LedgerArchive archive() throws StoreRefused, StoreInUse, StoreUnavailable {
        return LedgerReading.open(folder.resolve("ledger.db"));
    }

    @Test
    void readingLeavesTheFileAsItIs() throws Exception {
        Path file = folder.resolve("ledger.db");
        try (LedgerStore ledger = ledger()) {
            keep(ledger, AT, STATION, 1, 2);
        }
        byte[] before = Files.readAllBytes(file);
        try (LedgerArchive archive = archive()) {
            assertThat(read(archive, "kul")).hasSize(2);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        try (LedgerStore again = ledger()) {
            keep(again, AT, STATION, 4);
        }
    }

    /** A kill leaves what was committed in the log beside the file; a reader that passed it over would lose the newest. */
    @Test
    void whatAKilledLedgerCommittedIsRead() throws Exception {
        Path file = folder.resolve("ledger.db");
        SqliteLedger ledger = SqliteLedger.open(file);
        keep(ledger, AT, STATION, 1);
        Path killed = folder.resolve("killed.db");
        Files.copy(file, killed);
        Files.copy(Beside.file(file, "-wal"), Beside.file(killed, "-wal"));
        ledger.close();
        try (LedgerReading reading = LedgerReading.open(killed)) {
            assertThat(read(reading, "kul")).hasSize(1);
        }
    }

    @Test
    void runningLedgerIsNotReadAndSaidSo() {
        Path file = folder.resolve("ledger.db");
        SqliteLedger ledger = SqliteLedger.open(file);
        assertThatThrownBy(() -> LedgerReading.open(file))
                .isInstanceOf(StoreInUse.class)
                .hasMessageContaining("stop it");
        ledger.close();
    }

    @Test
    void anotherFileIsNoLedgerAndIsLeftAsItIs() throws Exception {
        assertThatThrownBy(() -> LedgerReading.open(folder.resolve("none.db"))).isInstanceOf(StoreUnavailable.class);
        assertThat(folder.resolve("none.db")).doesNotExist();
        Path text = Files.writeString(folder.resolve("notes.txt"), "no database at all".repeat(100));
        assertThatThrownBy(() -> LedgerReading.open(text)).isInstanceOf(StoreUnavailable.class);
        Path store = folder.resolve("events.db");
        Floor.open(store).close();
        byte[] before = Files.readAllBytes(store);
        assertThatThrownBy(() -> LedgerReading.open(store)).isInstanceOf(StoreRefused.class);
        assertThat(Files.readAllBytes(store)).isEqualTo(before);
    }
}
