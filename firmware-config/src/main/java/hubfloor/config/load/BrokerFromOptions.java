package hubfloor.config.load;

import hubfloor.config.model.BrokerConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A broker told on a command line instead of in a device file: the same rules, words and defaults, out of the same key
 * table, and all problems at once, each under its option's name. A command waits for no consumer's receipt. Relative
 * paths start at the working directory; no file is opened. Any thread.
 */
public final class BrokerFromOptions {
    /** Every option there is, with the key of a device file's {@code broker} it stands for. */
    private static final Map<String, String> KEYS = Map.of(
            "--broker", "uri",
            "--ca", "ca",
            "--certificate", "certificate",
            "--key", "key",
            "--username", "username",
            "--password-file", "password-file",
            "--topic-prefix", "topic-prefix");

    private BrokerFromOptions() {}

    /**
     * @param options text by option, for those that were given
     * @throws IllegalArgumentException for an option that is not a broker's, which is the caller's mistake
     */
    public static Loaded<BrokerConfig> load(Map<String, String> options) {
        Problems problems = new Problems("command line");
        List<Node.Entry> entries = new ArrayList<>();
        options.forEach(
                (option, text) -> entries.add(new Node.Entry(0, 0, keyOf(option), new Node.Scalar(0, 0, text, false))));
        entries.add(new Node.Entry(0, 0, "receipts-from", new Node.Sequence(0, 0, List.of(), true)));
        KeyReader reader = new KeyReader(problems, Path.of("").toAbsolutePath(), false);
        Object read = reader.read(new Node.Mapping(0, 0, entries, true), DeviceKeys.BROKER, "");
        if (read instanceof Values broker) {
            new DeviceRules(problems).broker(broker);
            if (problems.isEmpty()) {
                return new Loaded.Accepted<>(DeviceBuilder.broker(broker));
            }
        }
        return underOptionNames(problems);
    }

    private static Loaded<BrokerConfig> underOptionNames(Problems problems) {
        List<Problem> found = new ArrayList<>();
        for (Problem problem : problems.all()) {
            found.add(new Problem(problem.file(), 0, 0, optionOf(problem.key()), problem.found(), problem.allowed()));
        }
        return new Loaded.Refused<>(found);
    }

    private static String keyOf(String option) {
        String key = KEYS.get(option);
        if (key == null) {
            throw new IllegalArgumentException("not an option of a broker: " + option);
        }
        return key;
    }

    private static String optionOf(String key) {
        return KEYS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(key))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(key);
    }
}
