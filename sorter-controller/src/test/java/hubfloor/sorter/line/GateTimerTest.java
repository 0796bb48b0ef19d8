package hubfloor.sorter.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Outputs that end by themselves, whatever became of who set them. */
class GateTimerTest {
    private static final long MILLI = Bench.MILLI;

    private final Bench clock = new Bench();
    private final GateTimer timer = new GateTimer(clock);
    private boolean gateHigh = true;
    private boolean permitHigh;

    GateTimerTest() {
        timer.gate(high -> gateHigh = high, true);
        timer.permit(high -> permitHigh = high, false);
        timer.renew(clock.now);
    }

    @Test
    void gateRestsAtTheInstantItWasActivatedUntil() {
        timer.activate(0, clock.now + 70 * MILLI);
        assertThat(gateHigh).as("active low").isFalse();
        assertThat(timer.look(clock.now)).isLessThanOrEqualTo(70 * MILLI);
        timer.look(clock.now + 69 * MILLI);
        assertThat(gateHigh).isFalse();
        timer.look(clock.now + 70 * MILLI);
        assertThat(gateHigh).isTrue();
    }

    @Test
    void aLaterInstantKeepsTheGateAndAnEarlierOneEndsItSooner() {
        timer.activate(0, clock.now + 70 * MILLI);
        timer.activate(0, clock.now + 140 * MILLI);
        timer.look(clock.now + 139 * MILLI);
        assertThat(gateHigh).isFalse();
        timer.activate(0, clock.now + 30 * MILLI);
        timer.look(clock.now + 30 * MILLI);
        assertThat(gateHigh).isTrue();
    }

    @Test
    void beltsPermitIsTakenFromASilentLineAndGivenBackWhenItSpeaks() {
        timer.permit(true);
        timer.look(clock.now + 199 * MILLI);
        assertThat(permitHigh).isTrue();
        timer.look(clock.now + 201 * MILLI);
        assertThat(permitHigh).as("at the last look before the lease is over").isFalse();
        timer.renew(clock.now + 400 * MILLI);
        assertThat(permitHigh).isTrue();
        timer.permit(false);
        timer.renew(clock.now + 410 * MILLI);
        assertThat(permitHigh).isFalse();
    }

    @Test
    void nothingIsActiveAfterTheEnd() {
        timer.permit(true);
        timer.activate(0, clock.now + 70 * MILLI);
        timer.close();
        assertThat(gateHigh).isTrue();
        assertThat(permitHigh).isFalse();
        timer.activate(0, clock.now + 70 * MILLI);
        timer.permit(true);
        timer.renew(clock.now);
        assertThat(gateHigh).isTrue();
        assertThat(permitHigh).isFalse();
    }
}
