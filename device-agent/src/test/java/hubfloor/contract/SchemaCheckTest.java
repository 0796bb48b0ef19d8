package hubfloor.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import hubfloor.adapter.json.JsonLine;
import hubfloor.adapter.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The shipped check of messages says of each what a full JSON Schema library says, which does not ship. */
class SchemaCheckTest {
    private static final List<String> STRANGE = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1.5",
            "9000000000000000000",
            "\"\"",
            "\"x\"",
            "[]",
            "[1]",
            "[\"x\",null]",
            "{}",
            "{\"a\":{}}");

    private final ContractFiles contract = new ContractFiles(JsonTree::read);
    private final SchemaCheck check = new SchemaCheck(contract::tree);

    @Test
    void everyExampleWithEachMemberSpoiltIsJudgedAsTheLibraryJudgesIt() {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        int refused = 0;
        int judged = 0;
        for (String file : contract.files().keySet()) {
            if (!file.endsWith(".schema.json")) {
                continue;
            }
            Schema library = registry.getSchema(
                    new String(contract.files().getOrDefault(file, new byte[0]), StandardCharsets.UTF_8),
                    InputFormat.JSON);
            for (Object example : (List<?>) contract.tree(file).getOrDefault("examples", List.of())) {
                for (String json : spoilt(text(example))) {
                    boolean right = library.validate(json, InputFormat.JSON).isEmpty();
                    assertThat(check.fault(file, JsonTree.read(json.getBytes(StandardCharsets.UTF_8)))
                                    .isEmpty())
                            .as(file + " " + json)
                            .isEqualTo(right);
                    judged++;
                    refused += right ? 0 : 1;
                }
            }
        }
        assertThat(judged).isGreaterThan(2_000);
        assertThat(refused).isBetween(judged / 3, judged - 100);
    }

    @Test
    void wordThatItDoesNotKnowIsAnErrorAndNotPassedOver() {
        SchemaCheck other = new SchemaCheck(name -> Map.of("multipleOf", 3L));
        assertThatThrownBy(() -> other.fault("any", 4L))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("multipleOf");
    }

    @Test
    void faultNamesTheMember() {
        Map<String, Object> data = JsonTree.read("{\"scanner\":7}".getBytes(StandardCharsets.UTF_8));
        assertThat(check.fault("data/device.scanner-heard.v1.schema.json", data))
                .hasValue("scanner is not of type string");
    }

    /** The example, and it again and again with one value left out or replaced. */
    private static List<String> spoilt(String json) {
        List<String> all = new ArrayList<>(List.of(json));
        for (int at = json.indexOf(':'); at >= 0; at = json.indexOf(':', at + 1)) {
            if (json.charAt(at - 1) != '"') {
                continue; // within a text
            }
            int end = endOfValue(json, at + 1);
            for (String strange : STRANGE) {
                all.add(json.substring(0, at + 1) + strange + json.substring(end));
            }
            int name = json.lastIndexOf('"', at - 2);
            all.add(json.substring(0, name) + "\"renamed" + json.substring(name + 1));
        }
        return all;
    }

    private static int endOfValue(String json, int from) {
        int depth = 0;
        boolean text = false;
        for (int i = from; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '"' && json.charAt(i - 1) != '\\') {
                text = !text;
            } else if (!text && (c == '{' || c == '[')) {
                depth++;
            } else if (!text && (c == '}' || c == ']') && depth-- == 0) {
                return i;
            } else if (!text && c == ',' && depth == 0) {
                return i;
            }
        }
        return json.length();
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are texts
    private static String text(Object example) {
        return JsonLine.of((Map<String, ?>) example);
    }
}
