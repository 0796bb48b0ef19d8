package hubfloor.adapter.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import hubfloor.config.model.BrokerConfig;
import hubfloor.config.model.TlsConfig;
import hubfloor.port.BrokerConnector.Connection;
import hubfloor.port.BrokerConnector.Publication;
import hubfloor.testing.HeardEvents;
import hubfloor.testing.HeardEvents.Heard;
import hubfloor.testing.SystemTicks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Connectors and messages for the tests of this package. */
final class PahoBench {
    static final long SOON_MS = 10_000;

    private PahoBench() {}

    static PahoConnector connector(int port) {
        return connector(config("127.0.0.1", port, 30, Optional.empty()));
    }

    static PahoConnector connector(BrokerConfig config) {
        return new PahoConnector(
                config, new SystemTicks(), bound -> ThreadLocalRandom.current().nextInt(bound));
    }

    static BrokerConfig config(String host, int port, int keepAliveSeconds, Optional<TlsConfig> tls) {
        return new BrokerConfig(
                host,
                port,
                tls,
                Optional.empty(),
                Optional.empty(),
                "",
                Duration.ofSeconds(keepAliveSeconds),
                128,
                List.of());
    }

    static Connection dial(PahoConnector connector, String clientId, HeardEvents heard) {
        return connector.dial(
                clientId,
                new Publication("will/" + clientId, "gone".getBytes(UTF_8), 1, false, "", new byte[0]),
                heard);
    }

    static Connection connected(PahoConnector connector, String clientId, HeardEvents heard) {
        Connection connection = dial(connector, clientId, heard);
        heard.next(Heard.Connected.class, SOON_MS);
        return connection;
    }

    static Publication message(String topic, int payloadBytes) {
        return new Publication(topic, new byte[payloadBytes], 1, false, "application/json", new byte[0]);
    }
}
