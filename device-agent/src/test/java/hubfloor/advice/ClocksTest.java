package hubfloor.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClocksTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private static Clocks presented(Duration ago) {
        return new Clocks(Instant.EPOCH, NOON.minus(ago), Instant.EPOCH);
    }

    @Test
    void aTrustedMerchantsParcelIsToClearInThreeHoursAnybodyElsesInSix() {
        Clocks clocks = presented(Duration.ofHours(1));
        assertThat(clocks.least(true, false, NOON).orElseThrow().left()).isEqualTo(Duration.ofHours(2));
        assertThat(clocks.least(false, false, NOON).orElseThrow().left()).isEqualTo(Duration.ofHours(5));
    }

    @Test
    void theCustomsClockStopsAtTheRelease() {
        assertThat(presented(Duration.ofHours(1)).least(true, true, NOON)).isEmpty();
    }

    @Test
    void theLeastTimeLeftCounts() {
        Clocks clocks = new Clocks(
                NOON.minus(Duration.ofHours(70)), NOON.minus(Duration.ofHours(1)), NOON.plus(Duration.ofHours(4)));
        TimeLeft least = clocks.least(true, false, NOON).orElseThrow();
        assertThat(least.which()).isEqualTo(TimeLeft.Which.CUSTOMS);
        TimeLeft released = clocks.least(true, true, NOON).orElseThrow();
        assertThat(released.which()).isEqualTo(TimeLeft.Which.PROMISE);
        assertThat(released.left()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void warningsComeAtHalfAndAtFourFifths() {
        assertThat(stage(Duration.ofMinutes(89))).isEqualTo("in-time");
        assertThat(stage(Duration.ofMinutes(90))).isEqualTo("half-used");
        assertThat(stage(Duration.ofMinutes(143))).isEqualTo("half-used");
        assertThat(stage(Duration.ofMinutes(144))).isEqualTo("nearly-used");
        assertThat(stage(Duration.ofHours(3))).isEqualTo("overdue");
    }

    private static String stage(Duration ago) {
        return presented(ago).least(true, false, NOON).orElseThrow().stage();
    }

    @Test
    void noTimeIsToldWhileTheClockIsNotKnown() {
        assertThat(presented(Duration.ofHours(1)).least(true, false, Instant.EPOCH))
                .isEmpty();
        assertThat(Clocks.NONE.least(true, false, NOON)).isEmpty();
    }

    @Test
    void aCutOffAloneIsCountedFromThePromisesLengthBeforeIt() {
        Clocks clocks = new Clocks(Instant.EPOCH, Instant.EPOCH, NOON.plus(Duration.ofHours(36)));
        TimeLeft left = clocks.least(false, false, NOON).orElseThrow();
        assertThat(left.which().word()).isEqualTo("cut-off");
        assertThat(left.usedPercent()).isEqualTo(50);
    }
}
