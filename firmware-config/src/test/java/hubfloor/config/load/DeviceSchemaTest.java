package hubfloor.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

class DeviceSchemaTest {
    private static final String[] PROBES = {
        "-1",
        "0",
        "1",
        "17",
        "53",
        "54",
        "65535",
        "65536",
        "8760",
        "8761",
        "true",
        "null",
        "1.5",
        "[]",
        "{}",
        "abc",
        "\"\"",
        "a/b",
        "\"a b\"",
        "[a]",
        "[1]",
        "\"\\n\"",
        "\"x\\n\"",
        "\"[::1]:80\"",
        "02",
        "0o7",
        ".5"
    };
    private static final String[] ODD = {"-1", "0", "1.5", "99999999", "true", "null", "[]", "{}", "abc", "[a]"};
    private static final Schema PLAN_SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(PlanSchema.json(), InputFormat.JSON);
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(DeviceSchema.json(), InputFormat.JSON);

    @Test
    void shippedSchemaIsWhatTheKeyTableSays() {
        assertThat(Yaml.resource("/hubfloor/config/device.schema.json"))
                .as("write DeviceSchema.json() to src/main/resources/hubfloor/config/device.schema.json")
                .isEqualTo(DeviceSchema.json());
    }

    @Test
    void shippedPlanSchemaIsWhatThePlanKeysSay() {
        assertThat(Yaml.resource("/hubfloor/config/plan.schema.json"))
                .as("write PlanSchema.json() to src/main/resources/hubfloor/config/plan.schema.json")
                .isEqualTo(PlanSchema.json());
    }

    @Test
    void everyShippedPlanPassesSchemaAndLoader() {
        for (String name : Yaml.PLANS) {
            String text = Yaml.resource(name);
            assertThat(Yaml.sentences(Yaml.plan(text, null))).as(name).isEmpty();
            assertThat(schemaErrors(PLAN_SCHEMA, text)).as(name).hasValue(List.of());
        }
    }

    @Test
    void everyLineKeyAndPlanKeyPutAtTheEdgeOfItsRangeIsJudgedAlike() {
        int refused = 0;
        for (String name : List.of("/hubfloor/config/device.reference.yaml", "/hubfloor/config/plan.reference.yaml")) {
            String whole = Yaml.resource(name);
            boolean plan = name.contains("plan");
            for (String text :
                    whole.substring(plan ? 0 : whole.indexOf("\nline:")).lines().toList()) {
                int colon = text.indexOf(": ");
                boolean value = colon > 0 && text.indexOf('#') > colon + 2;
                for (String probe : value ? ODD : new String[0]) {
                    String changed = whole.replace(text, text.substring(0, colon + 2) + probe);
                    Schema schema = plan ? PLAN_SCHEMA : SCHEMA;
                    if (schemaErrors(schema, changed)
                            .filter(errors -> !errors.isEmpty())
                            .isPresent()) {
                        refused++;
                        assertThat(plan ? Yaml.plan(changed, null) : Yaml.load(changed))
                                .as(changed)
                                .isInstanceOf(Loaded.Refused.class);
                    }
                }
            }
        }
        assertThat(refused).isGreaterThan(400);
    }

    @Test
    void everyGoodFilePassesSchemaAndLoader() {
        List<String> good = new ArrayList<>(List.of(
                Yaml.GOOD,
                Yaml.with("baud: 9600", "profile: zebra-aim"),
                Yaml.with("baud: 9600", "profile: {prefix: \"02\", separator: \"\\x1D\", no-read: [\"?\"]}"),
                Yaml.with("ca: ca.pem", "ca: c\n  topic-prefix: a/b_c\n  receipts-from: []\n  window: 65535"),
                Yaml.with("mqtts://broker.hub.example", "mqtts://[::1]:1")));
        Yaml.SHIPPED.forEach(name -> good.add(Yaml.resource(name)));
        for (String text : good) {
            Yaml.accepted(text);
            assertThat(schemaErrors(text)).as(text).hasValue(List.of());
        }
    }

    @Test
    void whatTheSchemaRefusesTheLoaderRefuses() {
        int refusedBySchema = 0;
        for (BadFiles.Bad bad : BadFiles.all().toList()) {
            if (schemaErrors(bad.text()).filter(errors -> !errors.isEmpty()).isPresent()) {
                refusedBySchema++;
                assertThat(Yaml.load(bad.text())).as(bad.text()).isInstanceOf(Loaded.Refused.class);
            }
        }
        assertThat(refusedBySchema).isGreaterThan(25);
    }

    @Test
    void everyKeyPutAtTheEdgeOfItsRangeIsJudgedAlike() {
        int refused = 0;
        for (String text : Yaml.GOOD.lines().toList()) {
            int colon = text.indexOf(": ");
            for (String probe : colon < 0 ? new String[0] : PROBES) {
                String changed = Yaml.GOOD.replace(text, text.substring(0, colon + 2) + probe);
                if (schemaErrors(changed).filter(errors -> !errors.isEmpty()).isPresent()) {
                    refused++;
                    assertThat(Yaml.load(changed)).as(changed).isInstanceOf(Loaded.Refused.class);
                }
            }
        }
        assertThat(refused).isGreaterThan(150);
    }

    /** Empty when the text cannot be read as JSON-like values at all. Reads YAML without the code under test. */
    private static Optional<List<String>> schemaErrors(String text) {
        return schemaErrors(SCHEMA, text);
    }

    private static Optional<List<String>> schemaErrors(Schema schema, String text) {
        try {
            LoadSettings core =
                    LoadSettings.builder().setSchema(new CoreSchema()).build();
            String json = json(new Load(core).loadFromString(text));
            return Optional.of(schema.validate(json, InputFormat.JSON).stream()
                    .map(Object::toString)
                    .toList());
        } catch (YamlEngineException e) {
            return Optional.empty();
        }
    }

    private static String json(@org.jspecify.annotations.Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> text(String.valueOf(entry.getKey())) + ":" + json(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case List<?> list -> list.stream().map(DeviceSchemaTest::json).collect(Collectors.joining(",", "[", "]"));
            case String words -> text(words);
            default -> value.toString();
        };
    }

    private static String text(String words) {
        StringBuilder out = new StringBuilder("\"");
        words.chars()
                .forEach(c -> out.append(c < ' ' || c == '"' || c == '\\' ? "\\u%04x".formatted(c) : (char) c + ""));
        return out.append('"').toString();
    }
}
