package hubfloor.main;

import hubfloor.config.load.BrokerFromOptions;
import hubfloor.config.load.Loaded;
import hubfloor.config.load.Problem;
import hubfloor.config.model.BrokerConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a command on the central side reaches the broker. */
final class BrokerOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--broker",
            paramLabel = "URI",
            description = "mqtt://HOST[:1883], or mqtts://HOST[:8883] with --ca")
    private @Nullable String uri;

    @Option(names = "--ca", paramLabel = "PEM", description = "the authority that signed the broker's certificate")
    private @Nullable String authority;

    @Option(names = "--certificate", paramLabel = "PEM", description = "our certificate, with --key")
    private @Nullable String certificate;

    @Option(names = "--key", paramLabel = "PEM", description = "our private key (PKCS#8)")
    private @Nullable String key;

    @Option(names = "--username")
    private @Nullable String username;

    @Option(names = "--password-file", description = "its first line is the password")
    private @Nullable String passwordFile;

    @Option(names = "--topic-prefix", defaultValue = "", description = "as in the devices' files")
    private String topicPrefix;

    /** Held to the rules of a device file's broker. */
    BrokerConfig config() {
        Map<String, String> given = new LinkedHashMap<>();
        if (uri == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--broker=URI'");
        }
        given.put("--broker", uri);
        put(given, "--ca", authority);
        put(given, "--certificate", certificate);
        put(given, "--key", key);
        put(given, "--username", username);
        put(given, "--password-file", passwordFile);
        given.put("--topic-prefix", topicPrefix);
        return switch (BrokerFromOptions.load(given)) {
            case Loaded.Accepted<BrokerConfig> accepted -> accepted.value();
            case Loaded.Refused<BrokerConfig> refused ->
                throw new ParameterException(
                        spec.commandLine(),
                        refused.problems().stream().map(Problem::sentence).collect(Collectors.joining("\n")));
        };
    }

    private static void put(Map<String, String> given, String option, @Nullable String text) {
        if (text != null) {
            given.put(option, text);
        }
    }
}
