package hubfloor.sorter.line;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.gpio.SimulatedPins;
import hubfloor.config.model.PinRef;
import hubfloor.port.PinRefused;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.core.LineOrder;
import hubfloor.sorter.core.LineOrder.Command;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.Reason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The demo line's pins, in memory: what each wire means to the line, and what the line's wishes do to the wires. */
class PinBoardTest {
    private static final PinRef ENCODER = PinRef.of(2);
    private static final PinRef INDUCT = PinRef.of(3);
    private static final PinRef FIRST_GATE = PinRef.of(16);
    private static final PinRef CIRCUIT = PinRef.of(41);
    private static final PinRef RESET = PinRef.of(42);

    private final Bench bench = new Bench();
    private final SimulatedPins pins = new SimulatedPins(bench);
    private final ResetButton reset = new ResetButton();
    private final List<String> chip = new ArrayList<>();
    private final List<Input> told = new ArrayList<>();
    private final PinBoard board;

    PinBoardTest() throws PinRefused {
        board = new PinBoard(bench.line, pins, reset, (there, words) -> chip.add(words), bench);
        pins.drive(CIRCUIT, true);
        board.start(told::add);
    }

    @Test
    void everyLevelIsToldFirstAndACutWireReadsAsEmergencyStop() {
        assertThat(told).hasSize(13 + 16 + 2).contains(new Input.EmergencyStop(bench.now, 0, false));
        told.clear();
        pins.drive(CIRCUIT, false);
        assertThat(told).containsExactly(new Input.EmergencyStop(bench.now, 0, true));
    }

    @Test
    void eyesEdgeCarriesTheEncodersCountAtItsInstant() {
        for (int pulse = 1; pulse <= 5; pulse++) {
            pins.drive(ENCODER, true);
            pins.drive(ENCODER, false);
        }
        told.clear();
        pins.drive(INDUCT, true);
        assertThat(told).containsExactly(new Input.EyeEdge(bench.now, 5, 0, true));
    }

    @Test
    void chipThatGoesMakesEveryEyeUnsureAndTheCircuitOpen() {
        told.clear();
        pins.plugged(false);
        assertThat(told).hasSize(13 + 1).contains(new Input.EmergencyStop(bench.now, 0, true));
        assertThat(told.stream().filter(Input.EyeEdgesLost.class::isInstance)).hasSize(13);
        told.clear();
        pins.plugged(true);
        assertThat(told).contains(new Input.EmergencyStop(bench.now, 0, false));
        assertThat(chip).hasSize(2);
    }

    @Test
    void gateIsActiveUntilItIsPutToRestAndNotPastItsInstant() {
        board.activate(0, bench.now + 70 * Bench.MILLI);
        assertThat(pins.level(FIRST_GATE)).isTrue();
        board.rest(0);
        assertThat(pins.level(FIRST_GATE)).isFalse();
        board.activate(0, bench.now);
        assertThat(pins.level(FIRST_GATE)).as("an instant already past").isFalse();
        board.activate(0, bench.now + 70 * Bench.MILLI);
        board.close();
        assertThat(pins.level(FIRST_GATE)).as("closed").isFalse();
    }

    @Test
    void resetButtonLeadsFromTheLinesStateToSorting() {
        assertThat(presses()).containsExactly(Command.RESET, Command.START);
        now("aborted");
        assertThat(presses()).containsExactly(Command.CLEAR, Command.RESET, Command.START);
        now("held");
        assertThat(presses()).containsExactly(Command.UNHOLD);
        now("execute");
        assertThat(presses()).isEmpty();
    }

    private void now(String state) {
        reset.heard(new LineEvent.StateChanged(bench.now, "production", "x", state, Reason.ORDERED));
    }

    private List<Command> presses() {
        told.clear();
        pins.drive(RESET, true);
        pins.drive(RESET, false);
        return told.stream()
                .map(input -> ((LineOrder.Change) ((Input.Order) input).order()).command())
                .toList();
    }
}
