package hubfloor.adapter.mqtt;

import hubfloor.adapter.tls.DialFailure;
import hubfloor.config.model.BrokerConfig;
import hubfloor.port.BrokerConnector;
import hubfloor.port.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reaches an MQTT 5 broker through Eclipse Paho. Every dial is a new client with a clean start, no session, nothing kept
 * and no reconnecting of its own: what is sent again, and when, is decided by the link from the store alone.
 *
 * <p>Callable from any thread. Besides the library's own threads, which end with their connection, there are two daemon
 * threads that end when idle: {@code mqtt-watch} for time limits and keep-alive, {@code mqtt-names} for name look-ups.
 */
public final class PahoConnector implements BrokerConnector {
    /** Held so that the setting is not garbage-collected: the library would print stack traces at each lost broker. */
    private static final Logger LIBRARY = Logger.getLogger("org.eclipse.paho.mqttv5.client");

    static {
        LIBRARY.setLevel(Level.OFF);
    }

    private final BrokerConfig config;
    private final Clock clock;
    private final IntUnaryOperator below;
    private final AddressBook book;
    private final ScheduledThreadPoolExecutor watch;

    /** @param below a random number from 0 to one less than its argument, for the spacing of attempts */
    public PahoConnector(BrokerConfig config, Clock clock, IntUnaryOperator below) {
        this(config, clock, below, InetAddress::getAllByName);
    }

    PahoConnector(BrokerConfig config, Clock clock, IntUnaryOperator below, AddressBook.Names names) {
        this.config = config;
        this.clock = clock;
        this.below = below;
        this.book = new AddressBook(names, daemon("mqtt-names"));
        this.watch = daemon("mqtt-watch");
    }

    @Override
    public Connection dial(String clientId, Publication will, Listener listener) {
        PahoConnection connection = new PahoConnection(config, clientId, listener, clock, watch);
        DialingSocket socket = new DialingSocket(config, book, clock, below, connection);
        try {
            connection.start(
                    socket,
                    will,
                    config.passwordFile().isPresent()
                            ? password(config.passwordFile().get())
                            : null);
        } catch (DialFailure e) {
            connection.fail(-1, String.valueOf(e.getMessage()));
        }
        return connection;
    }

    private static byte[] password(Path file) throws DialFailure {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int end = bytes.length;
            while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
                end--;
            }
            return Arrays.copyOf(bytes, end);
        } catch (IOException e) {
            throw new DialFailure(file + " cannot be read; check that it exists and who may read it", e);
        }
    }

    private static ScheduledThreadPoolExecutor daemon(String name) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name(name).factory());
        executor.setKeepAliveTime(5, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }
}
