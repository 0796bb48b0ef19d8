package hubfloor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import hubfloor.adapter.json.JsonLine;
import hubfloor.adapter.json.JsonTree;
import hubfloor.testing.ContractSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The shipped contract is sound in itself; that devices keep it is shown by what they publish. */
class ContractTest {
    private final ContractSchemas schemas = new ContractSchemas();
    private final ContractFiles contract = schemas.contract();

    @Test
    void documentIsAsyncApi3AndABrokenOneIsNot() throws IOException {
        String rules = Files.readString(Path.of("src/test/resources/asyncapi/asyncapi-3.0.0.schema.json"));
        Schema asyncApi =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(rules, InputFormat.JSON);
        String document = ContractSchemas.text(contract.document());
        assertThat(asyncApi.validate(document, InputFormat.JSON)).isEmpty();
        String broken = document.replace("\"action\":\"send\"", "\"action\":\"shout\"");
        assertThat(asyncApi.validate(broken, InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void everyReferenceInsideTheDocumentLeadsSomewhere() {
        List<String> references = new ArrayList<>();
        references(contract.document(), references);
        assertThat(references)
                .hasSizeGreaterThan(60)
                .allSatisfy(
                        reference -> assertThat(target(reference)).as(reference).isNotNull());
    }

    @Test
    void everyExamplePassesItsSchemaAndAStrangeMemberDoesNot() {
        int examples = 0;
        for (String file : contract.files().keySet()) {
            if (!file.endsWith(".schema.json")) {
                continue;
            }
            List<?> all = list(contract.tree(file), "examples");
            assertThat(all).as(file).isNotEmpty();
            for (Object example : all) {
                String json = ContractSchemas.text((Map<?, ?>) example);
                assertThat(schemas.against(file, json)).as(file + " " + json).isEmpty();
                assertThat(schemas.against(file, json.replaceFirst("\\{", "{\"strange\":1,")))
                        .as(file)
                        .isNotEmpty();
                examples++;
            }
        }
        assertThat(examples).isGreaterThan(40);
    }

    @Test
    void everyRuleAnOperationNamesIsWrittenDownOnce() {
        List<String> written = new ArrayList<>();
        for (Object rule : list(map(contract.document(), "info"), "x-rules")) {
            written.add(String.valueOf(((Map<?, ?>) rule).get("id")));
        }
        assertThat(written).doesNotHaveDuplicates();
        Set<String> named = new HashSet<>();
        for (Object operation : map(contract.document(), "operations").values()) {
            list((Map<?, ?>) operation, "x-rules").forEach(rule -> named.add(String.valueOf(rule)));
        }
        assertThat(named).isNotEmpty();
        assertThat(written).containsAll(named);
    }

    @Test
    void pageShowsEveryRuleAndMessageAndIsLeftInTheBuild() throws IOException {
        String page = new ContractPage(contract, JsonLine::of).html();
        contract.writeTo(Path.of("target/contract"), page);
        assertThat(page)
                .doesNotContain("<script")
                .contains("hubfloor/1/{hub}/{zone}/{device}/receipt/{consumer}")
                .as("where a consumer is answered, which no operation of its own names")
                .contains("hubfloor/1/{hub}/{zone}/{device}/reply/{consumer}");
        assertThat(Path.of("target/contract/example/consumer.py")).content().contains("rule receipt-again");
        for (String file : contract.files().keySet()) {
            if (!file.equals(ContractFiles.DOCUMENT)) {
                assertThat(page).contains("<a href=\"" + file + "\">");
            }
        }
    }

    @Test
    void fileThatIsNotOneObjectIsRefused() {
        for (String text : List.of("[]", "{} {}", "{\"a\":1,\"a\":2}", "{")) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> JsonTree.read(text.getBytes(StandardCharsets.UTF_8))))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Map<?, ?> map(Map<?, ?> in, String name) {
        return (Map<?, ?>) Objects.requireNonNull(in.get(name), name);
    }

    private static List<?> list(Map<?, ?> in, String name) {
        return (List<?>) Objects.requireNonNull(in.get(name), name);
    }

    private Object target(String reference) {
        Object at = contract.document();
        for (String step : reference.substring(2).split("/", -1)) {
            at = Objects.requireNonNull(((Map<?, ?>) at).get(step), reference);
        }
        return at;
    }

    private static void references(@Nullable Object value, List<String> into) {
        if (value instanceof Map<?, ?> map) {
            if (map.get("$ref") instanceof String reference && reference.startsWith("#")) {
                into.add(reference);
            }
            map.values().forEach(member -> references(member, into));
        } else if (value instanceof List<?> list) {
            list.forEach(item -> references(item, into));
        }
    }
}
