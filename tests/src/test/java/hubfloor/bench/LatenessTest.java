package hubfloor.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps the measurement itself alive. Says nothing about the machine: no figure is held to a budget here. */
class LatenessTest {
    @Test
    void shortRunOnThisMachineComesToFigures(@TempDir Path dir) throws Exception {
        Lateness.Phase phase = new Lateness(dir, 0, 16, System.out).phase("short", 0, false);
        assertThat(phase.gates().count()).as("gate movements").isPositive();
        assertThat(phase.bare().count()).as("the bare JVM's instants").isPositive();
        assertThat(phase.gates().micros(0.5)).isBetween(0.0, phase.gates().micros(1));
        assertThat(phase.line()).as("kinds of samples of the line").hasSize(6);
        assertThat(phase.line().get(4).count()).as("decisions").isPositive();
    }

    @Test
    void cyclictestsHistogramIsRead() {
        Samples late = CyclicTest.read(List.of(
                "# /dev/cpu_dma_latency set to 0us",
                "# Histogram",
                "000001 000003",
                "000250 000001",
                "# Total: 000000004",
                "# Histogram Overflows: 00002",
                "# Histogram Overflow at cycle number:"));
        assertThat(late.count()).isEqualTo(6);
        assertThat(late.micros(0.5)).isEqualTo(1);
        assertThat(late.micros(0.6)).isEqualTo(250);
        assertThat(late.micros(1)).isEqualTo(50_000);
    }

    @Test
    void samplesSurviveTheWayFromTheChild() {
        Samples samples = new Samples("gates on");
        samples.add(1_500);
        samples.add(-20);
        assertThat(Samples.heard(samples.told()).told()).isEqualTo("gates on=1500,-20");
        assertThat(Samples.heard("none=").count()).isZero();
    }
}
