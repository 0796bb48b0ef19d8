package hubfloor.sorter.core;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.LineEvent.Outcome;
import hubfloor.sorter.event.Reason;
import org.junit.jupiter.api.Test;

/** One parcel's whole way, and that each goes its own. */
class SorterCoreTest {
    @Test
    void parcelIsInductedReadDecidedFiredAndConfirmed() {
        ScriptedLine line = ScriptedLine.executing(new FloorPlan());
        ScriptedLine.Box box = line.box("A1", 100, 300);
        line.run(5_000);
        assertThat(box.landed).as(line.story()).isEqualTo(FloorPlan.A);
        assertThat(line.events.stream().map(event -> event.getClass().getSimpleName()))
                .containsExactly("Inducted", "Sized", "Joined", "Passed", "Decided", "Fired", "Ended");
        assertThat(line.end(1).outcome()).isEqualTo(Outcome.CONFIRMED);
        assertThat(line.end(1).chute()).isEqualTo(FloorPlan.A);
        assertThat(line.all(LineEvent.Fired.class).getFirst().offsetPulses()).isBetween(0L, 2L);
    }

    @Test
    void eachKindOfGateTakesItsParcelsAndNoOther() {
        ScriptedLine line = ScriptedLine.executing(new FloorPlan());
        String[] labels = {"A1", "B2", "C3", "B4", "A5", "A6", "C7", "C8", "B9", "A10"};
        for (int i = 0; i < labels.length; i++) {
            line.box(labels[i], 100 + i * 500, 200 + 10 * i);
        }
        line.run(18_000);
        for (int i = 0; i < labels.length; i++) {
            assertThat(line.boxes.get(i).landed).as(labels[i] + line.story()).isEqualTo(labels[i].charAt(0) - 'A');
            assertThat(line.end(i + 1).outcome()).isEqualTo(Outcome.CONFIRMED);
        }
    }

    @Test
    void parcelWithoutAReadGoesToTheExceptionChute() {
        ScriptedLine line = ScriptedLine.executing(new FloorPlan());
        ScriptedLine.Box box = line.box("", 100, 300);
        line.run(12_000);
        assertThat(box.landed).isEqualTo(FloorPlan.END);
        assertThat(line.end(1).reason()).isEqualTo(Reason.NO_READ);
        assertThat(line.end(1).outcome()).as(line.story()).isEqualTo(Outcome.CONFIRMED);
    }
}
