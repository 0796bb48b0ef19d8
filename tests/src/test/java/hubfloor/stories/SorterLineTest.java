package hubfloor.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hubfloor.demo.DemoHub;
import hubfloor.demo.LineSummary;
import hubfloor.floor.DemoProcess;
import hubfloor.floor.JsonText;
import hubfloor.floor.Program;
import hubfloor.sorter.main.SorterLine;
import hubfloor.testing.Await;
import hubfloor.testing.BrokerUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sorter line of the demo, judged by where its simulated parcels truly went. */
@Timeout(180)
class SorterLineTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int PARCELS_PER_HOUR = 10_000;

    @TempDir
    Path dir;

    @Test
    void everyParcelsStoryComesCompleteAndInOrderAndNoneLeavesByAWrongGate() {
        assumeTrue(
                Program.run(List.of("sh", "-c", "command -v mosquitto_sub"), "").exit() == 0,
                "mosquitto_sub is not installed: nobody listens to the line");
        int port = BrokerUnderTest.freePort();
        try (Program demo = DemoProcess.start(dir, port, 20, PARCELS_PER_HOUR)) {
            try (Program sub = DemoProcess.listen(port, "hubfloor/1/demo/sorter/ln-01/event/sort", "%p")) {
                assertThat(demo.exitCode(Duration.ofMinutes(2))).as(said(demo)).isZero();
                String sum = demo.awaitLine("line:  ", SOON);
                System.out.println("SorterLine: " + sum);
                Map<String, List<Map<String, Object>>> stories = stories(sub.lines());
                assertThat(stories)
                        .as(sum)
                        .hasSizeGreaterThan(8); // the hall needs some seconds before its first parcel
                assertThat(sum)
                        .contains("parcels " + stories.size() + ",")
                        .contains("wrong gate 0,")
                        .contains("unaccounted 0")
                        .contains("events lost 0");
                stories.forEach(SorterLineTest::verify);
            }
        }
    }

    @Test
    void frozenProcessFindsItsOutputsSafeAndFiresNothingLate() {
        int port = BrokerUnderTest.freePort();
        try (Program demo = DemoProcess.start(dir, port, 20, PARCELS_PER_HOUR)) {
            demo.awaitLine(Pattern.compile("inducted ([5-9]|\\d\\d)"), SOON);
            demo.signal("STOP");
            Program.run(List.of("sleep", "1"), "");
            demo.signal("CONT");
            assertThat(demo.exitCode(Duration.ofMinutes(2))).as(said(demo)).isZero();
            String sum = demo.awaitLine("line:  ", SOON);
            String lateness = demo.awaitLine("gate lateness", SOON);
            System.out.println("SorterLine, frozen for 1 s: " + sum + " " + lateness);
            assertThat(sum).contains("wrong gate 0,").contains("unaccounted 0");
            assertThat(lateness).doesNotContain("lease 0 times");
            long worstMicros = Long.parseLong(lateness.replaceAll(".*max (-?\\d+) us.*", "$1"));
            assertThat(worstMicros).as(lateness).isLessThan(250_000);
        }
    }

    @Test
    void pressedEmergencyStopAbortsTheLineUntilAPersonRearmsIt() throws Exception {
        DemoHub hub = DemoHub.start(dir, "demo", 2, PARCELS_PER_HOUR, 0, 0, "test");
        try {
            SorterLine line = Objects.requireNonNull(hub.line());
            Await.until("parcels come", SOON, () -> line.view().inducted() > 5);
            line.board().emergencyStop(true);
            Await.until("aborted", SOON, () -> line.view().state().equals("aborted"));
            Await.until("outputs at rest", SOON, () -> !line.board().recorded().anyActive());
            long before = line.view().inducted();
            line.board().emergencyStop(false);
            Await.until("sorting again", SOON, () -> line.view().inducted() > before + 5);
            LineSummary sum = Objects.requireNonNull(hub.finishLine());
            System.out.println("SorterLine, e-stop: " + sum);
            assertThat(sum.good()).as(sum.toString()).isTrue();
            assertThat(sum.result().exceptions()).containsKey("emergency_stop");
        } finally {
            hub.stop();
        }
    }

    private static String said(Program demo) {
        return String.join("\n", demo.lines());
    }

    private static Map<String, List<Map<String, Object>>> stories(List<String> lines) {
        Map<String, List<Map<String, Object>>> stories = new LinkedHashMap<>();
        long seq = 0;
        for (String line : lines) {
            Map<String, Object> event = JsonText.object(line);
            long id = Long.parseLong(JsonText.text(event, "id"));
            assertThat(id).as("order at the subscriber").isGreaterThan(seq);
            seq = id;
            @SuppressWarnings("unchecked")
            Map<String, Object> data = JsonText.member(event, "data", Map.class);
            stories.computeIfAbsent(JsonText.text(data, "parcel"), key -> new ArrayList<>())
                    .add(event);
        }
        return stories;
    }

    private static void verify(String parcel, List<Map<String, Object>> story) {
        List<String> types = story.stream()
                .map(event -> JsonText.text(event, "type").replaceFirst("org\\.hubfloor\\.", ""))
                .toList();
        assertThat(types).as(parcel).startsWith("sort.inducted.v1").endsWith("sort.ended.v1");
        assertThat(types).as(parcel).containsOnlyOnce("sort.inducted.v1", "sort.ended.v1");
        assertThat(types).as(parcel).contains("sort.sized.v1", "sort.decided.v1");
        assertThat(types.indexOf("sort.decided.v1"))
                .as(parcel + ": " + types)
                .isLessThan(types.contains("sort.fired.v1") ? types.indexOf("sort.fired.v1") : types.size());
    }
}
