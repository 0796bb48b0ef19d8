package hubfloor.config.load;

import hubfloor.config.model.BeltConfig;
import hubfloor.config.model.ChuteConfig;
import hubfloor.config.model.DecisionConfig;
import hubfloor.config.model.EyeConfig;
import hubfloor.config.model.GateConfig;
import hubfloor.config.model.InputPin;
import hubfloor.config.model.InspectionDraw;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.LineInputsConfig;
import hubfloor.config.model.OutputPin;
import hubfloor.config.model.ReadingAreaConfig;
import hubfloor.config.model.RecirculationConfig;
import hubfloor.config.model.TrackingConfig;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Turns values that passed every check into the line's records: eyes and gates in order of position, a verify eye at
 * its chute's gate, and each interlock said by both of its gates.
 */
final class LineBuilder {
    private LineBuilder() {}

    static LineConfig line(Values line) {
        Values belt = line.group("belt");
        List<Values> chutes = line.groups("chutes");
        return new LineConfig(
                line.text("board"),
                belt(belt),
                tracking(line.group("tracking")),
                line.groups("eyes").stream()
                        .map(eye -> eye(eye, line))
                        .sorted(Comparator.comparingInt(EyeConfig::positionMm))
                        .toList(),
                line.groups("reading-areas").stream().map(LineBuilder::area).toList(),
                line.groups("gates").stream()
                        .map(gate -> gate(gate, line.groups("gates")))
                        .sorted(Comparator.comparingInt(GateConfig::positionMm))
                        .toList(),
                chutes.stream().map(LineBuilder::chute).toList(),
                line.textIfKnown("belt-end"),
                line.groupIfGiven("recirculation").map(values -> new RecirculationConfig(values.number("limit"))),
                inputs(line.group("inputs")),
                decision(line.group("decision")));
    }

    private static BeltConfig belt(Values belt) {
        return new BeltConfig(
                belt.number("length-mm"),
                belt.number("min-mm-per-s"),
                belt.number("max-mm-per-s"),
                belt.number("nominal-mm-per-s"),
                belt.groupIfGiven("encoder")
                        .map(encoder ->
                                new BeltConfig.EncoderConfig(encoder.number("pulses-per-metre"), encoder.pin("pin"))),
                belt.groupIfGiven("permit").map(LineBuilder::output));
    }

    private static TrackingConfig tracking(Values tracking) {
        return new TrackingConfig(
                tracking.number("tolerance-mm"),
                tracking.number("min-gap-mm"),
                tracking.number("min-length-mm"),
                tracking.number("max-length-mm"),
                tracking.number("length-tolerance-mm"),
                tracking.number("jam-ms"));
    }

    private static EyeConfig eye(Values eye, Values line) {
        Optional<EyeConfig.Verify> verify = eye.groupIfGiven("verify")
                .map(values ->
                        new EyeConfig.Verify(values.text("chute"), values.number("min-ms"), values.number("max-ms")));
        int position = verify.map(values -> placeOf(values.chute(), line)).orElseGet(() -> eye.number("position-mm"));
        return new EyeConfig(
                eye.text("name"),
                EyeConfig.Role.valueOf(constant(eye, "role")),
                position,
                input(eye.group("input")),
                eye.number("debounce-us"),
                verify);
    }

    private static int placeOf(String chute, Values line) {
        return line.groups("chutes").stream()
                .filter(values -> values.text("name").equals(chute))
                .flatMap(values -> values.textIfKnown("gate").stream())
                .flatMap(gate -> line.groups("gates").stream()
                        .filter(values -> values.text("name").equals(gate)))
                .mapToInt(gate -> gate.number("position-mm"))
                .findFirst()
                .orElseGet(() -> line.group("belt").number("length-mm"));
    }

    private static ReadingAreaConfig area(Values area) {
        return new ReadingAreaConfig(
                area.text("name"),
                area.number("from-mm"),
                area.number("to-mm"),
                area.texts("scanners"),
                area.number("max-delay-ms"),
                area.flag("expect-read"),
                area.flag("trigger"));
    }

    private static GateConfig gate(Values gate, List<Values> all) {
        String name = gate.text("name");
        Stream<String> fromOthers = all.stream()
                .filter(other -> other.texts("interlocks").contains(name))
                .map(other -> other.text("name"));
        return new GateConfig(
                name,
                GateConfig.Kind.valueOf(constant(gate, "kind")),
                gate.number("position-mm"),
                output(gate.group("output")),
                gate.number("lag-ms"),
                gate.number("lag-jitter-ms"),
                gate.has("hold-ms") ? gate.number("hold-ms") : 0,
                gate.number("min-off-ms"),
                gate.number("max-per-minute"),
                Stream.concat(gate.texts("interlocks").stream(), fromOthers)
                        .distinct()
                        .toList(),
                gate.number("misses-to-stop"));
    }

    private static ChuteConfig chute(Values chute) {
        return new ChuteConfig(
                chute.text("name"),
                ChuteConfig.Kind.valueOf(constant(chute, "kind")),
                chute.textIfKnown("gate"),
                chute.groupIfGiven("full").map(LineBuilder::input),
                chute.groupIfGiven("half-full").map(LineBuilder::input),
                chute.number("full-after-ms"),
                chute.flag("enabled"));
    }

    private static LineInputsConfig inputs(Values inputs) {
        return new LineInputsConfig(
                inputs.groupIfGiven("belt-running").map(LineBuilder::input),
                input(inputs.group("emergency-stop")),
                input(inputs.group("reset")));
    }

    private static DecisionConfig decision(Values decision) {
        return new DecisionConfig(
                decision.file("plan"),
                decision.flag("customs"),
                decision.number("customs-valid-minutes"),
                decision.flag("ask-host"),
                draw(decision));
    }

    static InspectionDraw draw(Values decision) {
        return new InspectionDraw(
                decision.number("inspect-per-10000"),
                decision.textIfKnown("inspect-seed").orElse(""));
    }

    static InputPin input(Values input) {
        return new InputPin(input.pin("pin"), input.flag("active-low"), InputPin.Bias.valueOf(constant(input, "bias")));
    }

    private static OutputPin output(Values output) {
        return new OutputPin(
                output.pin("pin"),
                output.flag("active-low"),
                output.text("safe-level").equals("high"),
                OutputPin.Drive.valueOf(constant(output, "drive")));
    }

    /** {@code swing-arm} as the enum spells it. */
    static String constant(Values values, String key) {
        return values.text(key).replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
