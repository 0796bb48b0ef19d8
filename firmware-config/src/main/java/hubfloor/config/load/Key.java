package hubfloor.config.load;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the key table.
 *
 * @param unit as people say it, empty when the value has none; the key's name ends in its short form
 * @param standard what holds when the key is absent; null when the key is required or its absence means "none"
 * @param words what it is for, one sentence, for the schema and the reference file
 */
record Key(
        String name,
        Shape shape,
        boolean required,
        @Nullable Object standard,
        String unit,
        String words) {
    static Key required(String name, Shape shape, String words) {
        return new Key(name, shape, true, null, "", words);
    }

    static Key optional(String name, Shape shape, String words) {
        return new Key(name, shape, false, null, "", words);
    }

    static Key of(String name, Shape shape, String standard, String words) {
        return new Key(name, shape, false, standard, "", words);
    }

    static Key of(String name, Shape shape, List<String> standard, String words) {
        return new Key(name, shape, false, standard, "", words);
    }

    static Key flag(String name, String words) {
        return flag(name, false, words);
    }

    static Key flag(String name, boolean standard, String words) {
        return new Key(name, new Shape.Flag(), false, standard, "", words);
    }

    /** A required key whose value has a unit. */
    static Key measure(String name, Shape shape, String unit, String words) {
        return new Key(name, shape, true, null, unit, words);
    }

    static Key number(String name, Shape shape, long standard, String unit, String words) {
        return new Key(name, shape, false, standard, unit, words);
    }
}
