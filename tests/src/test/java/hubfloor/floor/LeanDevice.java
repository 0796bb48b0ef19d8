package hubfloor.floor;

import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.config.model.DeviceIdentity;
import hubfloor.delivery.Delivery;
import hubfloor.delivery.Effect;
import hubfloor.event.ClockQuality;
import hubfloor.event.DeviceState;
import hubfloor.event.Event;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.event.EventSource;
import hubfloor.event.Receipt;
import hubfloor.event.ReplayRequest;
import hubfloor.event.Stamp;
import hubfloor.event.StoredEvent;
import hubfloor.event.Topics;
import hubfloor.port.WireFormat.EnvelopeWriter;
import hubfloor.port.WireFormat.Malformed;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One device of a fleet: the real {@link Delivery} decides what is sent and when, an event is its number and the
 * instant of its commit, and the store is memory that outlives every connection. The fleet's thread ticks it; a virtual
 * thread reads its connection.
 */
final class LeanDevice {
    private static final JsonWireFormat WIRE = new JsonWireFormat();
    private static final Topics TOPICS = new Topics("");
    private static final String CONSUMER = "central";
    private static final int WINDOW = 20;
    private static final long SECOND = 1_000_000_000L;
    private static final Instant BEGIN = Instant.parse("2026-11-22T09:15:02.417Z");

    private final DeviceIdentity id;
    private final String epoch;
    private final int port;
    private final Lags lags;
    private final EnvelopeWriter envelopes;
    private final Delivery delivery;
    private final Map<Integer, Long> underWay = new HashMap<>();
    /** When the events above the last receipt were committed, lowest first. */
    private final Deque<Long> unreceipted = new ArrayDeque<>();

    private long stored;
    private long receipted;
    private final LateReceipts late;
    private long replays;
    private int packetIds;
    private int generation;
    private boolean up;
    private @Nullable Socket socket;
    private boolean dialPending;
    private long dialAt;
    private long tickAt;
    private long pingAt;
    private long stateAt;
    private long stateSaid = -1;

    LeanDevice(int number, int port, Lags lags) {
        this.id = new DeviceIdentity("kul", "inbound", "device-" + number);
        this.epoch = String.format("%016x", 0x5eed_0000_0000L + number);
        this.port = port;
        this.lags = lags;
        this.late = new LateReceipts(id.device());
        this.envelopes = WIRE.envelopes(new EventSource(id, epoch));
        this.delivery = new Delivery(
                new Delivery.Settings(epoch, WINDOW, List.of(CONSUMER)), new Delivery.Before(0, 0, 0, List.of()));
        this.tickAt = System.nanoTime() + ThreadLocalRandom.current().nextLong(SECOND);
        this.stateAt = tickAt;
        perform(delivery.start(tickAt));
    }

    synchronized void commit(long now) {
        stored++;
        unreceipted.add(now);
        perform(delivery.committed(stored, now));
    }

    synchronized void onTime(long now) {
        if (dialPending && now - dialAt >= 0) {
            dialPending = false;
            int mine = ++generation;
            Thread.ofVirtual().start(() -> converse(mine));
        }
        if (now - tickAt >= 0) {
            tickAt = now + SECOND;
            perform(delivery.tick(now));
            if (up && now - pingAt >= 0) {
                pingAt = now + 20 * SECOND;
                write(LeanMqtt.ping());
            }
            if (up && now - stateAt >= 0 && stored != stateSaid) {
                say(now);
            }
        }
    }

    synchronized long stored() {
        return stored;
    }

    synchronized long receipted() {
        return receipted;
    }

    synchronized long sent() {
        return delivery.standing().sent();
    }

    synchronized long replays() {
        return replays;
    }

    /** What came late here and what was asked for meanwhile, a line each. */
    synchronized List<String> late() {
        return late.lines();
    }

    String source() {
        return new EventSource(id, epoch).text();
    }

    synchronized void stop() {
        generation++;
        dialPending = false;
        up = false;
        closeSocket();
    }

    /** A connection from dial to end. */
    private void converse(int mine) {
        try (Socket open = new Socket()) {
            open.setTcpNoDelay(true);
            open.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2_000);
            DataInputStream in = new DataInputStream(new BufferedInputStream(open.getInputStream(), 4_096));
            synchronized (this) {
                if (mine != generation) {
                    return;
                }
                socket = open;
                delivery.reached(System.nanoTime());
                write(LeanMqtt.connect(id.device(), TOPICS.state(id), WIRE.state(state(false, "link-lost"))));
            }
            while (true) {
                take(mine, LeanMqtt.read(in));
            }
        } catch (IOException e) {
            lost(mine);
        }
    }

    private synchronized void lost(int mine) {
        if (mine == generation) {
            long now = System.nanoTime();
            late.lost(now);
            up = false;
            closeSocket();
            underWay.clear();
            perform(delivery.lost(-1, now, ThreadLocalRandom.current().nextLong(Long.MAX_VALUE)));
        }
    }

    private synchronized void take(int mine, LeanMqtt.Packet packet) throws IOException {
        if (mine != generation) {
            throw new IOException("an earlier connection");
        }
        long now = System.nanoTime();
        switch (packet.type()) {
            case LeanMqtt.CONNACK -> {
                int receiveMax = LeanMqtt.accepted(packet.body());
                if (receiveMax < 0) {
                    throw new IOException("refused");
                }
                up = true;
                pingAt = now + 20 * SECOND;
                perform(delivery.connected(receiveMax, now));
            }
            case LeanMqtt.PUBACK -> {
                Long seq = underWay.remove(packet.body().getShort() & 0xffff);
                int reason = packet.body().hasRemaining() ? packet.body().get() & 0xff : 0;
                if (seq != null && seq > 0) {
                    perform(delivery.acknowledged(seq, reason, false, now));
                }
            }
            case LeanMqtt.PUBLISH -> hear(LeanMqtt.heard(packet), now);
            default -> {}
        }
    }

    private void hear(LeanMqtt.Heard message, long now) {
        if (message.packetId() != 0) {
            write(LeanMqtt.confirm(message.packetId()));
        }
        try {
            if (message.topic().equals(TOPICS.receipt(id, CONSUMER))) {
                Receipt receipt = WIRE.readReceipt(message.payload());
                if (receipt.epoch().equals(epoch)) {
                    for (; receipted < Math.min(receipt.through(), stored); receipted++) {
                        long lag = now - unreceipted.remove();
                        lags.add(lag);
                        late.receipted(receipted + 1, lag, now);
                    }
                }
                perform(delivery.receipt(receipt.epoch(), CONSUMER, receipt.through(), now));
            } else if (message.topic().equals(TOPICS.command(id, "replay"))) {
                ReplayRequest request = WIRE.readReplayRequest(message.payload());
                replays++;
                late.asked(request.from(), request.to(), now);
                if (request.epoch().equals(epoch)) {
                    delivery.replay(request.from(), request.to());
                    perform(delivery.tick(now));
                }
            }
        } catch (Malformed e) {
            throw new IllegalStateException("central says what the contract does not", e);
        }
    }

    private void perform(List<Effect> effects) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Publish publish -> send(publish.seq());
                case Effect.DialAt at -> {
                    dialPending = true;
                    dialAt = at.atNanos();
                }
                case Effect.HangUp why -> closeSocket(); // its reader tells that it is lost
                case Effect.Subscribe s ->
                    write(LeanMqtt.subscribe(packetId(0), TOPICS.receipt(id, CONSUMER), TOPICS.command(id, "replay")));
                case Effect.Birth b -> say(System.nanoTime());
                case Effect.StoreOlder older ->
                    throw new IllegalStateException("a receipt beyond what was given out: " + older);
                default -> {}
            }
        }
    }

    private void send(long seq) {
        if (up) {
            String topic = TOPICS.event(id, EventFamily.SCAN);
            write(LeanMqtt.publish(
                    packetId(seq), topic, envelopes.write(event(seq)), "application/cloudevents+json", false));
        }
    }

    private void say(long now) {
        stateAt = now + 5 * SECOND;
        stateSaid = stored;
        write(LeanMqtt.publish(packetId(0), TOPICS.state(id), WIRE.state(state(true, "")), "application/json", true));
    }

    /** The same for the same number, whenever it is made. */
    private StoredEvent event(long seq) {
        byte[] data = ("{\"barcode\":\"RR" + (100_000_000 + seq) + "MY\",\"outcome\":\"one\",\"reader\":\"left\"}")
                .getBytes(StandardCharsets.UTF_8);
        Stamp stamp = new Stamp(BEGIN.plusMillis(100 * seq), 81_234 + 100 * seq, "boot-1", ClockQuality.SYNCED);
        return new StoredEvent(
                epoch,
                seq,
                new Event(EventFamily.SCAN, EventClass.CUSTODY, "scan.read.v1", "s10/RR" + seq, stamp, data));
    }

    private DeviceState state(boolean online, String reason) {
        return new DeviceState(online, reason, epoch, stored, receipted, "0.1.0", "cafe", List.of(), BEGIN, "boot-1");
    }

    private int packetId(long seq) {
        do {
            packetIds = packetIds % 0xffff + 1;
        } while (underWay.containsKey(packetIds));
        underWay.put(packetIds, seq);
        return packetIds;
    }

    private void write(byte[] packet) {
        Socket to = socket;
        if (to != null) {
            try {
                to.getOutputStream().write(packet);
            } catch (IOException e) {
                closeSocket();
            }
        }
    }

    private void closeSocket() {
        Socket leaving = socket;
        socket = null;
        if (leaving != null) {
            try {
                leaving.close();
            } catch (IOException e) {
                // it is gone either way
            }
        }
    }
}
