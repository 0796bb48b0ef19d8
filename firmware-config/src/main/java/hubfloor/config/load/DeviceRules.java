package hubfloor.config.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules that hold between keys, which no single key can tell. Runs on whatever could be read, so that its problems
 * come together with all others.
 */
final class DeviceRules {
    private final Problems problems;

    DeviceRules(Problems problems) {
        this.problems = problems;
    }

    void check(Values file) {
        file.groupIfGiven("broker").ifPresent(this::broker);
        List<Values> scanners = file.groups("scanners");
        once(scanners, "name");
        once(scanners, "port");
        for (Values scanner : scanners) {
            scanner.groupIfGiven("profile").ifPresent(this::profile);
        }
        file.groupIfGiven("signals").ifPresent(this::signals);
    }

    /** The rules inside one scanner profile. */
    void profile(Values profile) {
        boolean supervised = profile.value("heartbeat-every-s").orElse(0L) instanceof Long every && every > 0;
        boolean silent = profile.has("heartbeat") && profile.texts("heartbeat").isEmpty();
        if (supervised && silent) {
            String key = KeyReader.join(profile.path(), "heartbeat");
            problems.add(profile.node("heartbeat"), key, "no word", "at least one word where heartbeat-every-s is set");
        }
    }

    /** The rules inside one broker, wherever it was written. */
    void broker(Values broker) {
        if (!(broker.value("uri").orElse(null) instanceof Endpoint uri)) {
            return;
        }
        Node at = broker.node("uri");
        if (uri.tls() && broker.leftOut("ca")) {
            problems.add(
                    at,
                    KeyReader.join(broker.path(), "ca"),
                    "mqtts without ca",
                    "the PEM file of the authority that signed the broker");
        }
        for (String key : List.of("ca", "certificate", "key")) {
            if (!uri.tls() && broker.has(key)) {
                problems.add(
                        broker.node(key),
                        KeyReader.join(broker.path(), key),
                        "a TLS key with mqtt://",
                        "only with mqtts://");
            }
        }
    }

    private void once(List<Values> scanners, String key) {
        Map<Object, Values> first = new HashMap<>();
        for (Values scanner : scanners) {
            if (scanner.has(key)) {
                Values other = first.putIfAbsent(scanner.value(key).orElseThrow(), scanner);
                if (other != null) {
                    same(scanner.node(key), KeyReader.join(scanner.path(), key), other, key);
                }
            }
        }
    }

    private void signals(Values signals) {
        Map<Object, String> first = new HashMap<>();
        for (String pin : List.of("green-pin", "red-pin", "buzzer-pin")) {
            if (signals.has(pin)) {
                String other = first.putIfAbsent(signals.value(pin).orElseThrow(), pin);
                if (other != null) {
                    same(signals.node(pin), "signals." + pin, signals, other);
                }
            }
        }
    }

    private void same(Node at, String path, Values other, String otherKey) {
        String first = KeyReader.join(other.path(), otherKey);
        problems.add(
                at,
                path,
                at.words() + ", the same as " + first,
                "a value of its own (the first is on line "
                        + other.node(otherKey).line() + ")");
    }
}
