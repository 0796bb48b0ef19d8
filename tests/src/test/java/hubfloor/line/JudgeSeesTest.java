package hubfloor.line;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.sim.model.Fault;
import hubfloor.sim.model.LineController;
import hubfloor.sim.model.SimulationResult;
import hubfloor.sorter.core.Effect;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.event.LineEvent;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A campaign that finds nothing proves something only if it finds what is there: spoilt cores must go red. */
class JudgeSeesTest {
    private static final Set<Fault> NONE = EnumSet.noneOf(Fault.class);
    private static final LineConfig LINE = Lines.demo();
    private static final SortPlan PLAN = Lines.planOf(LINE);

    private static SimulationResult run(String what, Set<Fault> faults, LineController.Maker maker) {
        return Lines.run(what, LINE, PLAN, maker, 300, 10_000, 1, 1, faults).total();
    }

    @Test
    void gatesThatMoveLatePushParcelsOffByWrongGates() {
        SimulationResult result = run(
                "gates 300 ms late",
                NONE,
                (line, plan, boot) -> SpoiltController.lateGates(line, plan, boot, 300_000_000));
        assertThat(result.good()).as("%s", result).isFalse();
        assertThat(result.wrongGate()).isPositive();
    }

    @Test
    void swappedGatesAreWrongGates() {
        SimulationResult result = run(
                "first two gates swapped",
                NONE,
                (line, plan, boot) -> SpoiltController.changed(line, plan, boot, JudgeSeesTest::swap, e -> true));
        assertThat(result.wrongGate()).as("%s", result).isPositive();
    }

    private static Effect swap(Effect effect) {
        return effect instanceof Effect.MoveGate move && move.gate() < 2
                ? new Effect.MoveGate(
                        1 - move.gate(), move.active(), move.dueAtNanos(), move.latestAtNanos(), move.untilAtNanos())
                : effect;
    }

    @Test
    void gatesThatAreNeverReleasedAreWrongGates() {
        SimulationResult result = run(
                "never released",
                NONE,
                (line, plan, boot) -> SpoiltController.changed(
                        line,
                        plan,
                        boot,
                        JudgeSeesTest::forEver,
                        e -> !(e instanceof Effect.MoveGate move) || move.active()));
        assertThat(result.wrongGate()).as("%s", result).isPositive();
    }

    private static Effect forEver(Effect effect) {
        return effect instanceof Effect.MoveGate move
                ? Effect.MoveGate.on(move.gate(), move.dueAtNanos(), move.latestAtNanos(), Long.MAX_VALUE)
                : effect;
    }

    @Test
    void aParcelDecidedByAnotherPlanThanItWasInductedUnderIsFound() {
        SimulationResult result = run(
                "plan swapped within a parcel",
                NONE,
                (line, plan, boot) -> SpoiltController.changed(line, plan, boot, JudgeSeesTest::replanned, e -> true));
        assertThat(result.violations()).as("%s", result).containsKey("two plans for one parcel");
        assertThat(result.good()).isFalse();
    }

    private static Effect replanned(Effect effect) {
        if (effect instanceof Effect.Report report && report.event() instanceof LineEvent.Decided e) {
            return new Effect.Report(new LineEvent.Decided(
                    e.atNanos(),
                    e.parcel(),
                    e.subject(),
                    e.chute(),
                    e.step(),
                    e.reason(),
                    e.plan() + ".next",
                    e.planValidFrom(),
                    e.rule(),
                    e.customs(),
                    e.timeLeft(),
                    e.inputs()));
        }
        return effect;
    }

    @Test
    void aLineThatEndsNoStoryHasUnaccountedParcels() {
        SimulationResult result = run(
                "no story ends",
                NONE,
                (line, plan, boot) -> SpoiltController.changed(
                        line, plan, boot, e -> e, e -> !SpoiltController.reports(e, LineEvent.Ended.class)));
        assertThat(result.unaccounted()).as("%s", result).isPositive();
    }

    @Test
    void aLineThatIsBlindInItsChutesDoesNotNoticeAStuckGate() {
        Set<Fault> faults = EnumSet.of(Fault.GATE_STUCK_ACTIVE, Fault.GATE_STUCK_PASSIVE, Fault.GATE_SLOW);
        SimulationResult result = Lines.run(
                        "no verify eyes heard",
                        LINE,
                        PLAN,
                        (line, plan, boot) -> SpoiltController.deaf(line, plan, boot, JudgeSeesTest::notOfAChute),
                        2_000,
                        5_000,
                        1,
                        5,
                        faults)
                .total();
        assertThat(result.confirmedAsPlanned()).as("%s", result).isZero();
        assertThat(result.unconfirmed()).as("%s", result).isPositive();
    }

    private static boolean notOfAChute(Input input) {
        return !(input instanceof Input.EyeEdge edge)
                || LINE.eyes().get(edge.eye()).verify().isEmpty();
    }

    @Test
    void chutesThatAreNotWatchedForFullnessAreFound() {
        SimulationResult result = Lines.run(
                        "deaf for full chutes",
                        LINE,
                        PLAN,
                        (line, plan, boot) ->
                                SpoiltController.deaf(line, plan, boot, i -> !(i instanceof Input.ChuteLevel)),
                        2_000,
                        5_000,
                        1,
                        3,
                        EnumSet.of(Fault.CHUTE_FULL))
                .total();
        assertThat(result.violations()).as("%s", result).containsKey("into shut chute");
    }
}
