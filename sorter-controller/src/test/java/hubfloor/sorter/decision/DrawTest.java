package hubfloor.sorter.decision;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.advice.Advice;
import hubfloor.advice.Clocks;
import hubfloor.advice.Routing;
import hubfloor.config.model.CustomsStatus;
import hubfloor.config.model.InspectionDraw;
import hubfloor.config.model.SortRule.Share;
import hubfloor.sorter.event.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DrawTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private static Facts facts(String value, long sequence) {
        Advice advice = Advice.to("BE", "", "", 0, 0).heard(CustomsStatus.RELEASED, sequence, NOON);
        return new Facts(
                Reason.NONE,
                new Identity("s10", value, Reason.NONE),
                Optional.of(advice),
                advice.customs(),
                Facts.Size.UNKNOWN,
                Facts.Host.NONE,
                NOON,
                0,
                Facts.NO_CHUTE);
    }

    @Test
    void soManyOfTenThousandAreDrawnAsAsked() {
        Draw draw = new Draw(new InspectionDraw(250, "a-secret-seed"));
        int drawn = 0;
        for (int i = 0; i < 100_000; i++) {
            drawn += draw.takes(facts("RR" + i, 1)) ? 1 : 0;
        }
        assertThat(drawn).as("of 100,000, at 2.5 %").isBetween(2_300, 2_700);
    }

    @Test
    void theSameParcelIsDrawnTheSameAndAnewAfterTheNextWordOfCustoms() {
        Draw draw = new Draw(new InspectionDraw(5_000, "a-secret-seed"));
        int changed = 0;
        for (int i = 0; i < 1_000; i++) {
            assertThat(draw.takes(facts("RR" + i, 1))).isEqualTo(draw.takes(facts("RR" + i, 1)));
            changed += draw.takes(facts("RR" + i, 1)) == draw.takes(facts("RR" + i, 2)) ? 0 : 1;
        }
        assertThat(changed).as("an inspected parcel is not held for ever").isBetween(400, 600);
    }

    @Test
    void theDrawCanBeWorkedOutByHand() {
        // printf 'a-secret-seed/s10/RR1/1' | sha256sum -> the first four bytes, modulo 10,000
        String words = new Draw(new InspectionDraw(50, "a-secret-seed")).words(facts("RR1", 1));
        assertThat(words).isEqualTo(BY_HAND + "<50");
        assertThat(new Draw(InspectionDraw.NONE).words(facts("RR1", 1))).isEmpty();
    }

    private static final String BY_HAND = "526";

    @Test
    void aPlanCanGoByTheTimeLeftAndByTheMerchantsRecord() {
        Routing urgent = new Routing(
                1, "BE", "", "", 0, 0, true, new Clocks(Instant.EPOCH, NOON.minus(Duration.ofHours(2)), Instant.EPOCH));
        Facts parcel = new Facts(
                Reason.NONE,
                new Identity("s10", "RR1", Reason.NONE),
                Optional.of(new Advice(urgent, Advice.UNKNOWN.customs())),
                Advice.UNKNOWN.customs(),
                Facts.Size.UNKNOWN,
                Facts.Host.NONE,
                NOON,
                0,
                Facts.NO_CHUTE);
        TestLine.Rule hasty = new TestLine.Rule("hasty");
        hasty.maxMinutesLeft = OptionalInt.of(60);
        hasty.trusted = true;
        CompiledPlan sixty = new CompiledPlan(
                TestLine.plan(hasty.to(Share.FILL, "north"), TestLine.all(Share.FILL, "south")),
                TestLine.line(false, false));
        assertThat(sixty.match(parcel)).as("of three hours one is left").isZero();
        hasty.maxMinutesLeft = OptionalInt.of(59);
        CompiledPlan less = new CompiledPlan(
                TestLine.plan(hasty.to(Share.FILL, "north"), TestLine.all(Share.FILL, "south")),
                TestLine.line(false, false));
        assertThat(less.match(parcel)).isEqualTo(1);
        assertThat(less.explain(parcel).misses().getFirst().words())
                .isEqualTo("hasty: time-left=60 min to customs not in 59 min or less");
    }
}
