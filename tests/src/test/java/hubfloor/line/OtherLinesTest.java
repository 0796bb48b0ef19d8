package hubfloor.line;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.sim.model.Fault;
import hubfloor.sim.run.Campaign;
import hubfloor.sim.run.CoreController;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines built otherwise than ours, with all faults: nothing in the core may lean on the demo line's shape. */
class OtherLinesTest {
    private static final long SEED = Long.getLong("hubfloor.seed", 1);
    private static final int SEEDS = Integer.getInteger("hubfloor.other-seeds", 8);
    private static final LineConfig DEMO = Lines.demo();
    private static final SortPlan PLAN = Lines.planOf(DEMO);

    static final Map<String, UnaryOperator<LineConfig>> SHAPES = new TreeMap<>(Map.of(
            "no encoder", OtherLines::withoutEncoder,
            "no verify eyes", line -> OtherLines.withoutEyes(line, OtherLines::verifies),
            "no check eyes",
                    line -> OtherLines.withoutEyes(line, e -> e.role().name().equals("CHECK")),
            "recirculation", OtherLines::goingRound,
            "customs and host", OtherLines::withCustomsAndHost,
            "interlocks", OtherLines::interlocked));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no encoder",
                "no verify eyes",
                "no check eyes",
                "recirculation",
                "customs and host",
                "interlocks"
            })
    void noParcelLeavesByAWrongGateOrVanishes(String shape) {
        LineConfig line = Objects.requireNonNull(SHAPES.get(shape)).apply(DEMO);
        Set<Fault> faults = EnumSet.allOf(Fault.class);
        if (shape.equals("no check eyes")) {
            // Nothing on such a line could tell that its encoder slipped or that a parcel slid.
            faults.removeAll(EnumSet.of(
                    Fault.ENCODER_SLIP,
                    Fault.ENCODER_DROP,
                    Fault.ENCODER_DEAD,
                    Fault.ENCODER_JITTER,
                    Fault.SLIDE,
                    Fault.EYE_STUCK_CLEAR,
                    Fault.TRANSPARENT));
        }
        Campaign.Report report = Lines.run(shape, line, PLAN, CoreController::new, 500, 5_000, SEED, SEEDS, faults);
        assertThat(report.bad()).as("%s", report.total()).isEmpty();
    }
}
