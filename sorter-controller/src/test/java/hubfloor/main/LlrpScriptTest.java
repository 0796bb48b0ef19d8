package hubfloor.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a person may write for a played reader, and what they are told when they mistype it. */
class LlrpScriptTest {
    @Test
    void tagsPowerCutsAndRepetitionAreRead() {
        LlrpScript script = LlrpScript.of(
                List.of("# dock door", "250 3074257BF7194E4000001A85 2 -61", "0 AABB", "10 off 5000", "repeat"));
        assertThat(script.repeats()).isTrue();
        assertThat(script.steps())
                .containsExactly(
                        new LlrpScript.Step(250, "3074257BF7194E4000001A85", OptionalInt.of(2), OptionalInt.of(-61), 0),
                        new LlrpScript.Step(0, "AABB", OptionalInt.empty(), OptionalInt.empty(), 0),
                        new LlrpScript.Step(10, "", OptionalInt.empty(), OptionalInt.empty(), 5000));
        assertThat(LlrpScript.of(LlrpScript.STANDARD).repeats()).isTrue();
    }

    @Test
    void mistakesAreSaidWithTheirLine() {
        for (String wrong : List.of("x AABB", "10 AAB", "10", "10 AABB 0", "10 AABB 1 300", "-1 AABB", "1 off")) {
            assertThatThrownBy(() -> LlrpScript.of(List.of("1 AABB", wrong)))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("line 2 is not WAIT_MS EPC");
        }
    }

    @Test
    void scriptThatRepeatsWithoutEverWaitingIsRefused() {
        assertThatThrownBy(() -> LlrpScript.of(List.of("0 AABB", "repeat")))
                .hasMessageContaining("line 2")
                .hasMessageContaining("never waits");
    }
}
