package hubfloor.adapter.mqtt;

import hubfloor.config.model.BrokerConfig;
import hubfloor.port.BrokerConnector.Connection;
import hubfloor.port.BrokerConnector.Listener;
import hubfloor.port.BrokerConnector.Publication;
import hubfloor.port.Clock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One dial and what becomes of it. The listener is told in order, never after {@code lost}, and {@code lost} exactly
 * once. No method waits for the network: publishing queues, closing cuts the socket or leaves the goodbye to a library
 * thread with a time limit.
 */
final class PahoConnection implements Connection, DialingSocket.Observer {
    /** Larger messages are dropped and counted: nothing we ask for is near this size. */
    static final int PAYLOAD_MAX = 64 * 1024;

    /**
     * Publishes the broker may have under way towards us. It costs no memory here: each is handed on and confirmed
     * before the next is read.
     */
    private static final int RECEIVE_MAX = 500;

    private static final int SETTLE_MS = 10_000;
    private static final int GOODBYE_MS = 800;
    private static final int PACKET_TOO_LARGE = 0x95;
    private static final int UNSPECIFIED = 0x80;
    private static final Logger LOG = LoggerFactory.getLogger(PahoConnection.class);

    private final BrokerConfig config;
    private final String clientId;
    private final Listener listener;
    private final Clock clock;
    private final ScheduledExecutorService watch;
    private final AtomicLong dropped = new AtomicLong();
    private final PublishLane lane;

    private final Object telling = new Object();
    private boolean lost;
    private boolean connected;
    private @Nullable BrokerTerms terms;
    private @Nullable DialingSocket socket;
    private @Nullable MqttAsyncClient client;

    PahoConnection(
            BrokerConfig config, String clientId, Listener listener, Clock clock, ScheduledExecutorService watch) {
        this.config = config;
        this.clientId = clientId;
        this.listener = listener;
        this.clock = clock;
        this.watch = watch;
        this.lane = new PublishLane(config.window() + 2, this::write);
    }

    void start(DialingSocket dialing, Publication will, byte @Nullable [] password) {
        socket = dialing;
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setSessionExpiryInterval(0L);
        options.setAutomaticReconnect(false);
        options.setKeepAliveInterval((int) config.keepAlive().toSeconds());
        options.setReceiveMaximum(RECEIVE_MAX);
        options.setMaximumPacketSize((long) BrokerInput.PACKET_MAX);
        options.setTopicAliasMaximum(0);
        options.setSocketFactory(new GivenSocket(dialing));
        config.username().ifPresent(options::setUserName);
        if (password != null) {
            options.setPassword(password);
        }
        MqttProperties willProperties = new MqttProperties();
        if (!will.contentType().isEmpty()) {
            willProperties.setContentType(will.contentType());
        }
        options.setWillMessageProperties(willProperties);
        options.setWill(will.topic(), new MqttMessage(will.payload(), will.qos(), will.retained(), null));
        try {
            KeepAlive keepAlive = new KeepAlive(
                    dialing, clock, watch, () -> fail(-1, "the broker has been silent for longer than the keep-alive"));
            // the address is never used: the socket knows where to dial
            MqttAsyncClient fresh =
                    new MqttAsyncClient("tcp://broker:1883", clientId, new MemoryPersistence(), keepAlive, null);
            client = fresh;
            fresh.setCallback(new Incoming());
            fresh.connect(options, null, new Connecting());
            later(this::settleOrFail, DialingSocket.NO_ANSWER_MS + 2 * SETTLE_MS);
        } catch (MqttException | IllegalArgumentException e) {
            fail(-1, "cannot dial: " + e.getMessage());
        }
    }

    @Override
    public void publish(long token, Publication message) {
        try {
            if (!lane.publish(token, message)) {
                later(() -> tell(to -> to.acknowledged(token, PACKET_TOO_LARGE)));
            }
        } catch (IOException e) {
            fail(-1, "a publish was not taken: " + e.getMessage());
        }
    }

    @Override
    public void flush() {
        try {
            lane.flush();
        } catch (IOException e) {
            fail(-1, "a publish was not taken: " + e.getMessage());
        }
    }

    private void write(byte[] packets, int length) throws IOException {
        DialingSocket open = socket;
        if (open != null) {
            open.write(packets, length);
        }
    }

    @Override
    public void answered(int packetId, int reasonCode) {
        long token = lane.answered(packetId);
        if (token != PublishLane.UNKNOWN) {
            tell(to -> to.acknowledged(token, reasonCode));
        }
    }

    @Override
    public void arrived(ArrivedPublish publish) {
        if (publish.message().payload().length > PAYLOAD_MAX) {
            dropped.incrementAndGet();
        } else {
            tell(to -> to.arrived(publish.message()));
        }
        if (publish.packetId() != 0) {
            lane.confirm(publish.packetId());
        }
    }

    @Override
    public void heard() throws IOException {
        DialingSocket open = socket;
        if (lane.heard() && open != null) {
            open.confirmAtOnce();
        }
    }

    @Override
    public void subscribe(List<String> filters) {
        MqttAsyncClient open = client;
        if (open == null) {
            return; // lost is on its way
        }
        MqttSubscription[] wanted =
                filters.stream().map(filter -> new MqttSubscription(filter, 1)).toArray(MqttSubscription[]::new);
        try {
            open.subscribe(wanted, null, new Subscribed(), new MqttProperties());
        } catch (MqttException e) {
            fail(-1, "a subscription was not taken: " + e.getMessage());
        }
    }

    @Override
    public void close(boolean polite) {
        boolean goodbye;
        synchronized (telling) {
            goodbye = polite && connected && !lost;
        }
        MqttAsyncClient open = client;
        DialingSocket dialing = socket;
        if (goodbye && open != null && dialing != null) {
            dialing.politely();
            try {
                open.disconnect(0, null, new Goodbye(), 0, new MqttProperties());
                later(() -> fail(-1, "closed by this device"), GOODBYE_MS);
                return;
            } catch (MqttException e) {
                LOG.debug("no goodbye to the broker: {}", e.getMessage());
            }
        }
        if (dialing != null) {
            dialing.abandon();
        }
        later(() -> fail(-1, "closed by this device"));
    }

    @Override
    public void starting(Thread library) {
        StartUpSleeps.shorten(library, watch);
    }

    @Override
    public void reached() {
        tell(Listener::reached);
        later(this::settleOrFail, SETTLE_MS);
    }

    @Override
    public void terms(BrokerTerms offered) {
        synchronized (telling) {
            terms = offered;
        }
    }

    private void settleOrFail() {
        synchronized (telling) {
            if (connected || lost) {
                return;
            }
        }
        fail(
                -1,
                "the broker took the connection but did not answer the MQTT connect within " + SETTLE_MS / 1_000
                        + " s; is this an MQTT port?");
    }

    private void settled() {
        BrokerTerms offered;
        synchronized (telling) {
            offered = terms;
        }
        if (offered == null || offered.maxQos() < 1) {
            fail(-1, "the broker does not offer QoS 1, so it cannot acknowledge events");
            return;
        }
        lane.packetMax(offered.maxPacketBytes());
        synchronized (telling) {
            connected = true;
            int unanswered = Math.min(offered.receiveMax(), PublishLane.UNANSWERED_MAX);
            tell(to -> to.connected(unanswered, offered.maxPacketBytes()));
        }
    }

    /** Tells {@code lost} if nobody has, and makes sure that every thread of this dial ends. */
    void fail(int reasonCode, String words) {
        DialingSocket dialing = socket;
        String known = dialing == null ? null : dialing.failure();
        synchronized (telling) {
            if (!lost) {
                BrokerTerms offered = terms;
                int code = reasonCode;
                if (code < 0 && offered != null && offered.reasonCode() != 0) {
                    code = offered.reasonCode();
                } else if (code < 0 && dialing != null) {
                    code = dialing.goodbyeCode();
                }
                lost = true;
                if (dropped.get() > 0) {
                    LOG.warn("{} messages above {} bytes were dropped", dropped.get(), PAYLOAD_MAX);
                }
                listener.lost(code, code >= 0 ? ReasonWords.of(code) : known != null ? known : words);
            }
        }
        if (dialing != null) {
            dialing.abandon();
            // long after the library's start-up: nothing may wait for a write that never comes
            later(dialing::release, 2_000);
        }
    }

    private void tell(Consumer<Listener> what) {
        synchronized (telling) {
            if (!lost) {
                what.accept(listener);
            }
        }
    }

    private void later(Runnable what) {
        watch.execute(what);
    }

    private void later(Runnable what, int delayMs) {
        if (watch.schedule(what, delayMs, TimeUnit.MILLISECONDS).isCancelled()) {
            LOG.warn("the watch over broker connections does not run");
        }
    }

    private static int code(Throwable failure) {
        return failure instanceof MqttException known && known.getReasonCode() >= 0x80 && known.getReasonCode() <= 0xFF
                ? known.getReasonCode()
                : -1;
    }

    /** The outcome of the CONNECT. */
    private final class Connecting implements MqttActionListener {
        @Override
        public void onSuccess(IMqttToken token) {
            settled();
        }

        @Override
        public void onFailure(IMqttToken token, Throwable failure) {
            fail(code(failure), "the broker was not reached: " + failure.getMessage());
        }
    }

    /** The outcome of a SUBSCRIBE. */
    private final class Subscribed implements MqttActionListener {
        @Override
        public void onSuccess(IMqttToken token) {
            List<Integer> codes = new ArrayList<>();
            int[] found = token.getReasonCodes();
            if (found != null) {
                for (int code : found) {
                    codes.add(code);
                }
            }
            tell(to -> to.subscribed(codes));
        }

        @Override
        public void onFailure(IMqttToken token, Throwable failure) {
            int code = code(failure);
            if (code >= UNSPECIFIED) {
                tell(to -> to.subscribed(List.of(code)));
            }
        }
    }

    /** The goodbye has been sent, or could not be. */
    private final class Goodbye implements MqttActionListener {
        @Override
        public void onSuccess(IMqttToken token) {
            fail(-1, "closed by this device");
        }

        @Override
        public void onFailure(IMqttToken token, Throwable failure) {
            fail(-1, "closed by this device");
        }
    }

    /** What comes in unasked. */
    private final class Incoming implements org.eclipse.paho.mqttv5.client.MqttCallback {
        @Override
        public void disconnected(org.eclipse.paho.mqttv5.client.MqttDisconnectResponse response) {
            MqttException cause = response.getException();
            int code = cause == null ? response.getReturnCode() : code(cause);
            fail(code, cause == null ? "the broker ended the connection" : "the connection broke");
        }

        @Override
        public void mqttErrorOccurred(MqttException failure) {
            LOG.warn("MQTT error {}", failure.getReasonCode());
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            LOG.warn("the MQTT library was given a message that should have been taken before it");
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // told through the publish's own outcome
        }

        @Override
        public void connectComplete(boolean reconnect, String uri) {
            // told through the connect's own outcome
        }

        @Override
        public void authPacketArrived(int code, MqttProperties properties) {
            // no enhanced authentication is offered, so a broker has nothing to say here
        }
    }
}
