package hubfloor.config.load;

import hubfloor.config.model.PinRef;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks a file's nodes against the key table and goes on after every problem. What it returns holds only what was
 * right. Patterns are compiled when a value needs one: starting must be fast.
 */
final class KeyReader {
    private final Problems problems;
    private final Path directory;
    private final boolean underscores;

    /** @param underscores also take {@code no_read} for {@code no-read} */
    KeyReader(Problems problems, Path directory, boolean underscores) {
        this.problems = problems;
        this.directory = directory;
        this.underscores = underscores;
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** String, Long, Boolean, Path, Endpoint, List or Values after the shape; null when refused. */
    @Nullable
    Object read(Node node, Shape shape, String path) {
        if (node instanceof Node.Reported) {
            return null;
        }
        return switch (shape) {
            case Shape.Group group -> group(node, group, path);
            case Shape.ListOf list -> list(node, list, path);
            case Shape.NameOrGroup either -> nameOrGroup(node, either, path);
            case Shape.Flag flag -> {
                String word = scalar(node, ScalarKind.FLAG, flag, path);
                yield word == null ? null : (Object) word.equalsIgnoreCase("true");
            }
            case Shape.Whole whole -> {
                Long number = number(node, shape, path);
                boolean fits = number != null && number >= whole.min() && number <= whole.max();
                yield number == null || fits ? number : refuse(node, shape, path);
            }
            case Shape.Choice choice -> {
                Long number = number(node, shape, path);
                yield number == null || choice.numbers().contains(number) ? number : refuse(node, shape, path);
            }
            case Shape.Pin pin -> pin(node, pin, path);
            case Shape.Word word -> {
                String text = scalar(node, ScalarKind.TEXT, shape, path);
                yield text == null ? null : oneOf(node, text, word, path);
            }
            case Shape.Text text -> matching(node, shape, text.pattern(), text.max(), path);
            case Shape.FilePath any -> file(node, shape, path);
            case Shape.BrokerUri any -> uri(node, shape, path);
            case Shape.Listen any -> {
                String address = matching(node, shape, Shape.Listen.PATTERN, 300, path);
                Endpoint endpoint = address == null ? null : Endpoint.ofListen(address);
                yield endpoint == null || endpoint.port() <= 65_535 ? endpoint : refuse(node, shape, path);
            }
        };
    }

    private @Nullable PinRef pin(Node node, Shape.Pin shape, String path) {
        if (node instanceof Node.Scalar scalar && scalar.kind() == ScalarKind.TEXT) {
            String name = matching(node, shape, Shape.Pin.PATTERN, Shape.Pin.LONGEST, path);
            return name == null ? null : PinRef.named(name);
        }
        Long number = number(node, shape, path);
        if (number != null && (number < 0 || number > shape.max())) {
            refuse(node, shape, path);
            return null;
        }
        return number == null ? null : PinRef.of(Math.toIntExact(number));
    }

    private @Nullable Object nameOrGroup(Node node, Shape.NameOrGroup shape, String path) {
        if (node instanceof Node.Mapping) {
            return group(node, shape.group(), path);
        }
        String name = scalar(node, ScalarKind.TEXT, shape, path);
        return name == null ? null : oneOf(node, name, shape.name(), path);
    }

    private @Nullable Object refuse(Node node, Shape shape, String path) {
        if (problems.counted()) {
            return null;
        }
        problems.add(node, path, words(node, path), shape.words());
        return null;
    }

    private static String words(Node node, String path) {
        return path.contains("password") && node instanceof Node.Scalar ? "a value that does not fit" : node.words();
    }

    private @Nullable String scalar(Node node, ScalarKind kind, Shape shape, String path) {
        if (!(node instanceof Node.Scalar scalar)) {
            refuse(node, shape, path);
            return null;
        }
        if (scalar.kind() == kind) {
            return scalar.text();
        }
        boolean needsQuotes =
                kind == ScalarKind.TEXT && scalar.kind() != ScalarKind.TEXT && scalar.kind() != ScalarKind.NULL;
        boolean hasQuotes = kind != ScalarKind.TEXT && !scalar.plain() && ScalarKind.of(scalar.text()) == kind;
        String hint = needsQuotes ? "; text that looks like a number or true/false needs quotes" : "";
        problems.add(node, path, words(node, path), shape.words() + (hasQuotes ? ", without quotes" : hint));
        return null;
    }

    private @Nullable Long number(Node node, Shape shape, String path) {
        String digits = scalar(node, ScalarKind.WHOLE, shape, path);
        if (digits == null) {
            return null;
        }
        if (digits.length() > 18) {
            refuse(node, shape, path);
            return null;
        }
        return Long.valueOf(digits);
    }

    private @Nullable String oneOf(Node node, String text, Shape.Word word, String path) {
        if (word.allowed().contains(text)) {
            return text;
        }
        problems.add(node, path, words(node, path), Nearest.to(text, word.allowed()) + word.words());
        return null;
    }

    private @Nullable String matching(Node node, Shape shape, String pattern, int longest, String path) {
        String text = scalar(node, ScalarKind.TEXT, shape, path);
        if (text == null) {
            return null;
        }
        if (text.length() > longest || !Pattern.compile(pattern).matcher(text).matches()) {
            refuse(node, shape, path);
            return null;
        }
        return text;
    }

    private @Nullable Path file(Node node, Shape shape, String path) {
        String text = matching(node, shape, Shape.FilePath.PATTERN, Shape.FilePath.LONGEST, path);
        if (text == null) {
            return null;
        }
        try {
            return directory.resolve(text).normalize();
        } catch (InvalidPathException e) {
            problems.add(node, path, words(node, path), "a path this machine's file names can spell");
            return null;
        }
    }

    private @Nullable Endpoint uri(Node node, Shape shape, String path) {
        if (node instanceof Node.Scalar scalar && scalar.text().indexOf('@') >= 0) {
            problems.add(
                    node, path, "a user or password in the URI", "mqtts://HOST:PORT with username and password-file");
            return null;
        }
        String text = matching(node, shape, Shape.BrokerUri.PATTERN, 300, path);
        if (text == null) {
            return null;
        }
        Endpoint endpoint = Endpoint.ofUri(text);
        if (endpoint.port() < 1 || endpoint.port() > 65_535) {
            refuse(node, shape, path);
            return null;
        }
        return endpoint;
    }

    private @Nullable List<Object> list(Node node, Shape.ListOf shape, String path) {
        if (!(node instanceof Node.Sequence sequence)) {
            refuse(node, shape, path);
            return null;
        }
        int size = sequence.items().size();
        if (size > shape.max() || (size < shape.min() && sequence.complete())) {
            problems.add(node, path, "a list of " + size, shape.words());
        }
        List<Object> items = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (int at = 0; at < Math.min(size, shape.max()); at++) {
            Node item = sequence.items().get(at);
            String itemPath = path + "[" + at + "]";
            Object value = read(item, shape.item(), itemPath);
            if (value != null) {
                items.add(value);
                if (shape.unique() && !seen.add(value)) {
                    problems.add(item, itemPath, item.words() + " again", "each value once");
                }
            }
        }
        return items;
    }

    private @Nullable Values group(Node node, Shape.Group shape, String path) {
        if (!(node instanceof Node.Mapping map)) {
            refuse(node, shape, path);
            return null;
        }
        Values values = new Values(shape, map, path);
        for (Node.Entry entry : map.entries()) {
            String name = underscores ? entry.name().replace('_', '-') : entry.name();
            Key key = find(shape, name);
            if (key == null) {
                unknown(entry, name, shape, path);
            } else if (!values.wrote(name)) {
                problems.add(entry.line(), entry.column(), join(path, name), "the key again", "each key once");
            } else {
                Object value = read(entry.value(), key.shape(), join(path, name));
                if (value != null) {
                    values.put(name, entry.value(), value);
                }
            }
        }
        requireKeys(map, shape, values);
        return values;
    }

    private void requireKeys(Node.Mapping map, Shape.Group shape, Values values) {
        for (Key key : shape.keys()) {
            if (key.required() && values.leftOut(key.name())) {
                String allowed = key.shape().words() + " (this key is required)";
                problems.add(map, join(values.path(), key.name()), "nothing", allowed);
            }
        }
        for (Shape.Needs needs : shape.needs()) {
            if (values.has(needs.key()) && values.leftOut(needs.other())) {
                String found = needs.key() + " without " + needs.other();
                problems.add(
                        map,
                        join(values.path(), needs.other()),
                        found,
                        "both or neither: " + needs.key() + " needs it");
            }
        }
    }

    private static @Nullable Key find(Shape.Group shape, String name) {
        for (Key key : shape.keys()) {
            if (key.name().equals(name)) {
                return key;
            }
        }
        return null;
    }

    private void unknown(Node.Entry entry, String name, Shape.Group shape, String path) {
        if (problems.counted()) {
            return;
        }
        List<String> names = shape.keys().stream().map(Key::name).toList();
        boolean password = name.equals("password") && names.contains("password-file");
        String allowed = password
                ? "password-file: a path; no password is ever written in this file"
                : Nearest.to(name, names) + "one of " + String.join(", ", names);
        String found = password ? "a password in the file" : "an unknown key";
        problems.add(entry.line(), entry.column(), join(path, Problems.escaped(entry.name(), 60)), found, allowed);
    }
}
