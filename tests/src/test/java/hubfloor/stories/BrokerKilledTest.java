package hubfloor.stories;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.stories.BrokerKillCampaign.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Dhubfloor.seconds=300} is the full size. */
class BrokerKilledTest {
    private static final int SECONDS = Integer.getInteger("hubfloor.seconds", 16);

    /** After so many short sessions station and central each rest for up to a minute before they dial again. */
    private static final Duration DRAIN = Duration.ofSeconds(150);

    @TempDir
    Path dir;

    private final long seed = Long.getLong("hubfloor.seed", System.nanoTime());

    @Test
    void brokerThatForgetsEverythingEveryFewSecondsLosesNothing() {
        Outcome outcome = new BrokerKillCampaign(dir, seed).run(Duration.ofSeconds(SECONDS), DRAIN);
        System.out.println("BrokerKilled: " + outcome);
        String why = "seed " + seed + ": " + outcome;
        assertThat(outcome.kills()).as(why).isGreaterThan(SECONDS / 10);
        assertThat(outcome.lost()).as(why).isZero();
        assertThat(outcome.orderKept()).as(why).isTrue();
        assertThat(outcome.disorder())
                .as(why + ": first transmissions leave in order")
                .isZero();
        assertThat(outcome.reused()).as(why).isZero();
        assertThat(outcome.missing())
                .as(why + ": numbers central does not hold")
                .isZero();
    }
}
