package hubfloor.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hubfloor.ledger.LedgerArchive;
import hubfloor.ledger.LedgerArchiveContract;
import hubfloor.ledger.LedgerStore;
import hubfloor.testing.PostgresUnderTest;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresArchiveIT extends LedgerArchiveContract {
    private @Nullable PostgresUnderTest server;

    @BeforeEach
    void startServer() {
        assumeTrue(PostgresUnderTest.isInstalled(), PostgresUnderTest.missing());
        server = PostgresUnderTest.start();
    }

    @AfterEach
    void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    private String url() {
        PostgresUnderTest known = server;
        if (known == null) {
            throw new IllegalStateException("not started");
        }
        return known.url();
    }

    @Override
    protected LedgerStore ledger() {
        return PostgresLedger.open(url());
    }

    @Override
    protected LedgerArchive archive() {
        return PostgresArchive.open(url());
    }

    /** More rows than come at a time; what is stored meanwhile is in the next document, not half of it in this one. */
    @Test
    void runningLedgerIsReadAsItStoodWhenTheReadingBegan() throws Exception {
        long[] many = LongStream.rangeClosed(1, 1_300).toArray();
        try (LedgerStore ledger = ledger()) {
            keep(ledger, AT, STATION, many);
            try (LedgerArchive archive = archive()) {
                keep(ledger, AT.plusSeconds(1), STATION, 1_301);
                assertThat(archive.newest("kul")).hasValue(AT);
                assertThat(read(archive, "kul")).hasSize(1_300);
            }
            try (LedgerArchive archive = archive()) {
                assertThat(archive.newest("kul")).hasValue(AT.plusSeconds(1));
                assertThat(read(archive, "kul")).hasSize(1_301);
            }
        }
    }

    @Test
    void databaseWithoutALedgerIsRefusedAndLeftAsItIs() {
        assertThatThrownBy(this::archive)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no ledger has stored anything");
        assertThatThrownBy(this::archive).as("no tables were made").isInstanceOf(IllegalStateException.class);
    }
}
