package hubfloor.doctor;

import hubfloor.config.model.ChuteConfig;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.EyeConfig;
import hubfloor.config.model.GateConfig;
import hubfloor.config.model.InputPin;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.OutputPin;
import hubfloor.config.model.OutputPin.Drive;
import hubfloor.config.model.PinRef;
import hubfloor.config.model.SignalConfig;
import hubfloor.config.model.SlotConfig;
import hubfloor.config.model.WallConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * A GPIO line that a device file names.
 *
 * @param name what it is for: {@code green}, {@code gate g1}
 * @param chip its chip's label, or {@value #SIMULATED}
 * @param output driven by this device; a lamp's active level is high
 * @param safeHigh the level at which an output hurts nobody
 * @param drive how an output makes its level; a trial must not drive a line that a resistor holds
 * @param trialMs how long a trial may hold an output at its other level; 0 for an input
 */
public record Pin(String name, String chip, PinRef line, boolean output, boolean safeHigh, Drive drive, int trialMs) {
    private static final int LAMP_MS = 1_000;
    private static final int GATE_MS = 500;

    static final String SIMULATED = "simulated";

    /** Driven by this device, and more than a picture of it. */
    public boolean isRealOutput() {
        return output && !chip.equals(SIMULATED);
    }

    /** All of them, lamps first. */
    public static List<Pin> of(DeviceConfig config) {
        List<Pin> pins = new ArrayList<>();
        config.signals().ifPresent(signals -> lamps(signals, pins));
        config.line().ifPresent(line -> line(line, pins));
        config.wall().ifPresent(wall -> wall(wall, pins));
        return pins;
    }

    private static void lamps(SignalConfig signals, List<Pin> pins) {
        pins.add(new Pin("green lamp", signals.backend(), signals.greenPin(), true, false, Drive.PUSH_PULL, LAMP_MS));
        pins.add(new Pin("red lamp", signals.backend(), signals.redPin(), true, false, Drive.PUSH_PULL, LAMP_MS));
        pins.add(new Pin("buzzer", signals.backend(), signals.buzzerPin(), true, false, Drive.PUSH_PULL, LAMP_MS));
    }

    private static void line(LineConfig line, List<Pin> pins) {
        for (GateConfig gate : line.gates()) {
            pins.add(new Pin(
                    "gate " + gate.name(),
                    line.board(),
                    gate.output().pin(),
                    true,
                    gate.output().safeHigh(),
                    gate.output().drive(),
                    gate.kind().heldForLength() ? GATE_MS : gate.holdMs()));
        }
        line.belt().encoder().ifPresent(encoder -> input("encoder", line.board(), encoder.pin(), pins));
        for (EyeConfig eye : line.eyes()) {
            input("eye " + eye.name(), line.board(), eye.input().pin(), pins);
        }
        for (ChuteConfig chute : line.chutes()) {
            chute.full().ifPresent(pin -> input("full " + chute.name(), line.board(), pin.pin(), pins));
            chute.halfFull().ifPresent(pin -> input("half-full " + chute.name(), line.board(), pin.pin(), pins));
        }
        line.inputs().beltRunning().map(InputPin::pin).ifPresent(pin -> input("belt-running", line.board(), pin, pins));
        input("emergency-stop", line.board(), line.inputs().emergencyStop().pin(), pins);
        input("reset", line.board(), line.inputs().reset().pin(), pins);
    }

    private static void wall(WallConfig wall, List<Pin> pins) {
        for (SlotConfig slot : wall.slots()) {
            OutputPin light = slot.light();
            pins.add(new Pin(
                    "light " + slot.name(), wall.board(), light.pin(), true, light.safeHigh(), light.drive(), LAMP_MS));
            slot.button().ifPresent(pin -> input("button " + slot.name(), wall.board(), pin.pin(), pins));
        }
    }

    private static void input(String name, String board, PinRef pin, List<Pin> pins) {
        pins.add(new Pin(name, board, pin, false, false, Drive.PUSH_PULL, 0));
    }
}
