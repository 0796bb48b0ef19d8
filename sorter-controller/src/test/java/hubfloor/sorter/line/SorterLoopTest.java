package hubfloor.sorter.line;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.config.model.EyeConfig;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.line.LineSink.Keeping;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the shell adds to the core, on a clock that only moves when a test says so. */
class SorterLoopTest {
    private final Bench bench = new Bench();

    @Test
    void lineBeginsStoppedWithSafeOutputsAndNoBelt() {
        assertThat(bench.loop.view().state()).isEqualTo("stopped");
        assertThat(bench.permits).containsExactly(false);
        assertThat(bench.active).containsOnly(false);
    }

    @Test
    void inputsAreTakenInTheOrderInWhichTheyHappened() {
        bench.execute();
        bench.run(100);
        Input.EyeEdge blocked = bench.edge(0, true);
        bench.now += 150 * Bench.MILLI / 10;
        Input.EyeEdge clear = new Input.EyeEdge(blocked.atNanos() + 150 * Bench.MILLI, blocked.count() + 300, 0, false);
        bench.now = clear.atNanos();
        bench.inputs.edge(clear);
        bench.inputs.edge(blocked);
        bench.loop.turn();
        assertThat(bench.events).hasAtLeastOneElementOfType(LineEvent.Inducted.class);
        LineEvent.Sized sized = (LineEvent.Sized) bench.events.stream()
                .filter(LineEvent.Sized.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(sized.lengthMm()).isBetween(280, 320);
    }

    @Test
    void edgesBeyondTheBoundMakeEveryEyeUnsureAndLevelsAreAskedAgain() {
        for (int i = 0; i <= LineInputs.EDGES_MAX; i++) {
            bench.inputs.edge(new Input.BeltContact(bench.now, bench.countAt(bench.now), true));
        }
        bench.loop.turn();
        for (EyeConfig eye : bench.line.eyes()) {
            assertThat(bench.alarms()).contains(eye.name() + ": edges were lost");
        }
        assertThat(bench.told).isEqualTo(1);
        bench.loop.turn();
        assertThat(bench.told).as("once for each time").isEqualTo(1);
    }

    @Test
    void emergencyStopLostInAFloodStillAbortsTheLine() {
        bench.execute();
        for (int i = 0; i < LineInputs.EDGES_MAX; i++) {
            bench.inputs.edge(new Input.BeltContact(bench.now, bench.countAt(bench.now), true));
        }
        bench.inputs.edge(new Input.EmergencyStop(bench.now, bench.countAt(bench.now), true));
        bench.loop.turn();
        assertThat(bench.state()).isEqualTo("aborted");
    }

    @Test
    void emergencyStopAbortsAndDropsTheOutputs() {
        bench.execute();
        bench.outputs.activate(4, bench.now, Long.MAX_VALUE);
        bench.inputs.edge(new Input.EmergencyStop(bench.now, bench.countAt(bench.now), true));
        bench.loop.turn();
        assertThat(bench.state()).isEqualTo("aborted");
        assertThat(bench.active).containsOnly(false);
        assertThat(bench.permits.getLast()).isFalse();
    }

    @Test
    void readAfterAPauseIsNotUsed() {
        bench.execute();
        bench.run(100);
        bench.now += 400 * Bench.MILLI;
        bench.inputs.read(new Input.Read(bench.now, bench.countAt(bench.now), 0, "top", List.of()));
        bench.loop.turn();
        assertThat(bench.alarms()).contains("top: a read after a pause was not used");
        bench.run(200);
        bench.inputs.read(new Input.Read(bench.now, bench.countAt(bench.now), 0, "side", List.of()));
        bench.loop.turn();
        assertThat(bench.alarms()).doesNotContain("side: a read after a pause was not used");
    }

    @Test
    void pauseBeyondTheLeaseIsHeardBeforeWhatCameMeanwhile() {
        bench.execute();
        bench.run(100);
        bench.outputs.activate(0, bench.now, Long.MAX_VALUE);
        Input.EyeEdge meanwhile = bench.edge(0, true);
        bench.now += 1_000 * Bench.MILLI;
        bench.inputs.edge(meanwhile);
        int before = bench.causes.size();
        bench.loop.turn();
        assertThat(bench.active).containsOnly(false);
        assertThat(bench.causes.get(before)).isInstanceOf(Input.Tick.class);
        assertThat(bench.alarms()).contains("line: was not looked after for a while");
    }

    @Test
    void lineThatCannotBeWrittenDownSuspendsItselfAndGoesOnByItself() {
        bench.execute();
        bench.keeping = Keeping.SHORT;
        bench.loop.turn();
        assertThat(bench.state()).isEqualTo("suspended");
        assertThat(bench.permits.getLast()).isFalse();
        bench.keeping = Keeping.ALL;
        bench.loop.turn();
        assertThat(bench.state()).isEqualTo("execute");
    }

    @Test
    void failedDiskAbortsTheLine() {
        bench.execute();
        bench.outputs.activate(0, bench.now, Long.MAX_VALUE);
        bench.keeping = Keeping.FAILED;
        bench.loop.turn();
        assertThat(bench.state()).isEqualTo("aborted");
        assertThat(bench.active).containsOnly(false);
    }
}
