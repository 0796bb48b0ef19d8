package hubfloor.main;

import hubfloor.config.model.BrokerConfig;
import hubfloor.config.model.TlsConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a command on the central side reaches the broker. */
final class BrokerOptions {
    private static final int PLAIN = 1883;
    private static final int SECURE = 8883;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--broker",
            paramLabel = "URI",
            required = true,
            description = "mqtt://HOST[:1883], or mqtts://HOST[:8883] with --ca")
    private URI uri;

    @Option(names = "--ca", paramLabel = "PEM", description = "the authority that signed the broker's certificate")
    private @Nullable Path authority;

    @Option(names = "--certificate", paramLabel = "PEM", description = "our certificate, with --key")
    private @Nullable Path certificate;

    @Option(names = "--key", paramLabel = "PEM", description = "our private key (PKCS#8)")
    private @Nullable Path key;

    @Option(names = "--username")
    private @Nullable String username;

    @Option(names = "--password-file", description = "its first line is the password")
    private @Nullable Path passwordFile;

    @Option(names = "--topic-prefix", defaultValue = "", description = "as in the devices' files")
    private String topicPrefix;

    String topicPrefix() {
        return topicPrefix;
    }

    BrokerConfig config() {
        boolean secure = "mqtts".equals(uri.getScheme());
        if ((!secure && !"mqtt".equals(uri.getScheme())) || uri.getHost() == null || uri.getUserInfo() != null) {
            throw wrong("--broker takes mqtt://HOST[:PORT] or mqtts://HOST[:PORT], found " + uri);
        }
        if (secure != (authority != null)) {
            throw wrong(secure ? "mqtts:// needs --ca" : "--ca needs mqtts://");
        }
        if ((certificate == null) != (key == null)) {
            throw wrong("--certificate and --key go together");
        }
        return new BrokerConfig(
                uri.getHost(),
                uri.getPort() > 0 ? uri.getPort() : secure ? SECURE : PLAIN,
                Optional.ofNullable(authority)
                        .map(ca -> new TlsConfig(ca, Optional.ofNullable(certificate), Optional.ofNullable(key))),
                Optional.ofNullable(username),
                Optional.ofNullable(passwordFile),
                topicPrefix,
                Duration.ofSeconds(20),
                128,
                List.of());
    }

    private ParameterException wrong(String words) {
        return new ParameterException(spec.commandLine(), words);
    }
}
