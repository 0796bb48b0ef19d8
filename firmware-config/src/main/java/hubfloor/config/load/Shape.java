package hubfloor.config.load;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a value may be. The reader checks files against it and {@link DeviceSchema} writes it out for editors, so the
 * two cannot disagree. Patterns use only what Java and ECMA regular expressions read alike, and match whole values.
 */
sealed interface Shape {
    /** What is allowed, in words for a message. */
    String words();

    /** A whole number; both ends included. */
    record Whole(long min, long max) implements Shape {
        @Override
        public String words() {
            return min == max ? Long.toString(min) : "a whole number from " + min + " to " + max;
        }
    }

    /** One of a few numbers. */
    record Choice(List<Long> numbers) implements Shape {
        @Override
        public String words() {
            return "one of " + numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
    }

    record Flag() implements Shape {
        @Override
        public String words() {
            return "true or false";
        }
    }

    /** Text of at most {@code max} characters that matches {@code pattern} as a whole. */
    record Text(String pattern, int max, String words) implements Shape {}

    /** A GPIO line: its number up to {@code max}, or its name. Read as a {@code PinRef}. */
    record Pin(long max) implements Shape {
        static final String PATTERN = "^[A-Za-z_][A-Za-z0-9_.:/+-]{0,30}$";
        static final int LONGEST = 31;

        @Override
        public String words() {
            return "a whole number from 0 to " + max + ", or the line's name";
        }
    }

    /** One of a few words. */
    record Word(List<String> allowed) implements Shape {
        @Override
        public String words() {
            return "one of " + String.join(", ", allowed);
        }
    }

    /** A path; relative ones start at the config file's directory. Read as an absolute, normalised path. */
    record FilePath() implements Shape {
        static final String PATTERN = "^[^\\u0000-\\u001f\\u007f-\\u009f]+$";
        static final int LONGEST = 4096;

        @Override
        public String words() {
            return "a path without control characters";
        }
    }

    /** {@code mqtt://host:port} or {@code mqtts://host:port}, read as an {@link Endpoint}. Never with a user in it. */
    record BrokerUri() implements Shape {
        static final String PATTERN = "^mqtts?://" + Endpoint.HOST + "(:[0-9]{1,5})?$";

        @Override
        public String words() {
            return "mqtt://HOST:PORT or mqtts://HOST:PORT, port 1 to 65535";
        }
    }

    /** {@code host:port} to listen on, read as an {@link Endpoint}. */
    record Listen() implements Shape {
        static final String PATTERN = "^" + Endpoint.HOST + ":[0-9]{1,5}$";

        @Override
        public String words() {
            return "HOST:PORT, port 0 to 65535 (0 = any free one)";
        }
    }

    record ListOf(Shape item, int min, int max, boolean unique) implements Shape {
        @Override
        public String words() {
            return "a list of " + min + " to " + max + (unique ? " different values" : " values");
        }
    }

    /** A map with these keys and no others. */
    record Group(List<Key> keys, List<Needs> needs) implements Shape {
        @Override
        public String words() {
            return "a map of " + keys.stream().map(Key::name).collect(Collectors.joining(", "));
        }
    }

    /** Either the name of something shipped or a map. */
    record NameOrGroup(Word name, Group group) implements Shape {
        @Override
        public String words() {
            return name.words() + ", or " + group.words();
        }
    }

    /** Where {@code key} is given, {@code other} must be given too. */
    record Needs(String key, String other) {}
}
