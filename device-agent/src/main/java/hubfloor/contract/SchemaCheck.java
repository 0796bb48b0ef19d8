package hubfloor.contract;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Judges one JSON value by the contract's schemas: the part of JSON Schema 2020-12 that they use, open as they are. A
 * word of the standard that it does not know is an error at once, so that no rule is passed over in silence. Values are
 * maps, lists, texts, {@code Long}, {@code Double}, flags and null. Unchanging, any thread.
 */
public final class SchemaCheck {
    private static final Set<String> WORDS = Set.of("$schema", "title", "description", "examples", "items", "else");

    private final Function<String, Map<String, Object>> schemas;

    /** @param schemas a schema by its file's name, {@code data/scan.read.v1.schema.json} */
    public SchemaCheck(Function<String, Map<String, Object>> schemas) {
        this.schemas = schemas;
    }

    /**
     * The first thing that is wrong, such as {@code codes[0].text is missing}; empty when nothing is.
     *
     * @throws IllegalStateException where the schema uses a word that is not known here
     */
    public Optional<String> fault(String file, @Nullable Object value) {
        return Optional.ofNullable(against(schemas.apply(file), value, ""));
    }

    private @Nullable String against(Map<?, ?> schema, @Nullable Object value, String at) {
        for (Map.Entry<?, ?> entry : schema.entrySet()) {
            String fault = word(String.valueOf(entry.getKey()), entry.getValue(), schema, value, at);
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private @Nullable String word(
            String word, @Nullable Object rule, Map<?, ?> schema, @Nullable Object value, String at) {
        return switch (word) {
            case "type" -> isOneOf(rule, value) ? null : name(at) + " is not of type " + rule;
            case "const" -> Objects.equals(rule, value) ? null : name(at) + " is not " + rule;
            case "enum" -> list(rule).contains(value) ? null : name(at) + " is none of " + rule;
            case "minimum", "maximum" ->
                !(value instanceof Number number) || isWithin(word, number, rule)
                        ? null
                        : name(at) + " breaks its " + word + " of " + rule;
            case "minLength", "maxLength" ->
                !(value instanceof String text) || isWithin(word, text.codePointCount(0, text.length()), rule)
                        ? null
                        : name(at) + " breaks its " + word + " of " + rule;
            case "maxItems" ->
                !(value instanceof List<?> list) || isWithin(word, list.size(), rule)
                        ? null
                        : name(at) + " has more than " + rule + " items";
            case "pattern" ->
                !(value instanceof String text)
                                || Pattern.compile(String.valueOf(rule))
                                        .matcher(text)
                                        .find()
                        ? null
                        : name(at) + " does not match " + rule;
            case "not" -> against(map(rule), value, at) != null ? null : name(at) + " has what it must not have";
            case "oneOf" -> {
                long fitting = list(rule).stream()
                        .filter(each -> against(map(each), value, at) == null)
                        .count();
                yield fitting == 1 ? null : name(at) + " fits " + fitting + " of its forms, not one";
            }
            case "if" -> against(map(schema.get(against(map(rule), value, at) == null ? "then" : "else")), value, at);
            case "then" -> null; // looked at with if
            case "required", "properties", "additionalProperties" ->
                value instanceof Map<?, ?> object ? members(word, rule, schema, object, at) : null;
            default -> {
                if (!WORDS.contains(word)) {
                    throw new IllegalStateException("a schema uses \"" + word + "\", which is not checked here");
                }
                yield word.equals("items") && value instanceof List<?> list ? items(map(rule), list, at) : null;
            }
        };
    }

    private @Nullable String members(
            String word, @Nullable Object rule, Map<?, ?> schema, Map<?, ?> object, String at) {
        if (word.equals("required")) {
            for (Object name : list(rule)) {
                if (!object.containsKey(name)) {
                    return below(at, name) + " is missing";
                }
            }
            return null;
        }
        Map<?, ?> named = map(schema.get("properties"));
        for (Map.Entry<?, ?> member : object.entrySet()) {
            boolean known = named.containsKey(member.getKey());
            String place = below(at, member.getKey());
            String fault = null;
            if (word.equals("properties") && known) {
                fault = against(map(named.get(member.getKey())), member.getValue(), place);
            } else if (word.equals("additionalProperties") && !known) {
                fault = rule instanceof Map<?, ?> others
                        ? against(others, member.getValue(), place)
                        : Boolean.FALSE.equals(rule) ? place + " is not a member of this object" : null;
            }
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private @Nullable String items(Map<?, ?> schema, List<?> list, String at) {
        for (int i = 0; i < list.size(); i++) {
            String fault = against(schema, list.get(i), at + "[" + i + "]");
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private static boolean isOneOf(@Nullable Object types, @Nullable Object value) {
        return types instanceof List<?> several ? several.stream().anyMatch(type -> is(type, value)) : is(types, value);
    }

    private static boolean is(@Nullable Object type, @Nullable Object value) {
        return switch (String.valueOf(type)) {
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "null" -> value == null;
            case "number" -> value instanceof Number;
            case "integer" -> value instanceof Long || (value instanceof Double number && number == Math.rint(number));
            default -> throw new IllegalStateException("a schema names the type " + type);
        };
    }

    private static boolean isWithin(String word, Number value, @Nullable Object limit) {
        if (!(limit instanceof Number bound)) {
            throw new IllegalStateException("a schema's " + word + " is no number");
        }
        int compared = value instanceof Long whole && bound instanceof Long other
                ? Long.compare(whole, other)
                : Double.compare(value.doubleValue(), bound.doubleValue());
        return word.startsWith("min") ? compared >= 0 : compared <= 0;
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static String below(String at, Object name) {
        return at.isEmpty() ? String.valueOf(name) : at + "." + name;
    }

    private static String name(String at) {
        return at.isEmpty() ? "the whole" : at;
    }
}
