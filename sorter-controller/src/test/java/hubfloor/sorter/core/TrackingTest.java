package hubfloor.sorter.core;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.sorter.core.LineOrder.Command;
import hubfloor.sorter.core.ScriptedLine.Box;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.LineEvent.Outcome;
import hubfloor.sorter.event.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where parcels are, and that a parcel whose place is not sure is not diverted. */
class TrackingTest {
    private final FloorPlan floor = new FloorPlan();

    @Test
    void aMissingParcelShiftsNoOther() {
        ScriptedLine line = ScriptedLine.executing(floor);
        Box first = line.box("A1", 100, 300);
        Box second = line.box("B2", 3_000, 300);
        line.runUntilAt(first, 1_500);
        first.takeAway();
        line.run(10_000);
        assertThat(line.end(1).outcome()).isEqualTo(Outcome.LOST);
        assertThat(line.end(1).reason()).isEqualTo(Reason.NOT_SEEN);
        assertThat(second.landed).as(line.story()).isEqualTo(FloorPlan.B);
    }

    @Test
    void neighboursOfAMissingParcelAreInDoubt() {
        ScriptedLine line = ScriptedLine.executing(floor);
        Box first = line.box("A1", 100, 300);
        Box second = line.box("B2", 600, 300);
        line.runUntilAt(first, 1_500);
        first.takeAway();
        line.run(13_000);
        assertThat(second.landed).isEqualTo(FloorPlan.END);
        assertThat(line.decided(2).reason()).as(line.story()).isEqualTo(Reason.POSITION_UNSURE);
    }

    @Test
    void aStrangerOnTheBeltIsUnknownAndGoesToTheExceptionChute() {
        ScriptedLine line = ScriptedLine.executing(floor);
        Box stranger = line.box("", -1_000, 300);
        line.run(11_000);
        assertThat(stranger.landed).isEqualTo(FloorPlan.END);
        assertThat(line.all(LineEvent.Stray.class)).hasSize(1);
        assertThat(line.decided(1).reason()).isEqualTo(Reason.UNKNOWN_PARCEL);
        assertThat(line.end(1).outcome()).as(line.story()).isEqualTo(Outcome.RAN_OUT);
    }

    @Test
    void aParcelThatSlidWithinItsWindowIsFollowedFromWhereAnEyeSawIt() {
        ScriptedLine line = ScriptedLine.executing(floor);
        Box box = line.box("A1", 100, 300);
        line.runUntilAt(box, 1_000);
        box.slip(-12);
        line.run(4_000);
        assertThat(line.all(LineEvent.Passed.class).getFirst().offsetMm()).isBetween(11, 13);
        assertThat(box.landed).as(line.story()).isEqualTo(FloorPlan.A);
    }

    @Test
    void aParcelBeyondTheToleranceIsEarlyOrLateAndNotDiverted() {
        for (int slip : new int[] {-90, 90}) {
            ScriptedLine line = ScriptedLine.executing(floor);
            Box box = line.box("A1", 100, 300);
            line.runUntilAt(box, 1_000);
            box.slip(slip);
            line.run(11_000);
            assertThat(box.landed).as(line.story()).isEqualTo(FloorPlan.END);
            assertThat(line.decided(1).reason()).isEqualTo(slip > 0 ? Reason.EARLY : Reason.LATE);
        }
    }

    @Test
    void slipMeasuredAtAnEyeMakesTheFollowingStretchUnsure() {
        ScriptedLine line = ScriptedLine.executing(floor);
        Box box = line.box("C1", 100, 300);
        Box shorter = line.box("A2", 1_500, 300);
        line.runUntilAt(box, 1_000);
        box.slip(-50);
        line.runUntilAt(shorter, 1_000);
        shorter.slip(-50);
        line.run(12_000);
        // 25 mm/m after 2 m: at 3 m the pusher still is within its middle, at 4.5 m the arm is not
        assertThat(line.all(LineEvent.Passed.class)).hasSizeGreaterThan(1);
        Box far = line.box("B3", 100, 300);
        line.run(11_000);
        assertThat(far.landed).as(line.story()).isEqualTo(FloorPlan.END);
        assertThat(line.decided(3).reason()).isEqualTo(Reason.POSITION_UNSURE);
    }

    @Test
    void touchingAndTooCloseParcelsAreBothLeftOnTheBelt() {
        for (int gap : new int[] {40, 99}) {
            ScriptedLine line = ScriptedLine.executing(floor);
            Box first = line.box("A1", 100, 300);
            Box second = line.box("B2", 400 + gap, 300);
            line.run(12_000);
            assertThat(first.landed).isEqualTo(FloorPlan.END);
            assertThat(second.landed).isEqualTo(FloorPlan.END);
            assertThat(line.decided(1).reason()).as(line.story()).isEqualTo(Reason.GAP_TOO_SMALL);
            assertThat(line.decided(2).reason()).isEqualTo(Reason.GAP_TOO_SMALL);
        }
    }

    @Test
    void aShadowTooLongOrTooShortIsNotDiverted() {
        ScriptedLine line = ScriptedLine.executing(floor);
        Box tooLong = line.box("A1", 100, 900);
        Box tooShort = line.box("A2", 2_000, 60);
        line.run(14_000);
        assertThat(tooLong.landed).isEqualTo(FloorPlan.END);
        assertThat(tooShort.landed).isEqualTo(FloorPlan.END);
        assertThat(line.decided(1).reason()).isEqualTo(Reason.TOO_LONG);
        assertThat(line.decided(2).reason()).as(line.story()).isEqualTo(Reason.TOO_SHORT);
    }

    @Test
    void aMeasuredLengthThatDiffersIsAMismatch() {
        ScriptedLine line = ScriptedLine.executing(floor);
        Box box = line.box("A1", 100, 300);
        line.runUntilAt(box, 460);
        line.give(new Input.Measured(line.now, line.count(), 0, 500, 420, 200, 200));
        line.run(11_000);
        assertThat(box.landed).isEqualTo(FloorPlan.END);
        assertThat(line.decided(1).reason()).as(line.story()).isEqualTo(Reason.LENGTH_MISMATCH);
    }

    @Test
    void aBeltThatStandsFreezesWindowsAndTimeOuts() {
        ScriptedLine line = ScriptedLine.executing(floor);
        Box box = line.box("B1", 100, 300);
        line.runUntilAt(box, 1_950);
        line.beltRuns = false;
        line.give(new Input.BeltContact(line.now, line.count(), false));
        line.run(60_000);
        assertThat(line.all(LineEvent.Ended.class)).isEmpty();
        line.beltRuns = true;
        line.give(new Input.BeltContact(line.now, line.count(), true));
        line.run(6_000);
        assertThat(box.landed).as(line.story()).isEqualTo(FloorPlan.B);
        assertThat(line.end(1).outcome()).isEqualTo(Outcome.CONFIRMED);
    }

    @Test
    void aBeltThatStopsMidDivertFinishesTheDivert() {
        ScriptedLine line = ScriptedLine.executing(floor);
        Box box = line.box("B1", 100, 300);
        line.runUntilAt(box, 4_550);
        line.beltRuns = false;
        line.give(new Input.BeltContact(line.now, line.count(), false));
        line.run(5_000);
        assertThat(line.gateActive[1]).isTrue();
        line.beltRuns = true;
        line.give(new Input.BeltContact(line.now, line.count(), true));
        line.run(3_000);
        assertThat(box.landed).as(line.story()).isEqualTo(FloorPlan.B);
        assertThat(line.gateActive[1]).isFalse();
        assertThat(line.end(1).outcome()).as(line.story()).isEqualTo(Outcome.CONFIRMED);
    }

    @Test
    void anEncoderThatStandsWhileTheBeltRunsStopsAllDiverts() {
        ScriptedLine line = ScriptedLine.executing(floor);
        Box box = line.box("A1", 100, 300);
        line.runUntilAt(box, 2_200);
        line.encoderFactor = 0;
        line.run(400);
        line.encoderFactor = 1;
        line.run(12_000);
        assertThat(box.landed).isEqualTo(FloorPlan.END);
        assertThat(line.all(LineEvent.Alarm.class))
                .as(line.story())
                .anyMatch(alarm -> alarm.reason() == Reason.ENCODER_FAULT);
        assertThat(line.all(LineEvent.Fired.class)).isEmpty();
    }

    @Test
    void anEncoderFasterThanTheMotorOrBackwardsStopsAllDiverts() {
        for (double factor : new double[] {2.5, -1}) {
            ScriptedLine line = ScriptedLine.executing(floor);
            Box box = line.box("A1", 100, 300);
            line.runUntilAt(box, 2_200);
            line.encoderFactor = factor;
            line.run(120);
            line.encoderFactor = 1;
            line.run(12_000);
            assertThat(box.landed).as(line.story()).isEqualTo(FloorPlan.END);
            assertThat(line.decided(1).reason()).isEqualTo(Reason.ENCODER_FAULT);
        }
    }

    @Test
    void anEncoderThatLosesPulsesDivertsNobodyWrongly() {
        for (double factor : new double[] {0.99, 0.97, 0.95, 0.9}) {
            ScriptedLine line = ScriptedLine.executing(floor);
            line.encoderFactor = factor;
            for (int i = 0; i < 20; i++) {
                line.box(i % 2 == 0 ? "A" + i : "B" + i, 100 + i * 500, 250);
            }
            for (int i = 0; i < 10; i++) {
                line.run(2_500);
                if (!line.permitted) { // so many went missing that it was held: a person lets it go on
                    line.command(Command.UNHOLD);
                }
            }
            line.run(10_000);
            for (int i = 0; i < 20; i++) {
                assertThat(line.boxes.get(i).landed)
                        .as("factor " + factor + ", box " + i)
                        .isIn(i % 2 == 0 ? FloorPlan.A : FloorPlan.B, FloorPlan.END);
            }
        }
    }

    @Test
    void parcelsOnTheBeltAtARestartAreUnknown() {
        ScriptedLine line = new ScriptedLine(floor);
        Box onIt = line.box("A1", -1_500, 300);
        Box underTheEye = line.box("B2", -100, 300);
        line.give(new Input.WallClock(line.now, 0, FloorPlan.MORNING));
        line.command(Command.RESET);
        line.command(Command.START);
        line.run(12_000);
        assertThat(onIt.landed).isEqualTo(FloorPlan.END);
        assertThat(underTheEye.landed).as(line.story()).isEqualTo(FloorPlan.END);
        assertThat(line.all(LineEvent.Decided.class)).allMatch(each -> each.reason() == Reason.RESTART);
    }

    @Test
    void aJamHoldsTheLineAndAPersonLetsItGoOn() {
        ScriptedLine line = ScriptedLine.executing(floor);
        line.eyeForced[FloorPlan.CHECK2] = true;
        line.run(2_600);
        assertThat(line.permitted).as(line.story()).isFalse();
        assertThat(line.all(LineEvent.StateChanged.class).getLast().to()).isEqualTo("held");
        line.run(10_000);
        assertThat(line.permitted).isFalse();
        line.eyeForced[FloorPlan.CHECK2] = false;
        line.run(10);
        line.command(Command.UNHOLD);
        assertThat(line.permitted).isTrue();
    }

    @Test
    void anEyeThatSeesNoMoreParcelsIsDistrusted() {
        ScriptedLine line = ScriptedLine.executing(floor);
        line.eyeDead[FloorPlan.CHECK2] = true;
        for (int i = 0; i < 6; i++) {
            line.box("C" + i, 100 + 1_000 * i, 300);
        }
        line.run(17_000);
        assertThat(line.all(LineEvent.Alarm.class))
                .as(line.story())
                .anyMatch(alarm ->
                        alarm.reason() == Reason.EYE_FAULT && alarm.about().equals("check-2"));
        assertThat(line.boxes).allMatch(box -> box.landed == FloorPlan.C || box.landed == FloorPlan.END);
    }

    @Test
    void chatterAtAnEyeMakesNoSecondParcelThatIsDiverted() {
        ScriptedLine line = ScriptedLine.executing(floor);
        Box box = line.box("A1", 100, 300);
        line.runUntilAt(box, 1_000);
        line.runUntilAt(box, 2_010);
        line.eyeDead[FloorPlan.CHECK1] = true;
        line.run(60);
        line.eyeDead[FloorPlan.CHECK1] = false;
        line.run(11_000);
        assertThat(box.landed).isEqualTo(FloorPlan.END);
        assertThat(line.decided(1).reason()).as(line.story()).isEqualTo(Reason.LENGTH_MISMATCH);
        assertThat(line.all(LineEvent.Inducted.class)).hasSize(1);
    }

    /** By travel, so that it costs the same at every speed and nothing at a stand-still. */
    @Test
    void aFlickerAtEitherEdgeOfAShadowCostsNothing() {
        for (int at : new int[] {2_004, 2_290, 2_303}) {
            ScriptedLine line = ScriptedLine.executing(floor);
            Box box = line.box("A1", 100, 300);
            line.runUntilAt(box, at);
            boolean dark = at < 2_300;
            line.eyeDead[FloorPlan.CHECK1] = dark;
            line.eyeForced[FloorPlan.CHECK1] = !dark;
            line.run(6);
            line.eyeDead[FloorPlan.CHECK1] = false;
            line.eyeForced[FloorPlan.CHECK1] = false;
            line.run(6_000);
            assertThat(box.landed).as("flicker at %d mm %s", at, line.story()).isEqualTo(FloorPlan.A);
            assertThat(line.all(LineEvent.Inducted.class)).hasSize(1);
        }
    }

    @Test
    void aTrailingEdgeLostAtTheInductionMakesBothParcelsUnsure() {
        ScriptedLine line = ScriptedLine.executing(floor);
        Box front = line.box("A1", 100, 300);
        Box back = line.box("A2", 700, 300);
        line.runUntilAt(front, 298);
        line.awake = false;
        line.run(4);
        line.awake = true;
        line.run(12_000);
        assertThat(List.of(front.landed, back.landed)).as(line.story()).containsOnly(FloorPlan.END);
        assertThat(line.decided(1).reason()).isEqualTo(Reason.EDGES_LOST);
        assertThat(line.decided(2).reason()).isEqualTo(Reason.EDGES_LOST);
    }

    @Test
    void lostEdgesCastDoubtOnWhoWasThere() {
        ScriptedLine line = ScriptedLine.executing(floor);
        Box box = line.box("A1", 100, 300);
        line.runUntilAt(box, 1_900);
        line.give(new Input.EyeEdgesLost(line.now, line.count(), FloorPlan.CHECK1));
        line.run(11_000);
        assertThat(box.landed).isEqualTo(FloorPlan.END);
        assertThat(line.decided(1).reason()).as(line.story()).isEqualTo(Reason.EDGES_LOST);
    }

    @Test
    void withoutAnEncoderABeltStopCostsTheCertainty() {
        floor.encoder = false;
        ScriptedLine line = ScriptedLine.executing(floor);
        Box good = line.box("A1", 100, 300);
        line.run(4_500);
        assertThat(good.landed).as(line.story()).isEqualTo(FloorPlan.A);
        Box unlucky = line.box("A2", 100, 300);
        line.runUntilAt(unlucky, 2_200);
        line.beltRuns = false;
        line.give(new Input.BeltContact(line.now, 0, false));
        line.run(1_000);
        line.beltRuns = true;
        line.give(new Input.BeltContact(line.now, 0, true));
        line.run(10_000);
        assertThat(unlucky.landed).as(line.story()).isEqualTo(FloorPlan.END);
    }

    @Test
    void theTableIsBoundedAndWhoDoesNotFitIsAnException() {
        floor.round = true;
        ScriptedLine line = ScriptedLine.executing(floor);
        for (int i = 0; i < LineState.PARCELS_MAX + 1; i++) {
            line.now += 1_000;
            line.give(new Input.EyeEdge(line.now, line.count(), FloorPlan.INDUCT, true));
            line.give(new Input.EyeEdge(line.now, line.count(), FloorPlan.INDUCT, false));
        }
        assertThat(line.end(LineState.PARCELS_MAX + 1).reason()).isEqualTo(Reason.TABLE_FULL);
    }
}
