package hubfloor.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.config.model.OutputPin.Drive;
import hubfloor.config.model.PinRef;
import hubfloor.doctor.Finding.Verdict;
import hubfloor.doctor.PinCheck.PinUnavailable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What moves, and when, in front of a person who answers. */
class PinWalkTest implements PinWalk.Outputs {
    private static final List<Pin> PINS = List.of(
            new Pin("green lamp", "chip", PinRef.of(17), true, false, Drive.PUSH_PULL, 1),
            new Pin("gate g1", "chip", PinRef.of(13), true, true, Drive.PUSH_PULL, 1),
            new Pin("eye induct", "chip", PinRef.of(5), false, false, Drive.PUSH_PULL, 0),
            new Pin("gate g9", Pin.SIMULATED, PinRef.of(9), true, false, Drive.PUSH_PULL, 1));

    private final List<String> deeds = new ArrayList<>();
    private final StringWriter said = new StringWriter();

    @Override
    public PinWalk.Held take(Pin pin) throws PinUnavailable {
        if (pin.line().number() == 99) {
            throw new PinUnavailable("line 99 is held by \"spi0\"");
        }
        deeds.add("take " + pin.line());
        return new PinWalk.Held() {
            @Override
            public void set(boolean high) {
                deeds.add(pin.line() + (high ? " high" : " low"));
            }

            @Override
            public void close() {
                deeds.add("back " + pin.line());
            }
        };
    }

    private List<Finding> walk(List<Pin> pins, String answers) throws IOException {
        return new PinWalk(pins, this, new BufferedReader(new StringReader(answers)), new PrintWriter(said)).walk();
    }

    @Test
    void eachOutputActsOnlyAfterItsOwnYesAndOnlyRealOutputsAreAsked() throws IOException {
        List<Finding> found = walk(PINS, "y\ny\nwhat?\ny\nn\n");
        assertThat(deeds)
                .as("the gate's safe level is high, so acting is low")
                .containsExactly("take 17", "17 high", "back 17", "take 13", "13 low", "back 13");
        assertThat(found).extracting(Finding::verdict).containsExactly(Verdict.OK, Verdict.FAILED);
        assertThat(said.toString()).doesNotContain("eye induct").doesNotContain("g9");
    }

    @Test
    void skipMovesNothingAndTheEndOfAnswersStops() throws IOException {
        assertThat(walk(PINS, "s\n")).isEmpty();
        assertThat(walk(PINS, "q\ny\ny\n")).isEmpty();
        assertThat(walk(PINS, "")).isEmpty();
        assertThat(deeds).isEmpty();
    }

    @Test
    void outputThatCannotBeHadIsAFailureAndTheWalkGoesOn() throws IOException {
        List<Pin> pins =
                List.of(new Pin("red lamp", "chip", PinRef.of(99), true, false, Drive.PUSH_PULL, 1), PINS.getFirst());
        assertThat(walk(pins, "y\ny\ny\n")).extracting(Finding::verdict).containsExactly(Verdict.FAILED, Verdict.OK);
    }

    @Test
    void deviceWithoutRealOutputsIsTold() throws IOException {
        assertThat(walk(List.of(PINS.getLast()), "y\n").getFirst().found()).contains("no real output");
    }
}
