package hubfloor.stories;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.floor.DemoProcess;
import hubfloor.floor.Program;
import hubfloor.testing.BrokerUnderTest;
import hubfloor.testing.ContractSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the program publishes is what the contract says, and the contract says all of it. */
@Timeout(180)
class ContractKeptTest {
    private static final Pattern TYPE = Pattern.compile("\"([a-z]+\\.[a-z-]+\\.v[0-9]+)\"");
    /**
     * Published by the broker, not by a device: the demo's own one drops the content type it was given, mosquitto does not
     * (both held by the connector's contract), and it may see the cable's end before the goodbye in front of it.
     */
    private static final Pattern LAST_WILL = Pattern.compile("\"reason\":\"link-lost\"");

    private final ContractSchemas schemas = new ContractSchemas();

    @TempDir
    Path dir;

    @Test
    void everyMessageOfADemoWithStationAndLinePassesTheClosedContract() {
        int port = BrokerUnderTest.freePort();
        Map<String, Integer> heard = new TreeMap<>();
        try (Program demo = DemoProcess.start(dir, port, 25, 5_000)) {
            try (Program ear = DemoProcess.listen(port, "hubfloor/#", "%t %q %C %p")) {
                assertThat(demo.exitCode(Duration.ofMinutes(2)))
                        .as(String.join("\n", demo.lines()))
                        .isZero();
                ear.lines().forEach(line -> judge(line, heard));
            }
        }
        System.out.println("contract: " + heard);
        assertThat(heard)
                .containsKeys("state", "metrics", "receipt", "parcel-news")
                .containsKeys("scan.read.v1", "sort.inducted.v1", "sort.ended.v1");
    }

    private void judge(String line, Map<String, Integer> heard) {
        if (!line.startsWith("hubfloor/")) {
            return; // the subscriber's own word about the broker's end
        }
        String[] parts = line.split(" ", 4);
        String topic = parts[0];
        String payload = parts[3];
        assertThat(schemas.errors(topic, payload)).as(line).isEmpty();
        boolean event = topic.contains("/event/");
        if (!topic.contains("/receipt/")) { // rule receipt-soon: at QoS 0 as well
            assertThat(parts[1]).as(line).isEqualTo(topic.endsWith("/metrics") ? "0" : "1");
        }
        if (!LAST_WILL.matcher(payload).find()) {
            assertThat(parts[2]).as(line).isEqualTo(event ? "application/cloudevents+json" : "application/json");
        }
        String kind = event
                ? payload.replaceFirst(".*\"type\":\"org\\.hubfloor\\.([^\"]*)\".*", "$1")
                : topic.contains("/parcel/") ? "parcel-news" : topic.split("/", -1)[5];
        heard.merge(kind, 1, Integer::sum);
    }

    @Test
    void everyEventTypeInTheProgramsTextHasASchemaAndEverySchemaAType() throws IOException {
        Set<String> written = new TreeSet<>();
        for (String module : List.of("device-agent", "sorter-controller")) {
            try (Stream<Path> files = Files.walk(Program.checkout().resolve(module + "/src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file ->
                                TYPE.matcher(read(file)).results().forEach(found -> written.add(found.group(1))));
            }
        }
        Set<String> described = schemas.contract().files().keySet().stream()
                .filter(name -> name.startsWith("data/"))
                .map(name -> name.replace("data/", "").replace(".schema.json", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(described).isEqualTo(written);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
