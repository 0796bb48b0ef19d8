package hubfloor.config.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The MQTT 5 broker this device reports to, and what counts as proof that central has an event.
 *
 * @param topicPrefix levels put before {@code hubfloor/1/...} on a shared broker, for example {@code tenant-a}; may be empty
 * @param window most publishes in flight at once; the broker's receive maximum can only lower it
 * @param receiptsFrom consumers that must all receipt an event before it may be removed; empty means the broker's
 *     acknowledgement is the last thing this device can know
 */
public record BrokerConfig(
        String host,
        int port,
        Optional<TlsConfig> tls,
        Optional<String> username,
        Optional<Path> passwordFile,
        String topicPrefix,
        Duration keepAlive,
        int window,
        List<String> receiptsFrom) {
    public BrokerConfig {
        receiptsFrom = List.copyOf(receiptsFrom);
    }
}
