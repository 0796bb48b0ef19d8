package hubfloor.config.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** No pin of a line's board is used twice, be it by two inputs, an input and an output, or the station's lamp. */
final class LinePins {
    private final Findings findings;
    private final List<Findings.Pin> pins = new ArrayList<>();

    LinePins(Findings findings) {
        this.findings = findings;
    }

    void check(Values file, Values line) {
        Optional<Values> signals = file.groupIfGiven("signals")
                .filter(values -> values.textIfKnown("backend").equals(line.textIfKnown("board")));
        for (String key : List.of("green-pin", "red-pin", "buzzer-pin")) {
            signals.ifPresent(values -> pins.add(new Findings.Pin(values, key)));
        }
        line.groupIfGiven("belt").ifPresent(belt -> {
            take(belt, "encoder");
            take(belt, "permit");
        });
        line.groups("eyes").forEach(eye -> take(eye, "input"));
        line.groups("gates").forEach(gate -> take(gate, "output"));
        for (Values chute : line.groups("chutes")) {
            take(chute, "full");
            take(chute, "half-full");
        }
        line.groupIfGiven("inputs").ifPresent(inputs -> {
            take(inputs, "belt-running");
            take(inputs, "emergency-stop");
            take(inputs, "reset");
        });
        findings.ownPins(pins);
    }

    private void take(Values values, String key) {
        values.groupIfGiven(key).ifPresent(input -> pins.add(new Findings.Pin(input, "pin")));
    }
}
