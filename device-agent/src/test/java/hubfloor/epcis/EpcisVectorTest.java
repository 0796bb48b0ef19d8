package hubfloor.epcis;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.json.JsonLine;
import hubfloor.adapter.json.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every row of epcis.json, good and bad, judged as GS1's schema judges it, and the bad ones at the right place. */
class EpcisVectorTest {
    private static final Map<String, String> WRONG_AT =
            Map.of("time_zone_missing", "/epcisBody/eventList/0", "action_unknown", "/epcisBody/eventList/0/action");

    @Test
    void noRowIsMissing() throws IOException {
        assertThat(rows()).hasSize(7);
    }

    @TestFactory
    Stream<DynamicTest> rowIsJudgedAsItSays() throws IOException {
        return rows().stream().map(row -> DynamicTest.dynamicTest(String.valueOf(row.get("id")), () -> check(row)));
    }

    @SuppressWarnings("unchecked") // the vectors' own shape
    private static void check(Map<String, Object> row) throws IOException {
        List<Problem> problems =
                Documents.problems(JsonLine.of((Map<String, Object>) Objects.requireNonNull(row.get("document"))));
        String at = WRONG_AT.get(String.valueOf(row.get("id")));
        assertThat(at == null).isEqualTo(row.get("valid"));
        assertThat(problems.stream().map(Problem::pointer))
                .containsExactlyElementsOf(at == null ? List.of() : List.of(at));
    }

    @SuppressWarnings("unchecked") // the vectors' own shape
    private static List<Map<String, Object>> rows() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(EpcisVectorTest.class.getResourceAsStream("/vectors/epcis.json"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Map<String, Object> file = JsonTree.read(("{\"rows\":" + text + "}").getBytes(StandardCharsets.UTF_8));
            return (List<Map<String, Object>>) Objects.requireNonNull(file.get("rows"));
        }
    }
}
