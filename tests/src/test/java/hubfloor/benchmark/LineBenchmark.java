package hubfloor.benchmark;

import hubfloor.config.model.BeltConfig;
import hubfloor.config.model.EyeConfig;
import hubfloor.config.model.GateConfig;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.line.Lines;
import hubfloor.sim.model.Fault;
import hubfloor.sim.model.LineController;
import hubfloor.sim.model.LineSimulation;
import hubfloor.sim.model.SimulationResult;
import hubfloor.sim.model.Story;
import hubfloor.sim.run.CoreController;
import hubfloor.sorter.core.Effect;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.core.SorterCore;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * One step of the core with some 200 parcels on the belt, and one simulated hour at 10,000 parcels/h. The steps are
 * those of a simulated line of 160 m, recorded and then given to a fresh core again and again.
 */
@State(Scope.Benchmark)
public class LineBenchmark {
    private static final int LONGER_MM = 140_000;
    private static final int PARCELS = 3_000;

    private final LineConfig demo = Lines.demo();
    private final SortPlan plan = Lines.planOf(demo);
    private final LineConfig line = longer(demo);
    private final List<Input> inputs = new ArrayList<>();
    private long bootNanos;
    private SorterCore core = new SorterCore(line, plan, 0);
    private int next;

    /** Records every input that the core of a long line gets. */
    @Setup
    public void record() {
        LineSimulation simulation = new LineSimulation(
                new LineSimulation.Order(
                        line, plan, this::recorder, Lines.IDENTIFY, PARCELS, 10_000, 1, EnumSet.noneOf(Fault.class)),
                new Story(false));
        if (simulation.run() != null || !simulation.result().good()) {
            throw new IllegalStateException("the recorded run is bad: " + simulation.result());
        }
    }

    private LineController recorder(LineConfig config, SortPlan sortPlan, long boot) {
        bootNanos = boot;
        CoreController recorded = new CoreController(config, sortPlan, boot);
        next = Integer.MAX_VALUE;
        return new LineController() {
            @Override
            public void step(Input input, Consumer<Effect> effects) {
                inputs.add(input);
                recorded.step(input, effects);
            }

            @Override
            public long nextAtNanos() {
                return recorded.nextAtNanos();
            }
        };
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public void stepWithTwoHundredParcels(Blackhole hole) {
        if (next >= inputs.size()) {
            next = 0;
            core = new SorterCore(line, plan, bootNanos);
        }
        core.step(inputs.get(next++), hole::consume);
    }

    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.SECONDS)
    public SimulationResult hourOfTenThousandParcels() {
        LineSimulation simulation = new LineSimulation(
                new LineSimulation.Order(
                        demo,
                        plan,
                        CoreController::new,
                        Lines.IDENTIFY,
                        10_000,
                        10_000,
                        1,
                        EnumSet.noneOf(Fault.class)),
                new Story(false));
        simulation.run();
        return simulation.result();
    }

    /** The same line with a long way between the reading and the first gate, so that 200 parcels lie on it. */
    private static LineConfig longer(LineConfig of) {
        BeltConfig belt = of.belt();
        int first = of.gates().getFirst().positionMm();
        return new LineConfig(
                of.board(),
                new BeltConfig(
                        belt.lengthMm() + LONGER_MM,
                        belt.minMmPerS(),
                        belt.maxMmPerS(),
                        belt.nominalMmPerS(),
                        belt.encoder()),
                of.tracking(),
                of.eyes().stream().map(eye -> further(eye, first - 2_000)).toList(),
                of.readingAreas(),
                of.gates().stream().map(LineBenchmark::further).toList(),
                of.chutes(),
                of.beltEnd(),
                of.recirculation(),
                of.inputs(),
                of.decision());
    }

    private static EyeConfig further(EyeConfig eye, int fromMm) {
        return eye.positionMm() < fromMm
                ? eye
                : new EyeConfig(
                        eye.name(),
                        eye.role(),
                        eye.positionMm() + LONGER_MM,
                        eye.input(),
                        eye.debounceMicros(),
                        eye.verify());
    }

    private static GateConfig further(GateConfig gate) {
        return new GateConfig(
                gate.name(),
                gate.kind(),
                gate.positionMm() + LONGER_MM,
                gate.output(),
                gate.lagMs(),
                gate.lagJitterMs(),
                gate.holdMs(),
                gate.minOffMs(),
                gate.maxPerMinute(),
                gate.interlocks(),
                gate.missesToStop());
    }
}
