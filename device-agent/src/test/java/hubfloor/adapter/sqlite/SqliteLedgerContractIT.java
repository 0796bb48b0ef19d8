package hubfloor.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.delivery.SeqRanges.Range;
import hubfloor.ledger.Account;
import hubfloor.ledger.LedgerStore;
import hubfloor.ledger.LedgerStoreContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerContractIT extends LedgerStoreContract {
    @TempDir
    Path dir;

    @Override
    protected LedgerStore open() {
        return SqliteLedger.open(dir.resolve("ledger.db"));
    }

    @Test
    void fileOfAnEarlierHubfloorGoesOnWithItsGaps() throws SQLException {
        Path old = dir.resolve("old.db");
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + old)) {
            Sqlite.run(
                    database,
                    "CREATE TABLE source (id INTEGER PRIMARY KEY, source TEXT NOT NULL UNIQUE,"
                            + " through INTEGER NOT NULL, duplicates INTEGER NOT NULL, conflicts INTEGER NOT NULL)");
            Sqlite.run(
                    database,
                    "CREATE TABLE event (source_id INTEGER NOT NULL REFERENCES source, seq INTEGER NOT NULL,"
                            + " type TEXT NOT NULL, subject TEXT NOT NULL, received_at INTEGER NOT NULL,"
                            + " envelope BLOB NOT NULL, PRIMARY KEY (source_id, seq)) WITHOUT ROWID");
            Sqlite.run(database, "INSERT INTO source VALUES (1, '" + SOURCE.text() + "', 2, 3, 0)");
            for (int seq : new int[] {1, 2, 5, 6, 9}) {
                Sqlite.run(database, "INSERT INTO event VALUES (1, " + seq + ", 't', 's', 0, x'00')");
            }
        }
        try (LedgerStore opened = SqliteLedger.open(old)) {
            Account account = opened.accounts().getFirst();
            assertThat(account.through()).isEqualTo(2);
            assertThat(account.above()).containsExactly(new Range(5, 6), new Range(9, 9));
            assertThat(account.duplicates()).isEqualTo(3);
            take(opened, event(SOURCE, 3, 3), event(SOURCE, 4, 4));
            assertThat(opened.accounts().getFirst().through()).isEqualTo(6);
        }
    }

    @Test
    void fileOfANewerHubfloorIsLeftAlone() throws SQLException {
        Path newer = dir.resolve("newer.db");
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + newer)) {
            Sqlite.run(database, "PRAGMA user_version = 99");
        }
        assertThatThrownBy(() -> SqliteLedger.open(newer)).hasMessageContaining("a newer Hubfloor");
    }
}
