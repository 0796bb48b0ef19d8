package hubfloor.config.load;

import java.util.List;

/** A piece of a YAML file that still knows where it stood; lines and columns count from 1. */
sealed interface Node {
    int line();

    int column();

    /** How messages call it. */
    String words();

    /** One value; {@code plain} means it was written without quotes, so that 12 is a number and "12" is text. */
    record Scalar(int line, int column, String text, boolean plain) implements Node {
        ScalarKind kind() {
            return plain ? ScalarKind.of(text) : ScalarKind.TEXT;
        }

        @Override
        public String words() {
            return switch (kind()) {
                case NULL -> "nothing";
                case FLAG, WHOLE, NUMBER -> Problems.escaped(text, 60);
                case TEXT -> Problems.quoted(text);
            };
        }
    }

    /** A list; not {@code complete} when the file broke off inside it. */
    record Sequence(int line, int column, List<Node> items, boolean complete) implements Node {
        @Override
        public String words() {
            return "a list";
        }
    }

    /** A map with every key once, in file order; not {@code complete} when the file broke off inside it. */
    record Mapping(int line, int column, List<Entry> entries, boolean complete) implements Node {
        @Override
        public String words() {
            return "a map";
        }
    }

    /** One {@code name: value} of a map, at the place of the name. */
    record Entry(int line, int column, String name, Node value) {}

    /** Stands where something already reported stood (an alias), so that it is not reported twice. */
    record Reported(int line, int column) implements Node {
        @Override
        public String words() {
            return "an alias";
        }
    }
}
