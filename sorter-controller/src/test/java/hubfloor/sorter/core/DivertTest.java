package hubfloor.sorter.core;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.config.model.GateConfig;
import hubfloor.sorter.core.Input.ChuteLevel.Level;
import hubfloor.sorter.core.ScriptedLine.Box;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.LineEvent.Outcome;
import hubfloor.sorter.event.LineEvent.Step;
import hubfloor.sorter.event.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a gate moves, and when it must not. */
class DivertTest {
    private final FloorPlan floor = new FloorPlan();

    @Test
    void parcelPastLatestPulseIsNotDiverted() {
        ScriptedLine line = ScriptedLine.executing(floor);
        Box box = line.box("B1", 100, 300);
        line.runUntilAt(box, 4_250);
        line.awake = false;
        line.run(220);
        line.awake = true;
        line.run(8_000);
        assertThat(box.landed).as(line.story()).isEqualTo(FloorPlan.END);
        assertThat(line.all(LineEvent.Fired.class)).isEmpty();
        assertThat(line.all(LineEvent.Aborted.class).getFirst().reason()).isEqualTo(Reason.TOO_LATE);
    }

    @Test
    void afterAFreezeNothingIsRunLateAndOutputsAreSafe() {
        ScriptedLine line = ScriptedLine.executing(floor);
        Box box = line.box("A1", 100, 300);
        Box next = line.box("A2", 1_600, 300);
        line.runUntilAt(box, 2_800);
        line.awake = false;
        line.run(1_000);
        line.awake = true;
        line.effects.clear();
        line.run(20);
        assertThat(line.effects).contains(new Effect.AllSafe());
        line.run(12_000);
        assertThat(line.all(LineEvent.Fired.class)).as(line.story()).isEmpty();
        assertThat(List.of(box.landed, next.landed)).containsOnly(FloorPlan.END);
    }

    /** The expiry of each activation: without it the pusher would be out until the program wakes. */
    @Test
    void aPusherThatIsOutWhenTheProgramFreezesIsBackBeforeTheNextParcelComes() {
        ScriptedLine line = ScriptedLine.executing(floor);
        Box box = line.box("A1", 100, 300);
        Box next = line.box("C2", 520, 300);
        for (int i = 0; i < 5_000 && !line.gateActive[0]; i++) {
            line.run(1);
        }
        line.awake = false;
        line.run(600);
        line.awake = true;
        line.run(12_000);
        assertThat(box.landed).as(line.story()).isEqualTo(FloorPlan.A);
        assertThat(next.landed).as(line.story()).isEqualTo(FloorPlan.END);
    }

    @Test
    void aHeldGateStaysForItsParcelHoweverLongTheBeltStandsOrCrawls() {
        ScriptedLine line = ScriptedLine.executing(floor);
        Box box = line.box("B1", 100, 300);
        line.runUntilAt(box, 4_560);
        line.beltRuns = false;
        line.give(new Input.BeltContact(line.now, line.count(), false));
        for (int i = 0; i < 3_000; i++) {
            line.run(1);
            assertThat(line.gateActive[1]).as("after %d ms of stand-still", i).isTrue();
        }
        line.give(new Input.BeltContact(line.now, line.count(), true));
        for (int i = 0; i < 1_000; i++) {
            line.beltRuns = i % 2 == 0;
            line.run(1);
        }
        line.beltRuns = true;
        line.run(3_000);
        assertThat(box.landed).as(line.story()).isEqualTo(FloorPlan.B);
    }

    @Test
    void lagIsMadeUpForAtEverySpeed() {
        ScriptedLine line = ScriptedLine.executing(floor);
        Box slowly = line.box("A1", 100, 300);
        line.runUntilAt(slowly, 2_500);
        // half the speed: the belt moves every second millisecond
        for (int i = 0; i < 1_500; i++) {
            line.beltRuns = i % 2 == 0;
            line.run(1);
        }
        line.beltRuns = true;
        line.run(3_000);
        assertThat(slowly.landed).as(line.story()).isEqualTo(FloorPlan.A);
        Box fast = line.box("A2", 100, 300);
        line.run(5_000);
        assertThat(fast.landed).isEqualTo(FloorPlan.A);
        List<LineEvent.Fired> fired = line.all(LineEvent.Fired.class);
        // 60 ms of lag are 60 pulses at full speed and 30 at half
        assertThat(fired.get(0).duePulse() - zeroOf(line, 1)).isBetween(3_110L, 3_125L);
        assertThat(fired.get(1).duePulse() - zeroOf(line, 2)).isBetween(3_085L, 3_095L);
    }

    /** The count at which the parcel's leading edge was at the induction eye, by its first check eye. */
    private static long zeroOf(ScriptedLine line, long parcel) {
        LineEvent.Inducted inducted = line.all(LineEvent.Inducted.class).stream()
                .filter(each -> each.parcel() == parcel)
                .findFirst()
                .orElseThrow();
        return parcel == 1 ? 11_100 : 11_100 + (inducted.atNanos() - firstInduction(line)) / ScriptedLine.MILLI - 750;
    }

    private static long firstInduction(ScriptedLine line) {
        return line.all(LineEvent.Inducted.class).getFirst().atNanos();
    }

    @Test
    void interlockedGatesNeverMoveTogether() {
        floor.interlocks = List.of("g3");
        floor.lag2 = 100;
        ScriptedLine line = ScriptedLine.executing(floor);
        // the arm at 4.5 m and the wheel at 7 m are due at the same time
        Box front = line.box("C1", 100, 300);
        Box back = line.box("B2", 2_600, 300);
        for (int i = 0; i < 14_000; i++) {
            line.run(1);
            assertThat(line.gateActive[1] && line.gateActive[2])
                    .as(line.story())
                    .isFalse();
        }
        assertThat(List.of(front.landed, back.landed)).contains(FloorPlan.END);
        assertThat(line.all(LineEvent.Decided.class)).anyMatch(each -> each.reason() == Reason.INTERLOCK);
    }

    @Test
    void aGateThatMustRestIsNotMovedAgainTooSoon() {
        floor.minOffMs = 600;
        ScriptedLine line = ScriptedLine.executing(floor);
        Box first = line.box("A1", 100, 300);
        Box second = line.box("A2", 600, 300);
        line.run(13_000);
        assertThat(first.landed).isEqualTo(FloorPlan.A);
        assertThat(second.landed).as(line.story()).isNotEqualTo(FloorPlan.A);
        assertThat(line.decided(2).reason()).isEqualTo(Reason.GATE_BUSY);
    }

    /** The plan had room for the rest; an eye behind the decision then saw the second parcel too near. */
    @Test
    void aGateRestsAlsoWhenAnEyeSeesTheNextParcelNearerThanPlanned() {
        floor.kind3 = GateConfig.Kind.PUSHER;
        floor.minOffMs = 600;
        ScriptedLine line = ScriptedLine.executing(floor);
        line.box("C1", 100, 400);
        Box second = line.box("C2", 800, 400);
        line.runUntilAt(second, 5_000);
        second.slip(40);
        long rested = 0;
        long shortest = Long.MAX_VALUE;
        boolean moved = false;
        for (int i = 0; i < 6_000; i++) {
            line.run(1);
            if (line.gateActive[2]) {
                shortest = moved && rested > 0 ? Math.min(shortest, rested) : shortest;
                moved = true;
                rested = 0;
            } else {
                rested++;
            }
        }
        assertThat(line.all(LineEvent.Fired.class)).as(line.story()).hasSize(2);
        assertThat(shortest).as("rest in ms").isGreaterThanOrEqualTo(600);
        assertThat(second.landed).isEqualTo(FloorPlan.C);
    }

    @Test
    void aGateIsNotMovedMoreOftenThanItsRate() {
        floor.perMinute = 2;
        ScriptedLine line = ScriptedLine.executing(floor);
        for (int i = 0; i < 3; i++) {
            line.box("B" + i, 100 + 1_000 * i, 300);
        }
        line.run(14_000);
        assertThat(line.boxes.get(0).landed).isEqualTo(FloorPlan.B);
        assertThat(line.boxes.get(1).landed).isEqualTo(FloorPlan.B);
        assertThat(line.boxes.get(2).landed).as(line.story()).isEqualTo(FloorPlan.END);
        assertThat(line.decided(3).reason()).isEqualTo(Reason.RATE_LIMIT);
    }

    @Test
    void twoParcelsOneGapApartGoTheirOwnWays() {
        for (GateConfig.Kind kind : GateConfig.Kind.values()) {
            floor.kind1 = kind;
            ScriptedLine line = ScriptedLine.executing(floor);
            Box front = line.box("B1", 100, 250);
            Box middle = line.box("A2", 470, 250);
            Box back = line.box("C3", 840, 250);
            line.run(14_000);
            assertThat(List.of(front.landed, middle.landed, back.landed))
                    .as(kind + line.story())
                    .containsExactly(FloorPlan.B, FloorPlan.A, FloorPlan.C);
        }
    }

    @Test
    void aHeldGateStaysForTheNextParcelOfItsChute() {
        ScriptedLine line = ScriptedLine.executing(floor);
        floor.minOffMs = 100;
        Box first = line.box("B1", 100, 250);
        Box second = line.box("B2", 470, 250);
        line.run(8_000);
        assertThat(List.of(first.landed, second.landed)).as(line.story()).containsOnly(FloorPlan.B);
    }

    @Test
    void anUnconfirmedDivertIsNeverCalledSorted() {
        ScriptedLine line = ScriptedLine.executing(floor);
        line.eyeDead[FloorPlan.IN_A] = true;
        Box box = line.box("A1", 100, 300);
        line.run(8_000);
        assertThat(box.landed).isEqualTo(FloorPlan.A);
        assertThat(line.end(1).outcome()).as(line.story()).isEqualTo(Outcome.UNCONFIRMED);
    }

    @Test
    void aLandingThatCouldBeTwoParcelsConfirmsNoneUntilTheOtherIsSeen() {
        ScriptedLine line = ScriptedLine.executing(floor);
        Box missed = line.box("A1", 100, 200);
        Box landed = line.box("A2", 500, 200);
        line.runUntilAt(missed, 3_060);
        line.gateDead[0] = true;
        line.runUntilAt(missed, 3_210);
        line.gateDead[0] = false;
        line.run(12_000);
        assertThat(landed.landed).isEqualTo(FloorPlan.A);
        assertThat(missed.landed).isEqualTo(FloorPlan.END);
        assertThat(line.end(1).outcome()).as(line.story()).isEqualTo(Outcome.MISSED);
        assertThat(line.end(2).chute()).isEqualTo(FloorPlan.A);
    }

    @Test
    void aChuteWhoseMouthStaysDarkIsLeftOut() {
        ScriptedLine line = ScriptedLine.executing(floor);
        line.eyeForced[FloorPlan.IN_B] = true;
        line.run(2_500);
        Box box = line.box("B1", 100, 300);
        line.run(11_000);
        assertThat(box.landed).as(line.story()).isEqualTo(FloorPlan.END);
        assertThat(line.decided(1).reason()).isEqualTo(Reason.EYE_FAULT);
    }

    @Test
    void aMissedParcelIsSeenFurtherDownAndDecidedAgain() {
        ScriptedLine line = ScriptedLine.executing(floor);
        line.gateDead[0] = true;
        Box box = line.box("A1", 100, 300);
        line.run(12_000);
        assertThat(box.landed).isEqualTo(FloorPlan.END);
        assertThat(line.decided(1).reason()).isEqualTo(Reason.MISSED_DIVERTS);
        assertThat(line.end(1).outcome()).as(line.story()).isEqualTo(Outcome.MISSED);
    }

    @Test
    void missesInARowTakeAGateOutOfServiceUntilAPersonResetsIt() {
        ScriptedLine line = ScriptedLine.executing(floor);
        line.gateDead[0] = true;
        for (int i = 0; i < 3; i++) {
            line.box("A" + i, 100 + 1_000 * i, 300);
        }
        line.run(14_000);
        assertThat(line.all(LineEvent.GateOutOfService.class)).as(line.story()).hasSize(1);
        Box after = line.box("A9", 100, 300);
        line.run(9_000);
        assertThat(after.landed).isEqualTo(FloorPlan.C);
        assertThat(line.decided(4).step()).isEqualTo(Step.ALTERNATE);
        line.gateDead[0] = false;
        line.order(new LineOrder.ResetGate(0));
        Box repaired = line.box("A10", 100, 300);
        line.run(5_000);
        assertThat(repaired.landed).isEqualTo(FloorPlan.A);
    }

    @Test
    void aGateStuckActiveIsSeenPutToRestAndTheLineHeld() {
        ScriptedLine line = ScriptedLine.executing(floor);
        line.gateStuck[1] = true;
        Box box = line.box("C1", 100, 300);
        line.run(5_400);
        assertThat(box.landed).isEqualTo(FloorPlan.B);
        assertThat(line.all(LineEvent.GateOutOfService.class).getFirst().reason())
                .as(line.story())
                .isEqualTo(Reason.GATE_STUCK);
        assertThat(line.permitted).isFalse();
        line.command(LineOrder.Command.UNHOLD);
        line.run(3_000);
        assertThat(line.end(1).outcome()).as(line.story()).isEqualTo(Outcome.WRONG_CHUTE);
        assertThat(line.end(1).chute()).isEqualTo(FloorPlan.B);
    }

    @Test
    void aFullChuteIsLeftOutOnceItsInputHeld() {
        ScriptedLine line = ScriptedLine.executing(floor);
        Box before = line.box("A1", 100, 300);
        line.runUntilAt(before, 2_700);
        line.give(new Input.ChuteLevel(line.now, line.count(), FloorPlan.A, Level.FULL, true));
        line.run(2_000);
        assertThat(before.landed).isEqualTo(FloorPlan.A);
        Box after = line.box("A2", 100, 300);
        line.run(9_000);
        assertThat(after.landed).as(line.story()).isEqualTo(FloorPlan.C);
        assertThat(line.decided(2).reason()).isEqualTo(Reason.CHUTE_FULL);
    }

    @Test
    void aChuteThatFillsAfterTheDecisionAbortsTheDivert() {
        ScriptedLine line = ScriptedLine.executing(floor);
        Box box = line.box("B1", 100, 300);
        line.runUntilAt(box, 3_500);
        line.order(new LineOrder.BagChange(FloorPlan.B, true));
        line.run(9_000);
        assertThat(box.landed).as(line.story()).isEqualTo(FloorPlan.END);
        assertThat(line.all(LineEvent.Aborted.class).getFirst().reason()).isEqualTo(Reason.BAG_CHANGE);
        assertThat(line.end(1).reason()).isEqualTo(Reason.BAG_CHANGE);
    }

    @Test
    void aLineThatGoesRoundTakesAParcelRoundUntilItsLimit() {
        floor.round = true;
        ScriptedLine line = ScriptedLine.executing(floor);
        line.order(new LineOrder.BagChange(FloorPlan.B, true));
        line.order(new LineOrder.EnableChute(FloorPlan.SPARE, true));
        for (int i = 0; i < 3; i++) {
            line.box("B1", 100, 300);
            line.run(12_000);
        }
        assertThat(line.end(1).outcome()).as(line.story()).isEqualTo(Outcome.RECIRCULATED);
        assertThat(line.end(2).outcome()).isEqualTo(Outcome.RECIRCULATED);
        assertThat(line.boxes.get(2).landed).as(line.story()).isEqualTo(FloorPlan.SPARE);
        assertThat(line.decided(3).reason()).isEqualTo(Reason.RECIRCULATION_LIMIT);
    }
}
