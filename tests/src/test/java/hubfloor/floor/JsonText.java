package hubfloor.floor;

import hubfloor.adapter.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One JSON text as maps, lists, strings, numbers and booleans; anything but one whole value is refused. */
public final class JsonText {
    private JsonText() {}

    public static Map<String, Object> object(String text) {
        try {
            return JsonTree.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new AssertionError(e.getMessage() + ": " + text, e);
        }
    }

    /** A member that must be there, of this type. */
    public static <T> T member(Map<String, Object> object, String name, Class<T> type) {
        Object value = object.get(name);
        if (!type.isInstance(value)) {
            throw new AssertionError(name + " is not a " + type.getSimpleName() + " in " + object);
        }
        return type.cast(value);
    }

    public static String text(Map<String, Object> object, String name) {
        return member(object, name, String.class);
    }

    public static long number(Map<String, Object> object, String name) {
        return member(object, name, Long.class);
    }
}
