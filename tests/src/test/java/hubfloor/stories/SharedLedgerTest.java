package hubfloor.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hubfloor.stories.SharedLedgerCampaign.Outcome;
import hubfloor.testing.BrokerUnderTest;
import hubfloor.testing.PostgresUnderTest;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * {@code -Dhubfloor.devices=500 -Dhubfloor.minutes=10} is the full size; {@code -Dhubfloor.down-ms=20000} leaves the
 * database away for so long, 500 unless told.
 */
class SharedLedgerTest {
    private static final int DEVICES = Integer.getInteger("hubfloor.devices", 50);
    private static final int MINUTES = Integer.getInteger("hubfloor.minutes", 0);
    private static final int PER_SECOND = 10;
    private static final Duration SLICE = Duration.ofSeconds(16);
    private static final Duration DOWN = Duration.ofMillis(Integer.getInteger("hubfloor.down-ms", 500));
    private static final Duration DRAIN = Duration.ofMinutes(2);

    @Test
    void ledgersThatShareALoadLoseNothingWhicheverPartIsKilled() throws SQLException {
        assumeTrue(PostgresUnderTest.isInstalled(), PostgresUnderTest.missing());
        assumeTrue(BrokerUnderTest.real(), "mosquitto is not installed");
        Duration load = MINUTES > 0 ? Duration.ofMinutes(MINUTES) : SLICE;
        Outcome outcome = new SharedLedgerCampaign(DEVICES, PER_SECOND, load, DOWN).run(DRAIN);
        System.out.println("SharedLedger: " + outcome);
        String why = outcome.toString();
        assertThat(outcome.stored()).as(why).isGreaterThan((long) DEVICES * PER_SECOND * load.toSeconds() / 2);
        assertThat(outcome.lost()).as(why).isZero();
        assertThat(outcome.sources()).as(why).isEqualTo(DEVICES);
        assertThat(outcome.gaps()).as(why).isZero();
        assertThat(outcome.conflicts()).as(why).isZero();
        assertThat(outcome.ahead()).as(why + ": receipted beyond what is held").isZero();
        assertThat(outcome.survivorsShare())
                .as(why + ": each instance had a part")
                .isBetween(1L, 99L);
        if (MINUTES > 0) {
            assertThat(outcome.lagMs().get(1)).as(why).isLessThan(5_000);
        }
    }
}
