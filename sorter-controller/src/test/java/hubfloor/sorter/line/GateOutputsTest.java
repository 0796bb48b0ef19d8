package hubfloor.sorter.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Outputs that move only while somebody is awake. */
class GateOutputsTest {
    private final Bench bench = new Bench();

    @Test
    void outputsAreSafeFromConstructionOn() {
        assertThat(bench.high).as("the bench starts with all pins high").containsOnly(false);
    }

    @Test
    void silentLoopDropsTheOutputsWithinTheLease() {
        assertThat(bench.outputs.move(2, true)).isTrue();
        assertThat(bench.high[2]).isTrue();
        bench.now += 150 * Bench.MILLI;
        bench.outputs.look(bench.now);
        assertThat(bench.high[2]).as("150 ms of silence").isTrue();
        bench.now += 95 * Bench.MILLI;
        bench.outputs.look(bench.now);
        assertThat(bench.high[2]).as("245 ms of silence").isFalse();
        assertThat(bench.outputs.lapses()).isEqualTo(1);
    }

    @Test
    void gateIsNotMovedUnderALapsedLease() {
        bench.now += 251 * Bench.MILLI;
        assertThat(bench.outputs.move(2, true)).isFalse();
        assertThat(bench.high[2]).isFalse();
        bench.outputs.renew(bench.now);
        assertThat(bench.outputs.move(2, true)).isTrue();
    }

    @Test
    void wakingLoopFindsItsOutputsSafeBeforeItDoesAnything() {
        bench.outputs.move(3, true);
        bench.now += 1_000 * Bench.MILLI;
        bench.outputs.renew(bench.now);
        assertThat(bench.high[3]).isFalse();
    }

    @Test
    void closedOutputsStaySafe() {
        bench.outputs.move(1, true);
        bench.outputs.close();
        assertThat(bench.high).containsOnly(false);
        assertThat(bench.outputs.move(1, true)).isFalse();
    }
}
