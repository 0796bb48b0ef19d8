package hubfloor.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.config.model.ChuteConfig.Kind;
import hubfloor.config.model.OutputPin;
import hubfloor.config.model.SlotConfig;
import hubfloor.config.model.WallConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A put-to-light wall as the device file describes it. */
class WallSectionTest {
    private static final String WALL = Yaml.GOOD + """
            parcels: {}
            wall:
              board: simulated
              slots:
                - {name: b1, light: {pin: 1}, button: {pin: 2, active-low: true}}
                - {name: b2, light: {pin: 3, active-low: true}, label: SHELF-TWO}
                - {name: x, kind: exception, light: {pin: 5}, button: {pin: 6}}
              decision: {plan: plan.yaml, customs: true}
            """;

    @Test
    void aWallIsReadWithItsDefaults() {
        WallConfig wall = Yaml.accepted(WALL).wall().orElseThrow();
        assertThat(wall.slots())
                .extracting(SlotConfig::label)
                .containsExactly("HUBFLOOR-SLOT-B1", "SHELF-TWO", "HUBFLOOR-SLOT-X");
        assertThat(wall.slots()).extracting(SlotConfig::kind).containsExactly(Kind.NORMAL, Kind.NORMAL, Kind.EXCEPTION);
        assertThat(wall.slots().get(1).button()).isEmpty();
        assertThat(wall.confirmWithin()).isEqualTo(Duration.ofSeconds(30));
        assertThat(wall.hold()).isEqualTo(Duration.ofSeconds(2));
        assertThat(wall.decision().customs()).isTrue();
        assertThat(wall.decision().askHost()).isFalse();
    }

    @Test
    void darkIsTheSafeLevelOfEveryLight() {
        List<OutputPin> lights = Yaml.accepted(WALL).wall().orElseThrow().slots().stream()
                .map(SlotConfig::light)
                .toList();
        assertThat(lights).extracting(OutputPin::safeHigh).containsExactly(false, true, false);
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of(
                        "light: {pin: 3,",
                        "light: {pin: 1,",
                        "wall.slots[1].light.pin: found 1, the same as wall.slots[0].light.pin"),
                Arguments.of(
                        "button: {pin: 6}",
                        "button: {pin: 5}",
                        "wall.slots[2].button.pin: found 5, the same as wall.slots[2].light.pin"),
                Arguments.of(
                        "light: {pin: 5}",
                        "light: {pin: 17}",
                        "wall.slots[2].light.pin: found 17, the same as signals.green-pin"),
                Arguments.of(
                        "kind: exception, ",
                        "",
                        "wall.slots: found no exception slot, allowed at least one slot with kind: exception"),
                Arguments.of("name: b2", "name: b1", "wall.slots[1].name: found 'b1', the same as wall.slots[0].name"),
                Arguments.of(
                        "SHELF-TWO",
                        "HUBFLOOR-SLOT-B1",
                        "wall.slots[1].label: found HUBFLOOR-SLOT-B1, the label of slot b1"),
                Arguments.of(
                        "label: SHELF-TWO",
                        "label: two words",
                        "wall.slots[1].label: found 'two words', allowed 4 to 64"),
                Arguments.of(
                        "name: b2, light: {pin: 3, active-low: true}",
                        "name: b2",
                        "wall.slots[1].light: found nothing"),
                Arguments.of("parcels: {}\n", "", "wall.decision.customs: found customs without parcels"),
                Arguments.of("customs: true}", "ask-host: true}", "wall.decision.ask-host: found an unknown key"),
                Arguments.of("customs: true}", "inspect-per-10000: 5}", "wall.decision.inspect-seed"),
                Arguments.of("board: simulated", "", "wall.board: found nothing"),
                Arguments.of(
                        "decision:",
                        "hold-ms: 100\n  decision:",
                        "wall.hold-ms: found 100, allowed a whole number from 500"),
                Arguments.of(
                        "wall:\n", "line: {}\nwall:\n", "wall: found a wall beside a line, allowed one of the two"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void whatCannotWorkIsRefusedAtItsPlace(String from, String to, String sentence) {
        assertThat(WALL).contains(from);
        assertThat(Yaml.sentences(Yaml.load(WALL.replace(from, to))))
                .anySatisfy(said ->
                        assertThat(said).matches("(?s)d\\.yaml:\\d+:\\d+: .*").contains(sentence));
    }

    @Test
    void aPlanThatNamesASlotWhichIsNotThereIsRefused() {
        WallConfig wall = Yaml.accepted(WALL).wall().orElseThrow();
        String plan = """
                format: 1
                plan: {version: v, valid-from: 2026-01-01T00:00:00Z, zone: UTC}
                rules:
                  - {name: rest, chutes: [b1, b7]}
                """;
        assertThat(Yaml.sentences(PlanFile.textForWall("p.yaml", plan.getBytes(StandardCharsets.UTF_8), wall)))
                .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .startsWith("p.yaml:4:")
                .contains("rules[0].chutes[1]: found 'b7', which no slot of this wall is called");
    }

    @Test
    void theShippedWallIsTakenTogetherWithItsPlan() {
        WallConfig wall = Yaml.accepted(Yaml.resource("/hubfloor/hubs/kgl/station.yaml"))
                .wall()
                .orElseThrow();
        byte[] plan = Yaml.resource("/hubfloor/hubs/kgl/wall-plan.yaml").getBytes(StandardCharsets.UTF_8);
        assertThat(Yaml.sentences(PlanFile.textForWall("p.yaml", plan, wall))).isEmpty();
    }

    /** The reference shows it in comments, because a device has a line or a wall. */
    @Test
    void theWallOfTheReferenceIsTakenWhereItsLineIsNot() {
        String text = Yaml.resource("/hubfloor/config/device.reference.yaml");
        String wall = text.substring(text.indexOf("\n# wall:"))
                .lines()
                .map(line -> line.startsWith("# ") ? line.substring(2) : line)
                .collect(Collectors.joining("\n"));
        String without = text.substring(0, text.indexOf("\nline:"));
        assertThat(Yaml.accepted(without + wall + "\n").wall().orElseThrow().slots())
                .hasSize(2);
    }
}
