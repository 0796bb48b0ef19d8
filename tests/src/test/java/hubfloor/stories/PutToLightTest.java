package hubfloor.stories;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.demo.DemoHub;
import hubfloor.demo.DemoSummary;
import hubfloor.demo.WallSummary;
import hubfloor.floor.DemoProcess;
import hubfloor.floor.Program;
import hubfloor.testing.Await;
import hubfloor.testing.ContractSchemas;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kigali's counter: a person sorts into six slots by light, and now and then puts a parcel into the wrong one. */
@Timeout(180)
class PutToLightTest {
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final String TYPE = "\"type\":\"org.hubfloor.";

    private final ContractSchemas schemas = new ContractSchemas();

    @TempDir
    Path dir;

    @Test
    void everyParcelIsPutWhereTheLightWasAndEveryWrongSlotIsFound() throws Exception {
        DemoHub hub = DemoHub.start(dir, "kgl", 5, 0, 0, 0, "test");
        try (Program ear = DemoProcess.listen(hub.brokerPort(), "hubfloor/1/kgl/counter/st-01/event/#", "%t %p")) {
            Await.until("some are put, and a wrong slot was pressed", LONG, () -> {
                WallSummary wall = Objects.requireNonNull(hub.wall());
                return wall.put() >= 25 && wall.wrongMade() >= 1;
            });
            DemoSummary scans = hub.finish();
            WallSummary wall = Objects.requireNonNull(hub.wall());
            System.out.println("PutToLight: " + wall + "; " + scans);
            assertThat(wall.good()).as(wall.toString()).isTrue();
            assertThat(scans.complete()).as(scans.toString()).isTrue();
            Await.until("the last put is heard", LONG, () -> count(ear.lines(), "sort.put-confirmed.v1") == wall.put());
            List<String> heard = ear.lines();
            assertThat(heard).filteredOn(line -> line.startsWith("hubfloor/")).allSatisfy(line -> {
                int space = line.indexOf(' ');
                assertThat(schemas.errors(line.substring(0, space), line.substring(space + 1)))
                        .as(line)
                        .isEmpty();
            });
            assertThat(count(heard, "sort.put-wrong-slot.v1")).isEqualTo(wall.wrongMade());
            assertThat(count(heard, "container.added.v1"))
                    .as("what is not in the exception slot is in a bag")
                    .isEqualTo(wall.put() - wall.inException());
            assertThat(heard)
                    .as("customs' word is asked before the plan")
                    .filteredOn(line -> line.contains("put-lit") && line.contains("\"customs\":\"hold\""))
                    .allSatisfy(line -> assertThat(line).contains("\"slot\":\"x\""));
        } finally {
            hub.stop();
        }
    }

    private static long count(List<String> lines, String type) {
        return lines.stream().filter(line -> line.contains(TYPE + type + "\"")).count();
    }
}
