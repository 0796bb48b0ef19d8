package hubfloor.sim.model;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.config.model.LineConfig;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The hall is as its config says, repeats by its seed, and its judge is not blind. */
class LineSimulationTest {
    private static final Set<Fault> NONE = EnumSet.noneOf(Fault.class);

    private static SimulationResult run(
            long seed, long parcels, Set<Fault> faults, Function<LineConfig, LineController> maker) {
        Story story = new Story(false);
        LineSimulation simulation = new LineSimulation(
                new LineSimulation.Order(
                        SimLines.fourGates(),
                        SimLines.plan(),
                        (line, plan, boot) -> maker.apply(line),
                        SimLines.IDENTIFY,
                        parcels,
                        4_000,
                        seed,
                        faults),
                story);
        assertThat(simulation.run()).isNull();
        return simulation.result();
    }

    @Test
    void plainControllerSortsEveryParcelWhereNothingGoesWrong() {
        SimulationResult result = run(1, 2_000, NONE, PlainController::new);
        assertThat(result.confirmedAsPlanned()).as("%s", result).isEqualTo(2_000);
        assertThat(result.parcels()).isEqualTo(2_000);
        assertThat(result.good()).isTrue();
    }

    @Test
    void sameSeedGivesTheSameRun() {
        Set<Fault> faults = EnumSet.of(Fault.BELT_STOP, Fault.SLIDE, Fault.NO_READ, Fault.BOUNCE);
        assertThat(run(7, 300, faults, PlainController::new)).isEqualTo(run(7, 300, faults, PlainController::new));
    }

    @Test
    void judgeSeesGatesThatMoveLate() {
        assertThat(run(2, 500, NONE, line -> spoilt(line, 400_000_000, 0)).good())
                .isFalse();
    }

    @Test
    void judgeSeesChutesThatAreSwapped() {
        assertThat(run(3, 200, NONE, line -> spoilt(line, 0, 1)).wrongGate()).isGreaterThan(50);
    }

    private static LineController spoilt(LineConfig line, long delayNanos, int shift) {
        PlainController controller = new PlainController(line);
        controller.delayNanos = delayNanos;
        controller.chuteShift = shift;
        return controller;
    }
}
