package hubfloor.sorter.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoryTellerTest {
    private static final Map<String, Object> IN_BAG =
            Map.of("container", "gs1/(8004)BAG7", "parcel", "s10/A", "reason", "in_another", "customs", "hold");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            container.added.v1           | Put into container gs1/(8004)BAG7.
            container.removed.v1         | Taken out of container gs1/(8004)BAG7.
            container.wrong.v1           | Does not belong in container gs1/(8004)BAG7: in_another.
            container.customs-changed.v1 | Customs no longer lets it go (hold); it lies in container gs1/(8004)BAG7.
            """)
    void whatHappensInAContainerIsASentence(String type, String sentence) {
        assertThat(StoryTeller.sentence(type, IN_BAG)).isEqualTo(sentence);
    }

    @Test
    void customsMayLetItGoAgainAndAPersonMayTakeAReleaseBack() {
        assertThat(StoryTeller.sentence(
                        "container.customs-changed.v1", Map.of("container", "uld/AKE1", "customs", "released")))
                .isEqualTo("Customs lets it go again; it lies in container uld/AKE1.");
        assertThat(StoryTeller.sentence(
                        "customs.floor-release-withdrawn.v1",
                        Map.of("by", "7", "role", "supervisor", "former", "hold")))
                .isEqualTo("Its release on the floor was taken back by 7 as supervisor; customs' own word: hold.");
    }

    @Test
    void whatNobodyKnowsIsNamedAndWhatIsMissingLeftOut() {
        assertThat(StoryTeller.sentence("future.thing.v9", Map.of())).isEqualTo("Event future.thing.v9.");
        assertThat(StoryTeller.sentence("container.added.v1", Map.of())).startsWith("Put into container");
    }
}
