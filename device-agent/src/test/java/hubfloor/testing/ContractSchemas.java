package hubfloor.testing;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import hubfloor.adapter.json.JsonLine;
import hubfloor.adapter.json.JsonTree;
import hubfloor.contract.ContractFiles;
import hubfloor.event.Topics;
import hubfloor.event.Topics.Address;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges messages by the shipped contract, closed: a member that no schema names is an error here, though consumers
 * must let it pass. One thread.
 */
public final class ContractSchemas {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final String VENDOR = "org.hubfloor.";

    private final ContractFiles contract = new ContractFiles(JsonTree::read);
    private final Map<String, Schema> closed = new HashMap<>();
    private final Topics topics = new Topics("");

    public ContractFiles contract() {
        return contract;
    }

    /** What is wrong with a message, in words; empty when nothing is. */
    public List<String> errors(String topic, String payload) {
        Optional<Address> address = topics.parse(topic);
        if (address.isEmpty()) {
            return ofTheHub(topic, payload);
        }
        return switch (address.get().kind()) {
            case STATE -> against("state.schema.json", payload);
            case REPLY -> against("reply.schema.json", payload);
            case METRICS -> against("metrics.schema.json", payload);
            case RECEIPT -> against("receipt.schema.json", payload);
            case COMMAND ->
                List.of("replay", "assign", "order").contains(address.get().leaf())
                        ? against(address.get().leaf() + ".schema.json", payload)
                        : List.of("no such command");
            case EVENT -> event(topic, address.get(), payload);
        };
    }

    private List<String> ofTheHub(String topic, String payload) {
        if (topic.matches("hubfloor/1/[a-z0-9-]+/parcel/[a-z0-9-]+")) {
            return against("parcel-news.schema.json", payload);
        }
        return topic.matches("hubfloor/1/[a-z0-9-]+/[a-z0-9-]+/plan")
                ? against("plan.schema.json", payload)
                : List.of("not a topic of the contract");
    }

    private List<String> event(String topic, Address address, String payload) {
        List<String> errors = new ArrayList<>(against("event.schema.json", payload));
        Map<String, Object> event = JsonTree.read(payload.getBytes(StandardCharsets.UTF_8));
        String type = String.valueOf(event.get("type"));
        String file = "data/" + type.replace(VENDOR, "") + ".schema.json";
        if (!contract.files().containsKey(file)) {
            errors.add("no such type: " + type);
        } else if (event.get("data") instanceof Map<?, ?> data) {
            errors.addAll(against(file, text(data)));
        }
        if (!type.startsWith(VENDOR + address.leaf() + ".")) {
            errors.add(type + " on the topic of another family");
        }
        String device = topic.split("/event/", 2)[0].replace("hubfloor/1", "");
        if (!String.valueOf(event.get("source")).startsWith(device + "/")) {
            errors.add("source names another device");
        }
        return errors;
    }

    /** Errors of one JSON text by one of the contract's schemas, closed. */
    public List<String> against(String file, String json) {
        Schema schema = closed.computeIfAbsent(
                file, name -> REGISTRY.getSchema(text((Map<?, ?>) close(contract.tree(name))), InputFormat.JSON));
        return schema.validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    /** Every object schema that names members allows no others; examples go, they are no rules. */
    private static Object close(Object schema) {
        if (schema instanceof List<?> list) {
            return list.stream().map(ContractSchemas::close).toList();
        }
        if (!(schema instanceof Map<?, ?> map)) {
            return schema;
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (!(name.equals("examples") || value == null)) {
                copy.put(String.valueOf(name), name.equals("if") ? value : close(value));
            }
        });
        if ("object".equals(copy.get("type")) && copy.get("properties") instanceof Map) {
            copy.putIfAbsent("additionalProperties", false);
        }
        return copy;
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are texts
    public static String text(Map<?, ?> object) {
        return JsonLine.of((Map<String, ?>) object);
    }
}
