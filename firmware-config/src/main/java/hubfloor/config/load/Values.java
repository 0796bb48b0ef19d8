package hubfloor.config.load;

import hubfloor.config.model.PinRef;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map of the file after its keys were checked one by one: what was given and right. A key that was wrong is absent
 * here and already reported; asking for it with a default gives the key table's default.
 */
final class Values {
    private final Shape.Group group;
    private final Node.Mapping at;
    private final Set<String> written = new HashSet<>();
    private final String path;
    private final Map<String, Object> given = new LinkedHashMap<>();
    private final Map<String, Node> nodes = new LinkedHashMap<>();

    Values(Shape.Group group, Node.Mapping at, String path) {
        this.group = group;
        this.at = at;
        this.path = path;
    }

    void put(String key, Node node, Object value) {
        given.put(key, value);
        nodes.put(key, node);
    }

    /** The key stands in the file, right or wrong; false when it stood there before. */
    boolean wrote(String key) {
        return written.add(key);
    }

    /** The key does not stand in the file, and the file was not cut off before it could. */
    boolean leftOut(String key) {
        return at.complete() && !written.contains(key);
    }

    List<Key> keys() {
        return group.keys();
    }

    String path() {
        return path;
    }

    Node node(String key) {
        return nodes.getOrDefault(key, at);
    }

    boolean has(String key) {
        return given.containsKey(key);
    }

    /** What was given, or else the table's default. */
    Optional<Object> value(String key) {
        Object value = given.get(key);
        return Optional.ofNullable(value == null ? standard(key) : value);
    }

    private @Nullable Object standard(String key) {
        for (Key line : group.keys()) {
            if (line.name().equals(key)) {
                return line.standard();
            }
        }
        throw new IllegalArgumentException("no such key in the table: " + key);
    }

    private Object known(String key) {
        return value(key).orElseThrow(() -> new IllegalStateException("not checked before use: " + key));
    }

    String text(String key) {
        return (String) known(key);
    }

    int number(String key) {
        return Math.toIntExact((Long) known(key));
    }

    /** For rules, which run on whatever could be read. */
    OptionalLong numberIfKnown(String key) {
        return value(key).orElse(null) instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /** For rules, which run on whatever could be read. */
    Optional<String> textIfKnown(String key) {
        return value(key).filter(String.class::isInstance).map(String.class::cast);
    }

    boolean flag(String key) {
        return (Boolean) known(key);
    }

    PinRef pin(String key) {
        return (PinRef) known(key);
    }

    Path file(String key) {
        return (Path) known(key);
    }

    Optional<Path> fileIfGiven(String key) {
        return value(key).map(Path.class::cast);
    }

    Values group(String key) {
        return (Values) known(key);
    }

    Optional<Values> groupIfGiven(String key) {
        return value(key).filter(Values.class::isInstance).map(Values.class::cast);
    }

    List<Integer> numbers(String key) {
        return ((List<?>) known(key))
                .stream().map(number -> Math.toIntExact((Long) number)).toList();
    }

    List<String> texts(String key) {
        return ((List<?>) known(key)).stream().map(String.class::cast).toList();
    }

    /** The maps of a list that could be read; empty when the list is absent. */
    List<Values> groups(String key) {
        return value(key).stream()
                .flatMap(list -> ((List<?>) list).stream())
                .filter(Values.class::isInstance)
                .map(Values.class::cast)
                .toList();
    }
}
