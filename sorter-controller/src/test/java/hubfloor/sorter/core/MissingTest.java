package hubfloor.sorter.core;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.sorter.core.ScriptedLine.Box;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.LineEvent.Outcome;
import hubfloor.sorter.event.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a line makes of parcels that no eye saw where they should have been, and of what it sees instead. */
class MissingTest {
    private static final int PUSHED_AT = 3_110;
    private static final int SWUNG_AT = 4_520;

    private final FloorPlan floor = new FloorPlan();

    /** The story of both was one and in doubt already: without the length nobody would learn that one is gone. */
    @Test
    void ofTwoThatTouchedOneIsTakenAwayAndTheStoryTellsTheOthersLength() {
        ScriptedLine line = ScriptedLine.executing(floor);
        Box front = line.box("A1", 100, 300);
        Box back = line.box("B2", 400, 300);
        line.runUntilAt(front, 3_500);
        back.takeAway();
        line.run(11_000);
        assertThat(front.landed).as(line.story()).isEqualTo(FloorPlan.END);
        List<Integer> lengths = line.all(LineEvent.Sized.class).stream()
                .map(LineEvent.Sized::lengthMm)
                .toList();
        assertThat(lengths.getFirst()).isBetween(598, 602);
        assertThat(lengths.subList(1, lengths.size())).isNotEmpty().allMatch(mm -> mm >= 298 && mm <= 302);
    }

    /** A chute's slide varies more than its last parcels showed: a sound gate was called stuck for that. */
    @Test
    void aParcelThatLandsSoonerThanUsualIsNotTakenForTheOneBehindIt() {
        ScriptedLine line = ScriptedLine.executing(floor);
        for (int i = 0; i < 10; i++) {
            line.box("C" + i, 100 + 1_000 * i, 200);
        }
        line.run(19_000);
        Box quick = line.box("C10", 100, 200);
        quick.slideMs = 400;
        Box behind = line.box("", 450, 200);
        line.run(12_000);
        assertThat(line.all(LineEvent.GateOutOfService.class)).as(line.story()).isEmpty();
        assertThat(line.end(11).outcome()).isEqualTo(Outcome.CONFIRMED);
        assertThat(behind.landed).isEqualTo(FloorPlan.END);
    }

    /** A box lost upstream may be what landed: then nobody may say that it was the one sent there. */
    @Test
    void whileOneIsMissingALandingAtAnUnusualTimeIsNobodys() {
        ScriptedLine line = ScriptedLine.executing(floor);
        for (int i = 0; i < 10; i++) {
            line.box("C" + i, 100 + 1_000 * i, 200);
        }
        line.run(19_000);
        Box astray = line.box("C10", 100, 200);
        Box quick = line.box("C11", 1_500, 200);
        quick.slideMs = 400;
        line.runUntilAt(astray, 7_020);
        astray.takeAway();
        line.run(12_000);
        assertThat(quick.landed).as(line.story()).isEqualTo(FloorPlan.C);
        assertThat(line.end(12).outcome()).isEqualTo(Outcome.UNCONFIRMED);
        assertThat(line.all(LineEvent.Stray.class)).hasSize(1);
    }

    /** One of them may still be on the belt and be what landed. One alone is an eye that missed it. */
    @Test
    void whatLandsAfterTwoWentAstrayInItsSectionIsNotConfirmed() {
        for (int astray = 1; astray <= 2; astray++) {
            ScriptedLine line = ScriptedLine.executing(floor);
            Box first = line.box("A1", 100, 300);
            Box second = line.box("A2", 1_100, 300);
            Box third = line.box("B3", 2_100, 300);
            line.runUntilAt(first, PUSHED_AT);
            first.takeAway();
            line.runUntilAt(second, PUSHED_AT);
            if (astray == 2) {
                second.takeAway();
            }
            line.run(9_000);
            assertThat(third.landed).as(line.story()).isEqualTo(FloorPlan.B);
            assertThat(line.end(3).outcome())
                    .as("%d astray: %s", astray, line.story())
                    .isEqualTo(astray == 2 ? Outcome.UNCONFIRMED : Outcome.CONFIRMED);
        }
    }

    @Test
    void manyInARowThatSeveralEyesMissAreAJamAndNobodyIsDivertedAfterIt() {
        ScriptedLine line = ScriptedLine.executing(floor);
        List<Box> jammed = List.of(
                line.box("A1", 100, 300),
                line.box("B2", 1_100, 300),
                line.box("A3", 2_100, 300),
                line.box("B4", 3_100, 300));
        Box next = line.box("B5", 4_100, 300);
        while (line.permitted && line.now < 30_000 * ScriptedLine.MILLI) {
            line.run(1);
            for (Box box : jammed) {
                if (box.onBelt && box.lead >= (box.label.startsWith("A") ? PUSHED_AT : SWUNG_AT)) {
                    box.takeAway();
                }
            }
        }
        assertThat(line.permitted).as(line.story()).isFalse();
        assertThat(line.all(LineEvent.StateChanged.class).getLast().to()).isEqualTo("held");
        assertThat(line.decided(5).reason()).isEqualTo(Reason.JAM);
        line.command(LineOrder.Command.UNHOLD);
        line.run(9_000);
        assertThat(next.landed).as(line.story()).isEqualTo(FloorPlan.END);
    }

    /** A slow gate took the one behind, and it landed when the one that was sent there might have. */
    @Test
    void whatLandedWhenALostParcelPassedIsSaidToBePerhapsThatOne() {
        ScriptedLine line = ScriptedLine.executing(floor);
        Box sent = line.box("B1", 100, 300);
        Box taken = line.box("", 600, 300);
        line.runUntilAt(sent, SWUNG_AT);
        sent.takeAway();
        line.runUntilAt(taken, 4_650);
        taken.takeAway();
        line.eyeForced[FloorPlan.IN_B] = true;
        line.run(60);
        line.eyeForced[FloorPlan.IN_B] = false;
        line.run(9_000);
        assertThat(line.end(2).outcome()).as(line.story()).isEqualTo(Outcome.LOST);
        assertThat(line.all(LineEvent.Alarm.class))
                .as(line.story())
                .anyMatch(
                        alarm -> alarm.about().equals("in-b") && alarm.detail().contains("parcel 2"));
    }

    /** A dead eye at the belt's end is a matter for a person; with the check eye before it blind as well, it is the belt. */
    @Test
    void manyInARowThatOneEyeMissesAreNoJamUnlessTheEyeBeforeItIsBlindToo() {
        for (boolean blind : new boolean[] {false, true}) {
            ScriptedLine line = ScriptedLine.executing(floor);
            line.eyeDead[FloorPlan.IN_END] = true;
            line.eyeDead[FloorPlan.CHECK3] = blind;
            for (int i = 0; i < 8; i++) {
                line.box("", 100 + 1_000 * i, 300);
            }
            line.run(21_000);
            assertThat(line.permitted).as(line.story()).isNotEqualTo(blind);
            assertThat(line.all(LineEvent.Alarm.class).stream().anyMatch(alarm -> alarm.reason() == Reason.JAM))
                    .isEqualTo(blind);
        }
    }
}
