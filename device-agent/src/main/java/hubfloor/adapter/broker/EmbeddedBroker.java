package hubfloor.adapter.broker;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * An MQTT 5 broker inside this process: Apache Artemis on the loopback interface, for the demo and for tests on machines
 * without mosquitto. Everything is in memory: nothing is written to disk, and nothing outlives {@code close}.
 *
 * <p>Bound: {@value #ADDRESS_BYTES} bytes wait per topic and {@value #GLOBAL_BYTES} in all; a publisher beyond that is
 * made to wait by not being read from, and nothing is ever dropped or paged.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final long ADDRESS_BYTES = 32L << 20;
    private static final long GLOBAL_BYTES = 64L << 20;

    /** Held so that the settings are not garbage-collected. */
    private static final Logger[] QUIET = {
        Logger.getLogger("org.apache.activemq"), Logger.getLogger("io.netty"), Logger.getLogger("org.jboss.logging")
    };

    private final ActiveMQServer server;
    private final int port;

    private EmbeddedBroker(ActiveMQServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * @param port0ForAny the port to listen on, 0 for any free one
     * @throws IllegalStateException when the port is taken or the broker does not start
     */
    public static EmbeddedBroker start(int port0ForAny) {
        for (Logger logger : QUIET) {
            logger.setLevel(Level.SEVERE);
        }
        try {
            return started(port0ForAny);
        } catch (Exception e) {
            throw new IllegalStateException("the embedded broker did not start: " + e.getMessage(), e);
        }
    }

    private static EmbeddedBroker started(int port0ForAny) throws Exception {
        Map<String, Object> transport = new HashMap<>();
        transport.put(
                TransportConstants.HOST_PROP_NAME,
                InetAddress.getLoopbackAddress().getHostAddress());
        transport.put(TransportConstants.PORT_PROP_NAME, port0ForAny);
        transport.put(TransportConstants.PROTOCOLS_PROP_NAME, "MQTT");
        transport.put(TransportConstants.USE_EPOLL_PROP_NAME, false);
        transport.put(TransportConstants.USE_KQUEUE_PROP_NAME, false);
        transport.put(TransportConstants.REMOTING_THREADS_PROPNAME, 2);
        ConfigurationImpl config = new ConfigurationImpl();
        config.setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setMessageCounterEnabled(false)
                .setGracefulShutdownEnabled(false)
                .setThreadPoolMaxSize(8)
                .setScheduledThreadPoolMaxSize(2)
                .setGlobalMaxSize(GLOBAL_BYTES)
                .addAcceptorConfiguration(
                        new TransportConfiguration(NettyAcceptorFactory.class.getName(), transport, "mqtt"))
                .addAddressSetting(
                        "#",
                        new AddressSettings()
                                .setMaxSizeBytes(ADDRESS_BYTES)
                                .setAddressFullMessagePolicy(AddressFullMessagePolicy.BLOCK)
                                .setAutoCreateAddresses(true)
                                .setAutoCreateQueues(true)
                                .setAutoDeleteAddresses(true)
                                .setAutoDeleteQueues(true));
        ActiveMQServer server = ActiveMQServers.newActiveMQServer(config, null, null, false);
        server.start();
        if (!server.waitForActivation(10, java.util.concurrent.TimeUnit.SECONDS)) {
            server.stop();
            throw new IllegalStateException("not active after 10 s");
        }
        var acceptor = server.getRemotingService().getAcceptor("mqtt");
        int port = acceptor == null ? 0 : acceptor.getActualPort();
        if (port <= 0) {
            server.stop();
            throw new IllegalStateException("port " + port0ForAny + " cannot be opened; is another program using it?");
        }
        return new EmbeddedBroker(server, port);
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the embedded broker did not stop: " + e.getMessage(), e);
        }
    }
}
