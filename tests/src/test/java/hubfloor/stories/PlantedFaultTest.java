package hubfloor.stories;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.floor.SmallDisk;
import hubfloor.stories.BrokerKillCampaign.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A campaign that cannot fail proves nothing: with a fault planted in the station it must lose. The other planted
 * fault, {@code normal-sync}, leaves no trace at a kill (the kernel still has the pages); the store's own tests count
 * its flushes with strace instead.
 */
class PlantedFaultTest {
    @TempDir
    Path dir;

    @Test
    void stationThatTakesThePubackForAReceiptLosesScans() {
        long seed = Long.getLong("hubfloor.seed", System.nanoTime());
        Outcome outcome = new BrokerKillCampaign(dir, seed, "-Dhubfloor.plant=delete-on-puback")
                .run(Duration.ofSeconds(8), Duration.ofSeconds(5));
        System.out.println("PlantedFault delete-on-puback: " + outcome);
        assertThat(outcome.lost()).as("seed " + seed + ": " + outcome).isPositive();
    }

    @Test
    void stationThatIsGreenBeforeTheCommitIsFoundLyingOnAFullDisk() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(dir)) {
            FullDiskStory.Outcome outcome =
                    new FullDiskStory(dir, disk.path(), "-Dhubfloor.plant=green-before-commit").run();
            System.out.println("PlantedFault green-before-commit: "
                    + outcome.untrue().size() + " untrue, the first: "
                    + outcome.untrue().stream().findFirst().orElse("none"));
            assertThat(outcome.untrue()).anyMatch(words -> words.startsWith("on the full disk: green for"));
            assertThat(outcome.untrue()).anyMatch(words -> words.startsWith("at the end, central: green for"));
        }
    }
}
