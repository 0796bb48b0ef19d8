package hubfloor.contract;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The contract as one page of HTML without scripts: how to build a consumer, rules, topics with their names, messages
 * with their members and an example, all taken from the document and the schemas, so that page and files cannot differ. One use, one thread.
 */
public final class ContractPage {
    private static final String STYLE = """
            body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
            table{border-collapse:collapse;width:100%}td,th{border:1px solid #bbb;padding:.3rem .5rem;text-align:left;vertical-align:top}
            code,pre{font:14px/1.4 ui-monospace,monospace}pre{background:#f3f3f3;padding:.5rem;white-space:pre-wrap;word-break:break-all}
            h3{margin-top:2rem}
            """;

    private final ContractFiles contract;
    private final Function<Map<String, ?>, String> json;
    private final StringBuilder out = new StringBuilder(64 * 1024);

    /** @param json writes an example on one line */
    public ContractPage(ContractFiles contract, Function<Map<String, ?>, String> json) {
        this.contract = contract;
        this.json = json;
    }

    public String html() {
        Map<?, ?> info = map(contract.document(), "info");
        String title = text(info, "title") + " " + text(info, "version");
        out.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
        out.append(escaped(title)).append("</title><style>").append(STYLE).append("</style></head><body>\n");
        element("h1", title);
        element("p", text(info, "description"));
        map(contract.document(), "servers")
                .values()
                .forEach(server -> element("p", text((Map<?, ?>) server, "description")));
        element("h2", "How to build a consumer");
        out.append("<ol>\n");
        list(info, "x-consumer").forEach(step -> element("li", String.valueOf(step)));
        out.append("</ol>\n");
        contract.examples().forEach((file, says) -> {
            element("p", says);
            link(file);
        });
        element("h2", "Changes");
        list(info, "x-compatibility").forEach(rule -> element("p", String.valueOf(rule)));
        element("h2", "Rules");
        row("th", "rule", "who", "says");
        for (Object rule : list(info, "x-rules")) {
            Map<?, ?> one = (Map<?, ?>) rule;
            row("td", text(one, "id"), text(one, "who"), text(one, "says"));
        }
        endTable();
        element("h2", "Topics");
        Map<?, ?> components = map(contract.document(), "components");
        row("th", "level", "is");
        map(components, "parameters")
                .forEach((name, level) -> row("td", "{" + name + "}", text((Map<?, ?>) level, "description")));
        endTable();
        map(contract.document(), "operations").values().forEach(each -> operation((Map<?, ?>) each));
        element("h2", "Envelope of every event");
        schema("event.schema.json");
        element("h2", "Messages");
        map(components, "messages").values().forEach(each -> message((Map<?, ?>) each));
        return out.append("</body></html>\n").toString();
    }

    private void operation(Map<?, ?> operation) {
        Map<?, ?> channel = resolved(map(operation, "channel"));
        Map<?, ?> mqtt = map(map(operation, "bindings"), "mqtt");
        String address = text(channel, "address");
        element("h3", address);
        boolean up = text(operation, "action").equals("send");
        element(
                "p",
                (up ? "Device to central. " : "Central to device. ") + text(operation, "summary") + " QoS "
                        + mqtt.get("qos") + (Boolean.TRUE.equals(mqtt.get("retain")) ? ", retained. " : ". ")
                        + text(channel, "description"));
        element("p", "Messages: " + messages(channel));
        element("p", "Rules: " + String.join(", ", strings(operation, "x-rules")));
        if (operation.get("reply") instanceof Map<?, ?> reply) {
            Map<?, ?> answers = resolved(map(reply, "channel"));
            element("h3", text(answers, "address"));
            element("p", "The device's reply. " + text(answers, "description"));
            element("p", text(map(reply, "address"), "description"));
            element("p", "Messages: " + messages(answers));
        }
    }

    private String messages(Map<?, ?> channel) {
        List<String> words = new ArrayList<>();
        Set<String> types = new LinkedHashSet<>();
        for (Object each : map(channel, "messages").values()) {
            Map<?, ?> message = resolved((Map<?, ?>) each);
            words.add(text(message, "name"));
            types.add(text(message, "contentType"));
        }
        return String.join(", ", words) + "; " + String.join(", ", types);
    }

    private void message(Map<?, ?> message) {
        String name = text(message, "name");
        element("h3", name);
        Map<?, ?> schema = map(map(message, "payload"), "schema");
        if (schema.containsKey("allOf")) {
            Map<?, ?> properties = map((Map<?, ?>) list(schema, "allOf").get(1), "properties");
            element("p", "An event of class " + text(message, "x-class") + "; data:");
            schema(text(map(properties, "data"), "$ref"));
        } else {
            schema(text(schema, "$ref"));
        }
    }

    private void schema(String file) {
        Map<String, Object> schema = contract.tree(file);
        element("p", text(schema, "description"));
        row("th", "member", "type", "meaning");
        members("", schema);
        endTable();
        for (Object example : list(schema, "examples")) {
            Map<?, ?> object = (Map<?, ?>) example;
            @SuppressWarnings("unchecked") // the keys of a JSON object are texts
            Map<String, ?> named = (Map<String, ?>) object;
            element("pre", json.apply(named));
        }
        link(file);
    }

    private void link(String file) {
        out.append("<p><a href=\"")
                .append(escaped(file))
                .append("\">")
                .append(escaped(file))
                .append("</a></p>\n");
    }

    private void members(String before, Map<?, ?> schema) {
        Set<String> required = Set.copyOf(strings(schema, "required"));
        map(schema, "properties").forEach((name, value) -> {
            Map<?, ?> member = (Map<?, ?>) value;
            String path = before + name;
            String optional = required.contains(String.valueOf(name)) ? "" : ", optional";
            row("td", path, type(member) + optional, text(member, "description"));
            members(path + ".", member);
            if (member.get("items") instanceof Map<?, ?> items) {
                members(path + "[].", items);
            }
        });
    }

    private static String type(Map<?, ?> member) {
        if (member.containsKey("const")) {
            return "\"" + member.get("const") + "\"";
        }
        if (member.containsKey("enum")) {
            List<String> words = new ArrayList<>();
            list(member, "enum").forEach(word -> words.add("\"" + word + "\""));
            return String.join(" | ", words);
        }
        return member.get("type") instanceof List<?>
                ? String.join(" or ", strings(member, "type"))
                : text(member, "type");
    }

    private Map<?, ?> resolved(Map<?, ?> object) {
        Map<?, ?> at = object;
        while (at.get("$ref") instanceof String reference) {
            Map<?, ?> next = contract.document();
            for (String step : reference.substring(2).split("/", -1)) {
                next = map(next, step);
            }
            at = next;
        }
        return at;
    }

    private void row(String cell, String... cells) {
        if (cell.equals("th")) {
            out.append("<table>\n");
        }
        out.append("<tr>");
        for (String text : cells) {
            out.append('<')
                    .append(cell)
                    .append('>')
                    .append(escaped(text))
                    .append("</")
                    .append(cell)
                    .append('>');
        }
        out.append("</tr>\n");
    }

    private void endTable() {
        out.append("</table>\n");
    }

    private void element(String name, String text) {
        if (!text.isEmpty()) {
            out.append('<')
                    .append(name)
                    .append('>')
                    .append(escaped(text))
                    .append("</")
                    .append(name)
                    .append(">\n");
        }
    }

    private static Map<?, ?> map(Map<?, ?> in, String name) {
        return in.get(name) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(Map<?, ?> in, String name) {
        return in.get(name) instanceof List<?> list ? list : List.of();
    }

    private static List<String> strings(Map<?, ?> in, String name) {
        return list(in, name).stream().map(String::valueOf).toList();
    }

    private static String text(Map<?, ?> in, String name) {
        return in.get(name) instanceof String text ? text : "";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
