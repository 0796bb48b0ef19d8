package hubfloor.conform;

import hubfloor.contract.ContractFiles;
import hubfloor.contract.SchemaCheck;
import hubfloor.event.ReceivedEvent;
import hubfloor.port.WireFormat.Malformed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The contract as the kit uses it: its rules by who must keep them, and what is wrong with a message. Any thread. */
final class Contract {
    static final String VENDOR = ReceivedEvent.VENDOR;
    static final int EVENT_BYTES_MAX = 64 * 1024;
    private static final int OTHER_BYTES_MAX = 16 * 1024;

    private final ContractFiles files;
    private final SchemaCheck schemas;
    private final Setting.JsonObjects json;

    Contract(Setting setting) {
        files = setting.contract();
        schemas = new SchemaCheck(files::tree);
        json = setting.json();
    }

    /** A message taken apart, or why it is none of the contract. */
    record Judged(Map<String, Object> tree, String fault) {
        boolean isRight() {
            return fault.isEmpty();
        }

        String text(String member) {
            return tree.get(member) instanceof String text ? text : "";
        }

        /** -1 where there is no such number. */
        long number(String member) {
            return tree.get(member) instanceof Long number ? number : -1;
        }
    }

    /** What each rule says, of those that {@code who} must keep. */
    Map<String, String> rulesOf(String who) {
        Map<String, String> rules = new LinkedHashMap<>();
        if (files.document().get("info") instanceof Map<?, ?> info && info.get("x-rules") instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> rule && who.equals(rule.get("who"))) {
                    rules.put(String.valueOf(rule.get("id")), String.valueOf(rule.get("says")));
                }
            }
        }
        return rules;
    }

    String version() {
        return files.document().get("info") instanceof Map<?, ?> info ? String.valueOf(info.get("version")) : "";
    }

    Judged state(byte[] payload) {
        return judge("state.schema.json", payload, OTHER_BYTES_MAX);
    }

    Judged metrics(byte[] payload) {
        return judge("metrics.schema.json", payload, OTHER_BYTES_MAX);
    }

    Judged reply(byte[] payload) {
        return judge("reply.schema.json", payload, OTHER_BYTES_MAX);
    }

    Judged receipt(byte[] payload) {
        return judge("receipt.schema.json", payload, 4 * 1024);
    }

    Judged replay(byte[] payload) {
        return judge("replay.schema.json", payload, OTHER_BYTES_MAX);
    }

    /** The envelope; see {@link #dataFault} for what is in it. */
    Judged event(byte[] payload) {
        return judge("event.schema.json", payload, EVENT_BYTES_MAX);
    }

    boolean knows(String type) {
        return files.files().containsKey(dataFile(type));
    }

    /** Empty for data of a known type that passes its schema, and for any data of a type that is not known. */
    Optional<String> dataFault(Judged event) {
        String type = event.text("type");
        return knows(type) && event.tree().containsKey("data")
                ? schemas.fault(dataFile(type), event.tree().get("data")).map(fault -> "data of " + type + ": " + fault)
                : Optional.empty();
    }

    private static String dataFile(String type) {
        return "data/" + (type.startsWith(VENDOR) ? type.substring(VENDOR.length()) : "?") + ".schema.json";
    }

    private Judged judge(String file, byte[] payload, int bytesMax) {
        try {
            Map<String, Object> tree = json.read(payload, bytesMax);
            return new Judged(tree, schemas.fault(file, tree).orElse(""));
        } catch (Malformed e) {
            return new Judged(Map.of(), String.valueOf(e.getMessage()));
        }
    }
}
