package hubfloor.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hubfloor.event.ReceivedEvent;
import hubfloor.ledger.Account;
import hubfloor.ledger.LedgerStore;
import hubfloor.ledger.LedgerStore.Away;
import hubfloor.ledger.LedgerStoreContract;
import hubfloor.testing.PostgresUnderTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

class PostgresLedgerContractIT extends LedgerStoreContract {
    private static @Nullable PostgresUnderTest server;

    @BeforeAll
    static void startServer() {
        assumeTrue(PostgresUnderTest.isInstalled(), PostgresUnderTest.missing());
        server = PostgresUnderTest.start();
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    /** The server is shared by all tests of this class; the contract has opened its store already. */
    @BeforeEach
    void empty() throws SQLException {
        run("TRUNCATE hubfloor_event, hubfloor_conflict, hubfloor_source");
    }

    private static PostgresUnderTest running() {
        PostgresUnderTest known = server;
        if (known == null) {
            throw new IllegalStateException("not started");
        }
        return known;
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = new Driver().connect(running().url(), new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    protected LedgerStore open() {
        return PostgresLedger.open(running().url());
    }

    @Test
    void secondInstanceWaitsForTheFirstAndSeesWhatItKept() throws Exception {
        try (LedgerStore first = open();
                LedgerStore second = open()) {
            first.hold(Set.of(SOURCE));
            CompletableFuture<Void> waits =
                    CompletableFuture.runAsync(() -> take(second, event(SOURCE, 1, 1), event(SOURCE, 2, 2)));
            assertThat(waits).isNotDone();
            Account account = Account.of(SOURCE);
            first.commit(
                    new LedgerStore.Delivery(List.of(event(SOURCE, 1, 1)), List.of(), List.of(after(account, 1)), AT));
            waits.get(20, TimeUnit.SECONDS);
            Account held = first.accounts().getFirst();
            assertThat(held.through()).isEqualTo(2);
            assertThat(held.duplicates()).as("the second found number 1 held").isEqualTo(1);
        }
    }

    private static Account after(Account account, long through) {
        Account.Row row = account.row();
        return Account.of(new Account.Row(row.source(), through, "", "", 0, 0, 0, 0, 0, new Account.Asked(0, 0, 0, 0)));
    }

    @Test
    void serverThatCrashesBetweenHoldAndCommitKeepsNothingAndIsFoundAgain() {
        try (LedgerStore store = open()) {
            take(store, event(SOURCE, 1, 1));
            store.hold(Set.of(SOURCE));
            running().crash();
            ReceivedEvent second = event(SOURCE, 2, 2);
            assertThatThrownBy(() -> store.commit(new LedgerStore.Delivery(
                            List.of(second), List.of(), List.of(after(Account.of(SOURCE), 2)), AT)))
                    .isInstanceOf(Away.class);
            assertThatThrownBy(store::accounts).isInstanceOf(Away.class).hasMessageStartingWith("PostgreSQL: ");
            running().restart();
            assertThat(store.accounts().getFirst().through()).isEqualTo(1);
            take(store, second);
            assertThat(store.accounts().getFirst().through()).isEqualTo(2);
        } finally {
            if (running().pid() == 0) {
                running().restart();
            }
        }
    }

    @Test
    void commitIsFlushedWhateverTheDatabaseSays() throws SQLException {
        run("ALTER ROLE ledger SET synchronous_commit = off");
        try (Connection connection = PostgresServer.at(running().url(), true).connect();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SHOW synchronous_commit")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("on");
        } finally {
            run("ALTER ROLE ledger RESET synchronous_commit");
        }
    }

    @Test
    void addressThatCouldDoMoreThanNameADatabaseIsRefused() {
        String at = running().url();
        assertThatThrownBy(() -> PostgresLedger.open(at + "&socketFactory=java.lang.Object"))
                .hasMessageContaining("socketFactory");
        assertThatThrownBy(() -> PostgresLedger.open(at + "&password=secret"))
                .hasMessageContaining("PGPASSFILE")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> PostgresLedger.open("jdbc:postgresql://"))
                .isInstanceOfAny(IllegalArgumentException.class, Away.class, IllegalStateException.class);
    }

    @Test
    void whoOnlyLooksSeesEverythingAndChangesNothing() throws SQLException {
        run("CREATE DATABASE unused");
        String unused = running().url().replace("/postgres?", "/unused?");
        assertThatThrownBy(() -> PostgresLedger.openToRead(unused)).hasMessageContaining("no ledger");
        assertThatThrownBy(() -> PostgresLedger.openToRead(unused))
                .as("and it made none")
                .hasMessageContaining("no ledger");
        try (LedgerStore writing = open();
                LedgerStore looking = PostgresLedger.openToRead(running().url())) {
            take(writing, event(SOURCE, 1, 1));
            writing.hold(Set.of(SOURCE));
            assertThat(looking.accounts()).as("no lock is waited for").hasSize(1);
            assertThat(looking.keptAt(new LedgerStore.EventId(SOURCE, 1))).contains(AT);
            assertThatThrownBy(() -> looking.hold(Set.of(OTHER))).hasMessageContaining("read-only");
        }
    }

    @Test
    void databaseThatIsNotThereIsNotWaitedFor() {
        String at = running().url().replace("/postgres?", "/nowhere?");
        assertThatThrownBy(() -> PostgresLedger.open(at))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nowhere");
    }
}
