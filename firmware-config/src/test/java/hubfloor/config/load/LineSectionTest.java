package hubfloor.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.config.load.BadLines.Bad;
import hubfloor.config.model.BeltConfig.EncoderConfig;
import hubfloor.config.model.ChuteConfig;
import hubfloor.config.model.EyeConfig;
import hubfloor.config.model.GateConfig;
import hubfloor.config.model.InputPin;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.OutputPin;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LineSectionTest {
    static Stream<Bad> bad() {
        return BadLines.all();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void lineThatCannotWorkIsRefusedWithPlaceKeyAndReason(Bad bad) {
        assertThat(Yaml.sentences(Yaml.load(bad.text())))
                .anySatisfy(sentence -> assertThat(sentence).contains(bad.sentence()))
                .allMatch(sentence -> sentence.matches("d\\.yaml:\\d+:\\d+: line\\..*"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            max-delay-ms: 60             | max-delay-ms: 1874          | max-delay-ms: 1873
            tolerance-mm: 60             | tolerance-mm: 13            | tolerance-mm: 14
            tolerance-mm: 60             | tolerance-mm: 150           | tolerance-mm: 149
            min-gap-mm: 150              | min-gap-mm: 110             | min-gap-mm: 111
            hold-ms: 70                  | hold-ms: 95                 | hold-ms: 94
            lag-jitter-ms: 4             | lag-jitter-ms: 17           | lag-jitter-ms: 16
            min-off-ms: 60               | min-off-ms: 265             | min-off-ms: 264
            c4, min-ms: 200              | c4, min-ms: 893             | c4, min-ms: 892
            from-mm: 700, to-mm: 900     | from-mm: 3600, to-mm: 3802  | from-mm: 3600, to-mm: 3801
            from-mm: 700                 | from-mm: 599                | from-mm: 600
            position-mm: 18500           | position-mm: 20001          | position-mm: 20000
            """)
    void justWithinPhysicsIsTakenAndOneBeyondIsNot(String from, String beyond, String within) {
        assertThat(Yaml.sentences(Yaml.load(BadLines.with(from, beyond)))).isNotEmpty();
        assertThat(Yaml.sentences(Yaml.load(BadLines.with(from, within)))).isEmpty();
    }

    @Test
    void everyFaultOfALineIsReportedAtOnce() {
        String text = BadLines.with("role: induction, position-mm: 0", "role: induction, position-mm: 9")
                .replace("gate: g3,", "gate: g2,")
                .replace("{pin: 17,", "{pin: 16,")
                .replace("position-mm: 4000", "position-mm: 400")
                .replace("tolerance-mm: 60\n    min-gap", "tolerance-mm: 3\n    min-gap")
                .replace("exception, kind: exception", "exception");
        assertThat(Yaml.sentences(Yaml.load(text)).stream()
                        .map(sentence -> sentence.split(": ", 3)[1])
                        .toList())
                .containsExactly(
                        "line.tracking.tolerance-mm",
                        "line.eyes[0].position-mm",
                        "line.gates[0].position-mm", // before its decision point
                        "line.gates[0].position-mm", // and before any check eye
                        "line.gates[1].output.pin",
                        "line.gates[2].name",
                        "line.chutes",
                        "line.chutes[2].gate",
                        "line.belt-end");
    }

    @Test
    void demoLineBecomesRecordsInOrderOfPosition() {
        LineConfig line = demo();
        assertThat(line.belt().encoder()).contains(new EncoderConfig(1000, 2));
        assertThat(line.eyes()).extracting(EyeConfig::positionMm).isSorted().contains(0, 2500, 4000, 20_000);
        assertThat(line.eyes().getFirst())
                .isEqualTo(new EyeConfig(
                        "induct", EyeConfig.Role.INDUCTION, 0, new InputPin(3, false), 1000, Optional.empty()));
        assertThat(line.gates())
                .extracting(GateConfig::name)
                .containsExactly("g1", "g2", "g3", "g4", "g5", "g6", "g7", "g8");
        assertThat(line.gates().get(4).kind()).isEqualTo(GateConfig.Kind.SWING_ARM);
        assertThat(line.gates().getFirst().output()).isEqualTo(new OutputPin(16, false, false));
        assertThat(line.chutes()).hasSize(9);
        assertThat(line.chutes().getLast().kind()).isEqualTo(ChuteConfig.Kind.EXCEPTION);
        assertThat(line.beltEnd()).contains("exception");
        assertThat(line.inputs().emergencyStop()).isEqualTo(new InputPin(41, true));
        assertThat(line.decision().plan()).isEqualTo(Path.of("/etc/plans/demo.yaml"));
        assertThat(line.decision().customs()).isFalse();
    }

    @Test
    void verifyEyeStandsAtItsChutesGate() {
        assertThat(demo().eyes().stream()
                        .filter(eye -> eye.name().equals("in-c6"))
                        .map(EyeConfig::positionMm))
                .containsExactly(13_000);
    }

    @Test
    void interlockSaidByOneGateHoldsForBoth() {
        String text = BadLines.with(
                "position-mm: 5800, output: {pin: 17, safe-level: low},",
                "position-mm: 4000, interlocks: [g1], output: {pin: 17, safe-level: low},");
        List<GateConfig> gates = line(text).gates();
        assertThat(gates.get(0).interlocks()).containsExactly("g2");
        assertThat(gates.get(1).interlocks()).containsExactly("g1");
    }

    @Test
    void lineMayGoRoundWhenAnExceptionChuteHasAGate() {
        String text = BadLines.with("belt-end: exception", "recirculation: {}")
                .replace("name: c8, gate", "name: c8, kind: exception, gate")
                .replace("    - {name: exception, kind: exception}\n", "")
                .replaceAll(".*chute: exception.*\n", "");
        LineConfig line = line(text);
        assertThat(line.beltEnd()).isEmpty();
        assertThat(line.recirculation().orElseThrow().limit()).isEqualTo(2);
    }

    @Test
    void lineWithoutEncoderIsTakenWithASteadyBeltAndEnoughEyes() {
        String text = BadLines.with("    encoder: {pulses-per-metre: 1000, pin: 2}\n", "")
                .replace("min-mm-per-s: 1000", "min-mm-per-s: 1495")
                .replace("max-mm-per-s: 1600", "max-mm-per-s: 1505");
        assertThat(Yaml.sentences(Yaml.load(text))).isEmpty();
    }

    private static LineConfig demo() {
        return line(Yaml.resource("/hubfloor/lines/tried.yaml"));
    }

    private static LineConfig line(String text) {
        return Yaml.accepted(text).line().orElseThrow();
    }
}
