package hubfloor.sorter.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Outputs that move only while somebody is awake. */
class GateOutputsTest {
    private final Bench bench = new Bench();

    @Test
    void outputsAreSafeFromConstructionOn() {
        assertThat(bench.active).as("the bench starts with all gates at work").containsOnly(false);
    }

    @Test
    void silentLoopDropsTheOutputsWithinTheLease() {
        assertThat(bench.outputs.activate(2, bench.now, bench.now + Bench.MILLI))
                .isTrue();
        assertThat(bench.active[2]).isTrue();
        bench.now += 150 * Bench.MILLI;
        bench.outputs.look(bench.now);
        assertThat(bench.active[2]).as("150 ms of silence").isTrue();
        bench.now += 95 * Bench.MILLI;
        bench.outputs.look(bench.now);
        assertThat(bench.active[2]).as("245 ms of silence").isFalse();
        assertThat(bench.outputs.lapses()).isEqualTo(1);
    }

    @Test
    void gateIsNotMovedUnderALapsedLease() {
        bench.now += 251 * Bench.MILLI;
        assertThat(bench.outputs.activate(2, bench.now, bench.now + Bench.MILLI))
                .isFalse();
        assertThat(bench.active[2]).isFalse();
        bench.outputs.renew(bench.now);
        assertThat(bench.outputs.activate(2, bench.now, bench.now + Bench.MILLI))
                .isTrue();
    }

    @Test
    void wakingLoopFindsItsOutputsSafeBeforeItDoesAnything() {
        bench.outputs.activate(3, bench.now, bench.now + Bench.MILLI);
        bench.now += 1_000 * Bench.MILLI;
        bench.outputs.renew(bench.now);
        assertThat(bench.active[3]).isFalse();
    }

    @Test
    void movementThatComesTooLateIsNotMade() {
        assertThat(bench.outputs.activate(2, bench.now - 1, bench.now + Bench.MILLI))
                .isFalse();
        assertThat(bench.active[2]).isFalse();
    }

    @Test
    void closedOutputsStaySafe() {
        bench.outputs.activate(1, bench.now, bench.now + Bench.MILLI);
        bench.outputs.close();
        assertThat(bench.active).containsOnly(false);
        assertThat(bench.outputs.activate(1, bench.now, bench.now + Bench.MILLI))
                .isFalse();
    }
}
