package hubfloor.config.load;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a key table as a JSON Schema 2020-12. One use, one thread. */
final class SchemaWriter {
    private final StringBuilder out = new StringBuilder();

    private SchemaWriter() {}

    /** The schema's text, the same on every call. */
    static String json(String id, String title, Shape.Group file) {
        SchemaWriter schema = new SchemaWriter();
        schema.out.append("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n");
        schema.field(2, "$id", value(id), false);
        schema.field(2, "title", value(title), false);
        schema.shape(file, 2);
        schema.out.append("\n}\n");
        return schema.out.toString();
    }

    private void shape(Shape shape, int indent) {
        switch (shape) {
            case Shape.Whole whole -> {
                field(indent, "type", "\"integer\"", false);
                field(indent, "minimum", Long.toString(whole.min()), false);
                field(indent, "maximum", Long.toString(whole.max()), true);
            }
            case Shape.Choice choice -> field(indent, "enum", choice.numbers().toString(), true);
            case Shape.Flag flag -> field(indent, "type", "\"boolean\"", true);
            case Shape.Text text -> text(text.pattern(), text.max(), indent);
            case Shape.Pin pin -> {
                open(indent, "\"anyOf\": [");
                open(indent + 2, "{");
                shape(new Shape.Whole(0, pin.max()), indent + 4);
                close(indent + 2, "},\n");
                open(indent + 2, "{");
                text(Shape.Pin.PATTERN, Shape.Pin.LONGEST, indent + 4);
                close(indent + 2, "}");
                close(indent, "]");
            }
            case Shape.Word word -> field(indent, "enum", value(word.allowed()), true);
            case Shape.FilePath path -> text(Shape.FilePath.PATTERN, Shape.FilePath.LONGEST, indent);
            case Shape.BrokerUri uri -> text(Shape.BrokerUri.PATTERN, 300, indent);
            case Shape.Listen listen -> text(Shape.Listen.PATTERN, 300, indent);
            case Shape.ListOf list -> {
                field(indent, "type", "\"array\"", false);
                field(indent, "minItems", Integer.toString(list.min()), false);
                field(indent, "maxItems", Integer.toString(list.max()), false);
                field(indent, "uniqueItems", Boolean.toString(list.unique()), false);
                open(indent, "\"items\": {");
                shape(list.item(), indent + 2);
                close(indent, "}");
            }
            case Shape.Group group -> group(group, indent);
            case Shape.NameOrGroup either -> {
                open(indent, "\"anyOf\": [");
                open(indent + 2, "{");
                shape(either.name(), indent + 4);
                close(indent + 2, "},\n");
                open(indent + 2, "{");
                shape(either.group(), indent + 4);
                close(indent + 2, "}");
                close(indent, "]");
            }
        }
    }

    private void group(Shape.Group group, int indent) {
        field(indent, "type", "\"object\"", false);
        field(indent, "additionalProperties", "false", false);
        List<String> required =
                group.keys().stream().filter(Key::required).map(Key::name).toList();
        field(indent, "required", value(required), false);
        for (int at = 0; at < group.needs().size(); at++) {
            needs(group, at, indent);
        }
        open(indent, "\"properties\": {");
        for (int at = 0; at < group.keys().size(); at++) {
            Key key = group.keys().get(at);
            open(indent + 2, value(key.name()) + ": {");
            field(indent + 4, "description", value(description(key)), false);
            if (key.standard() != null) {
                field(indent + 4, "default", value(key.standard()), false);
            }
            shape(key.shape(), indent + 4);
            close(indent + 2, at + 1 < group.keys().size() ? "},\n" : "}");
        }
        close(indent, "}");
    }

    private void needs(Shape.Group group, int at, int indent) {
        String key = group.needs().get(at).key();
        List<String> others = group.needs().stream()
                .filter(needs -> needs.key().equals(key))
                .map(Shape.Needs::other)
                .toList();
        if (at == 0) {
            open(indent, "\"dependentRequired\": {");
        }
        boolean first = group.needs().subList(0, at).stream()
                .noneMatch(needs -> needs.key().equals(key));
        if (first) {
            out.append(at == 0 ? "" : ",\n");
            field(indent + 2, key, value(others), true);
        }
        if (at + 1 == group.needs().size()) {
            close(indent, "},\n");
        }
    }

    private static String description(Key key) {
        return key.unit().isEmpty() ? key.words() : key.words() + " Unit: " + key.unit() + ".";
    }

    private void text(String pattern, int longest, int indent) {
        field(indent, "type", "\"string\"", false);
        field(indent, "maxLength", Integer.toString(longest), false);
        field(indent, "pattern", value(pattern), true);
    }

    private void field(int indent, String name, String value, boolean last) {
        out.repeat(" ", indent).append(value(name)).append(": ").append(value).append(last ? "" : ",\n");
    }

    private void open(int indent, String words) {
        out.repeat(" ", indent).append(words).append('\n');
    }

    private void close(int indent, String words) {
        out.append('\n').repeat(" ", indent).append(words);
    }

    private static String value(Object value) {
        return switch (value) {
            case String text -> "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            case List<?> list -> list.stream().map(SchemaWriter::value).collect(Collectors.joining(", ", "[", "]"));
            default -> value.toString();
        };
    }
}
