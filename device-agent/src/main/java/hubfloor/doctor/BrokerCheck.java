package hubfloor.doctor;

import hubfloor.config.model.BrokerConfig;
import hubfloor.config.model.DeviceIdentity;
import hubfloor.event.Topics;
import hubfloor.port.BrokerConnector;
import hubfloor.port.BrokerConnector.Connection;
import hubfloor.port.BrokerConnector.Listener;
import hubfloor.port.BrokerConnector.Message;
import hubfloor.port.BrokerConnector.Publication;
import hubfloor.port.Clock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The broker as the link will meet it: TCP first, because its failure has its own cure, then TLS with the configured
 * files, MQTT 5 under the device's own id, and the two subscriptions without which nothing is ever confirmed. Publishes
 * nothing. Must not run beside the device itself: the broker would throw that out for using the same id.
 */
public final class BrokerCheck implements Check {
    private static final int TCP_MS = 4_000;
    private static final long MQTT_MS = 15_000;

    private final DeviceIdentity id;
    private final BrokerConfig config;
    private final BrokerConnector connector;
    private final Clock clock;
    private final Topics topics;
    private final long mqttMs;

    public BrokerCheck(DeviceIdentity id, BrokerConfig config, BrokerConnector connector, Clock clock) {
        this(id, config, connector, clock, MQTT_MS);
    }

    BrokerCheck(DeviceIdentity id, BrokerConfig config, BrokerConnector connector, Clock clock, long mqttMs) {
        this.mqttMs = mqttMs;
        this.id = id;
        this.config = config;
        this.connector = connector;
        this.clock = clock;
        topics = new Topics(config.topicPrefix());
    }

    /** What the connection told, in order. */
    private sealed interface Told {
        record Connected(int window, int packetMax) implements Told {}

        record Subscribed(List<Integer> codes) implements Told {}

        record Lost(int code, String words) implements Told {}
    }

    @Override
    public List<Finding> run() throws InterruptedException {
        List<Finding> found = new ArrayList<>();
        config.passwordFile().ifPresent(file -> found.add(password(file)));
        String words = tcp();
        found.add(
                words.isEmpty()
                        ? mqtt()
                        : Finding.failed(
                                "broker",
                                address() + ": " + words,
                                "Start the broker, or correct broker.uri; try \"nc -vz " + config.host() + " "
                                        + config.port()
                                        + "\". Scans are kept on the device meanwhile."));
        return found;
    }

    private String address() {
        return config.host() + ":" + config.port();
    }

    private String tcp() {
        InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
        if (address.isUnresolved()) {
            return "no name server knows \"" + config.host() + "\"";
        }
        try (Socket socket = new Socket()) {
            socket.connect(address, TCP_MS);
            return "";
        } catch (SocketTimeoutException silence) {
            return "no answer within " + TCP_MS / 1_000 + " s; a firewall, another network, or the machine is off";
        } catch (IOException refused) {
            return String.valueOf(refused.getMessage()).toLowerCase(Locale.ROOT)
                    + "; the machine answers, but nothing listens on this port, or the way there is blocked";
        }
    }

    private Finding mqtt() throws InterruptedException {
        Ear ear = new Ear();
        long startedAt = clock.nanos();
        Publication will = new Publication(topics.metrics(id), new byte[0], 0, false, "", new byte[0]);
        Connection connection = connector.dial(id.device(), will, ear);
        try {
            Told first = ear.next(mqttMs);
            if (first instanceof Told.Connected connected) {
                long ms = (clock.nanos() - startedAt) / 1_000_000;
                connection.subscribe(List.of(topics.receipts(id), topics.commands(id)));
                connection.flush();
                return subscribed(ear.next(mqttMs), connected, ms);
            }
            return first instanceof Told.Lost lost
                    ? refused(lost)
                    : Finding.failed(
                            "broker",
                            address() + " takes the connection but does not answer as an MQTT 5 broker within "
                                    + mqttMs / 1_000 + " s",
                            "Is this the broker's port? With TLS it is usually 8883 (mqtts://), without 1883 (mqtt://).");
        } finally {
            connection.close(true);
        }
    }

    private Finding subscribed(@Nullable Told told, Told.Connected connected, long ms) {
        String reached = "%s answers as an MQTT 5 broker in %d ms to \"%s\"%s"
                .formatted(
                        address(),
                        ms,
                        id.device(),
                        config.tls().isPresent() ? ", over TLS with these certificates" : ", without TLS");
        if (told instanceof Told.Subscribed subscribed) {
            Optional<Integer> no =
                    subscribed.codes().stream().filter(code -> code >= 0x80).findFirst();
            if (no.isPresent()) {
                return Finding.failed(
                        "broker",
                        reached
                                + ", but forbids it to hear its receipts or commands (reason 0x%02X)"
                                        .formatted(no.get()),
                        "Give it the rights that hubfloor broker-config writes: read " + topics.receipts(id) + " and "
                                + topics.commands(id) + ".");
            }
            int window = Math.min(config.window(), connected.window());
            return Finding.ok("broker", reached + "; " + window + " events at once");
        }
        return told instanceof Told.Lost lost
                ? refused(lost)
                : Finding.failed(
                        "broker",
                        reached + ", but does not answer a subscription",
                        "Look at the broker's log for client \"" + id.device() + "\".");
    }

    private Finding refused(Told.Lost lost) {
        return Finding.failed(
                "broker",
                address() + ": " + lost.words(),
                lost.code() >= 0x80
                        ? "Let the broker accept client id \"" + id.device()
                                + "\": its user or certificate, password and access list."
                        : "Correct what it says, under broker: in the device file or at the broker.");
    }

    private static Finding password(Path file) {
        try {
            if (!Files.isReadable(file) || Files.size(file) == 0) {
                return Finding.failed(
                        "password",
                        file + (Files.exists(file) ? " is empty or may not be read" : " is not there"),
                        "Write the password as its first line; owner the service's user, mode 0600.");
            }
            return othersMayRead(file)
                    ? Finding.warning("password", file + " can be read by other users", "chmod 600 " + file)
                    : Finding.ok("password", file + " can be read, by its owner only");
        } catch (IOException gone) {
            return Finding.failed("password", file + " cannot be read", "Check the file and who may read it.");
        }
    }

    static boolean othersMayRead(Path file) throws IOException {
        var permissions = Files.getPosixFilePermissions(file);
        return permissions.contains(PosixFilePermission.GROUP_READ)
                || permissions.contains(PosixFilePermission.OTHERS_READ);
    }

    private static final class Ear implements Listener {
        private final LinkedBlockingQueue<Told> told = new LinkedBlockingQueue<>();

        private @Nullable Told next(long ms) throws InterruptedException {
            return told.poll(ms, TimeUnit.MILLISECONDS);
        }

        @Override
        public void reached() {}

        @Override
        public void connected(int receiveMax, int maxPacketBytes) {
            told.add(new Told.Connected(receiveMax, maxPacketBytes));
        }

        @Override
        public void acknowledged(long token, int reasonCode) {}

        @Override
        public void subscribed(List<Integer> reasonCodes) {
            told.add(new Told.Subscribed(reasonCodes));
        }

        @Override
        public void arrived(Message message) {}

        @Override
        public void lost(int reasonCode, String words) {
            told.add(new Told.Lost(reasonCode, words));
        }
    }
}
