package hubfloor.sorter.core;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.advice.Advice;
import hubfloor.config.model.CustomsStatus;
import hubfloor.sorter.core.LineOrder.Command;
import hubfloor.sorter.core.LineOrder.Mode;
import hubfloor.sorter.core.ScriptedLine.Box;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.LineEvent.Step;
import hubfloor.sorter.event.Reason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who a parcel is, which plan it is sorted by, who may say where it goes, and in which state anything goes at all. */
class DecidingTest {
    private final FloorPlan floor = new FloorPlan();

    @Test
    void severalReadsOfOneParcelAreOne() {
        ScriptedLine line = ScriptedLine.executing(floor);
        Box box = line.box("A1", 100, 300);
        line.runUntilAt(box, 460);
        line.read("A1");
        line.read("A1", "A1");
        line.run(4_000);
        assertThat(box.landed).as(line.story()).isEqualTo(FloorPlan.A);
    }

    @Test
    void twoNamesOnOneParcelSendItToTheExceptionChute() {
        ScriptedLine line = ScriptedLine.executing(floor);
        Box box = line.box("A1", 100, 300);
        line.runUntilAt(box, 460);
        line.read("B7");
        line.run(11_000);
        assertThat(box.landed).isEqualTo(FloorPlan.END);
        assertThat(line.decided(1).reason()).as(line.story()).isEqualTo(Reason.MULTIPLE_READS);
    }

    @Test
    void aReadThatFitsTwoParcelsIsJoinedToNoneAndBothAreInDoubt() {
        floor.readToMm = 600;
        ScriptedLine line = ScriptedLine.executing(floor);
        Box first = line.box("", 100, 300);
        Box second = line.box("", 520, 300);
        line.runUntilAt(second, 430);
        line.read("A1");
        line.run(12_000);
        assertThat(first.landed).isEqualTo(FloorPlan.END);
        assertThat(second.landed).isEqualTo(FloorPlan.END);
        assertThat(line.all(LineEvent.Joined.class)).as(line.story()).isEmpty();
        assertThat(line.decided(1).reason()).isEqualTo(Reason.MULTIPLE_READS);
        assertThat(line.decided(2).reason()).isEqualTo(Reason.MULTIPLE_READS);
    }

    @Test
    void oneNameOnTwoParcelsPutsBothInDoubt() {
        ScriptedLine line = ScriptedLine.executing(floor);
        Box first = line.box("A1", 100, 300);
        Box second = line.box("A1", 700, 300);
        line.run(12_000);
        assertThat(first.landed).as(line.story()).isEqualTo(FloorPlan.END);
        assertThat(second.landed).isEqualTo(FloorPlan.END);
        assertThat(line.decided(2).reason()).isEqualTo(Reason.CONFLICT);
    }

    @Test
    void aParcelKeepsThePlanOfItsInduction() {
        ScriptedLine line = ScriptedLine.executing(floor);
        Box before = line.box("A1", 100, 300);
        line.runUntilAt(before, 600);
        line.give(new Input.PlanArrived(
                line.now, line.count(), FloorPlan.plan("p2", FloorPlan.MORNING.plusSeconds(60), "b")));
        Box after = line.box("A2", 100, 300);
        line.run(6_000);
        assertThat(before.landed).as(line.story()).isEqualTo(FloorPlan.A);
        assertThat(after.landed).isEqualTo(FloorPlan.B);
        assertThat(line.decided(1).plan()).isEqualTo("p1");
        assertThat(line.decided(2).plan()).isEqualTo("p2");
        assertThat(line.all(LineEvent.PlanChanged.class)).hasSize(1);
    }

    @Test
    void aPlanForLaterWaitsForItsTime() {
        ScriptedLine line = ScriptedLine.executing(floor);
        line.give(new Input.PlanArrived(
                line.now, line.count(), FloorPlan.plan("p2", FloorPlan.MORNING.plusSeconds(100_000), "b")));
        Box box = line.box("A1", 100, 300);
        line.run(5_000);
        assertThat(box.landed).isEqualTo(FloorPlan.A);
    }

    @Test
    void aHostsAnswerInTimeGoesBeforeThePlan() {
        floor.host = true;
        ScriptedLine line = ScriptedLine.executing(floor);
        Box box = line.box("A1", 100, 300);
        line.runUntilAt(box, 1_000);
        line.give(new Input.HostAssigned(line.now, line.count(), 1, "c"));
        line.run(8_000);
        assertThat(box.landed).as(line.story()).isEqualTo(FloorPlan.C);
        assertThat(line.decided(1).step()).isEqualTo(Step.HOST);
    }

    @Test
    void aHostsLateAnswerIsRefusedWithItsMilliseconds() {
        floor.host = true;
        ScriptedLine line = ScriptedLine.executing(floor);
        Box box = line.box("A1", 100, 300);
        line.runUntilAt(box, 470);
        Effect.Ask ask = line.effects.stream()
                .filter(Effect.Ask.class::isInstance)
                .map(Effect.Ask.class::cast)
                .findFirst()
                .orElseThrow();
        line.run((int) ((ask.deadlineAtNanos() - line.now) / ScriptedLine.MILLI) + 30);
        line.give(new Input.HostAssigned(line.now, line.count(), 1, "c"));
        line.run(4_000);
        assertThat(box.landed).isEqualTo(FloorPlan.A);
        LineEvent.HostRefused refused = line.all(LineEvent.HostRefused.class).getFirst();
        assertThat(refused.reason()).as(line.story()).isEqualTo(Reason.HOST_LATE);
        assertThat(refused.lateMs()).isBetween(25L, 35L);
    }

    @Test
    void newsFromCustomsIsHonouredUpToTheGateAndAnAlarmAfter() {
        floor.customs = true;
        ScriptedLine line = ScriptedLine.executing(floor);
        Box held = line.box("B1", 100, 300);
        line.runUntilAt(held, 600);
        advise(line, "B1", CustomsStatus.RELEASED, 1);
        line.runUntilAt(held, 4_000);
        assertThat(line.decided(1).chute()).as(line.story()).isEqualTo(FloorPlan.B);
        advise(line, "B1", CustomsStatus.HOLD, 2);
        Box gone = line.box("B2", 100, 300);
        line.runUntilAt(gone, 600);
        advise(line, "B2", CustomsStatus.RELEASED, 1);
        line.runUntilAt(gone, 4_460);
        advise(line, "B2", CustomsStatus.HOLD, 2);
        line.run(9_000);
        assertThat(held.landed).as(line.story()).isEqualTo(FloorPlan.END);
        assertThat(gone.landed).isEqualTo(FloorPlan.B);
        assertThat(line.all(LineEvent.Alarm.class)).anyMatch(alarm -> alarm.reason() == Reason.CUSTOMS_HOLD);
    }

    private static void advise(ScriptedLine line, String label, CustomsStatus status, long sequence) {
        Advice advice = Advice.UNKNOWN.heard(status, sequence, FloorPlan.MORNING.plusSeconds(3_600));
        line.give(new Input.Advised(line.now, line.count(), "s10/" + label, advice));
    }

    @Test
    void emergencyStopMakesOutputsSafeAndOnlyAPersonStartsAgain() {
        ScriptedLine line = ScriptedLine.executing(floor);
        Box box = line.box("A1", 100, 300);
        line.runUntilAt(box, 2_500);
        line.effects.clear();
        line.give(new Input.EmergencyStop(line.now, line.count(), true));
        assertThat(line.effects).contains(new Effect.AllSafe(), new Effect.BeltPermit(false));
        line.command(Command.CLEAR);
        assertThat(line.all(LineEvent.OrderRefused.class).getLast().reason()).isEqualTo(Reason.EMERGENCY_STOP);
        line.give(new Input.EmergencyStop(line.now, line.count(), false));
        line.run(5_000);
        assertThat(line.permitted).isFalse();
        List.of(Command.CLEAR, Command.RESET, Command.START).forEach(line::command);
        line.run(9_000);
        assertThat(box.landed).as(line.story()).isEqualTo(FloorPlan.END);
        assertThat(line.decided(1).reason()).isEqualTo(Reason.EMERGENCY_STOP);
    }

    @Test
    void ordersThatTheStateDoesNotKnowAreRefused() {
        ScriptedLine line = ScriptedLine.executing(floor);
        line.command(Command.RESET);
        line.order(new LineOrder.Switch(Mode.MANUAL));
        line.order(new LineOrder.MoveGate(0, true));
        assertThat(line.all(LineEvent.OrderRefused.class)).hasSize(3);
        assertThat(line.gateActive[0]).isFalse();
    }

    @Test
    void inManualAGateMovesOnlyWhileItIsHeld() {
        ScriptedLine line = ScriptedLine.executing(floor);
        line.command(Command.STOP);
        line.order(new LineOrder.Switch(Mode.MANUAL));
        line.order(new LineOrder.MoveGate(0, true));
        assertThat(line.gateActive[0]).isTrue();
        line.run(200);
        line.order(new LineOrder.MoveGate(0, true));
        line.run(200);
        assertThat(line.gateActive[0]).as(line.story()).isTrue();
        line.run(100);
        assertThat(line.gateActive[0]).as(line.story()).isFalse();
    }

    @Test
    void nothingIsDivertedOutsideProduction() {
        ScriptedLine line = ScriptedLine.executing(floor);
        line.command(Command.STOP);
        line.order(new LineOrder.Switch(Mode.MAINTENANCE));
        line.command(Command.RESET);
        line.command(Command.START);
        Box box = line.box("A1", 100, 300);
        line.run(11_000);
        assertThat(box.landed).isEqualTo(FloorPlan.END);
        assertThat(line.decided(1).reason()).as(line.story()).isEqualTo(Reason.LINE_NOT_EXECUTING);
    }

    @Test
    void theSameInputsGiveTheSameEffects() {
        ScriptedLine line = ScriptedLine.executing(floor);
        List<Input> inputs = new ArrayList<>();
        line.recorded = inputs;
        for (int i = 0; i < 20; i++) {
            line.box("ABC".charAt(i % 3) + "" + i, 100 + 450 * i, 150 + 10 * i);
        }
        line.run(20_000);
        assertThat(replay(inputs)).isEqualTo(replay(inputs)).isNotEmpty();
    }

    private List<Effect> replay(List<Input> inputs) {
        SorterCore core = new SorterCore(floor.line(), FloorPlan.plan("p1", FloorPlan.MORNING, "a"), 0);
        List<Effect> effects = new ArrayList<>();
        inputs.forEach(input -> core.step(input, effects::add));
        return effects;
    }
}
