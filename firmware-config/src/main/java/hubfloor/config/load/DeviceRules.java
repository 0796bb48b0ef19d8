package hubfloor.config.load;

import hubfloor.config.model.ReaderProtocols;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules that hold between keys, which no single key can tell. Runs on whatever could be read, so that its problems
 * come together with all others.
 */
final class DeviceRules {
    private final Problems problems;
    private final Findings findings;

    DeviceRules(Problems problems) {
        this.problems = problems;
        findings = new Findings(problems);
    }

    void check(Values file) {
        file.groupIfGiven("broker").ifPresent(this::broker);
        List<Values> scanners = file.groups("scanners");
        List<Values> readers = new ArrayList<>(scanners);
        readers.addAll(file.groups("llrp-readers"));
        findings.once(readers, "name");
        findings.once(scanners, "port");
        for (Values scanner : scanners) {
            scanner.groupIfGiven("profile").ifPresent(this::profile);
            protocol(scanner, file.has("drivers"));
        }
        findings.once(file.groups("people"), "badge");
        file.groupIfGiven("signals").ifPresent(this::signals);
        file.groupIfGiven("line").ifPresent(line -> new LineRules(problems, file, line).check());
        file.groupIfGiven("wall").ifPresent(wall -> new WallRules(problems, file, wall).check());
    }

    /** A protocol of the house takes its own options and, but for lines, no profile; a vendor's driver judges itself. */
    private void protocol(Values scanner, boolean vendors) {
        String protocol = scanner.textIfKnown("protocol").orElse(ReaderProtocols.LINES);
        if (!ReaderProtocols.names().contains(protocol)) {
            if (!vendors) {
                findings.known(scanner, "protocol", ReaderProtocols.names(), "protocol");
            }
            return;
        }
        if (!protocol.equals(ReaderProtocols.LINES) && scanner.has("profile")) {
            findings.note(
                    scanner, "profile", "a profile with protocol " + protocol, "only with " + ReaderProtocols.LINES);
        }
        scanner.groupIfGiven("options").ifPresent(options -> {
            List<String> known = ReaderProtocols.options(protocol);
            for (Key key : options.keys()) {
                if (options.has(key.name()) && !known.contains(key.name())) {
                    findings.note(
                            options,
                            key.name(),
                            "an option that protocol " + protocol + " does not have",
                            known.isEmpty() ? "none with this protocol" : String.join(", ", known));
                }
            }
        });
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

    private void signals(Values signals) {
        findings.ownPins(List.of(
                new Findings.Pin(signals, "green-pin"),
                new Findings.Pin(signals, "red-pin"),
                new Findings.Pin(signals, "buzzer-pin")));
    }
}
