package hubfloor.adapter.mqtt;

import hubfloor.port.BrokerConnector.Publication;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Publishes over the library's open connection without the library's queues: a PUBLISH is encoded on the caller's thread
 * and written by it; PUBACKs and the broker's own PUBLISHes are taken where the bytes come in. Two thread changes a scan
 * are saved, and two a message; connecting, TLS, subscriptions, pings and the goodbye stay the library's.
 *
 * <p>A write never waits for the network: at most {@value #UNANSWERED_BYTES_MAX} bytes are unanswered at a time, which
 * the socket's send buffer ({@link DialingSocket#SEND_BUFFER}) holds even when the broker reads nothing. What is more
 * waits here, in order, until acknowledgements make room. QoS 0 messages beyond {@value #LOOSE_BYTES_MAX} bytes since
 * the broker was last heard are dropped. Any thread.
 */
final class PublishLane {
    static final int UNANSWERED_BYTES_MAX = 128 * 1024;
    static final int LOOSE_BYTES_MAX = 16 * 1024;
    /** Packet ids below are the library's own, for its subscription. */
    static final int FIRST_ID = 1_024;

    static final int LAST_ID = 65_535;
    /** Most publishes that any connection can have unanswered. */
    static final int UNANSWERED_MAX = 64_000;

    static final long UNKNOWN = Long.MIN_VALUE;
    private static final int FLUSH_BYTES = 32 * 1024;

    /** Where whole packets go; must not be called by two threads at once. */
    interface Wire {
        void write(byte[] packets, int length) throws IOException;
    }

    private record Held(long token, Publication message) {}

    private final Wire wire;
    private final int[] ids;
    private final long[] tokens;
    private final int[] sizes;
    private final Deque<Held> held = new ArrayDeque<>();
    private final PublishPacket packets = new PublishPacket();
    private int packetMax = Integer.MAX_VALUE;
    private int nextId = FIRST_ID;
    private int unanswered;
    private int unansweredBytes;
    private int looseBytes;

    /** @param window most publishes that can be unanswered at once */
    PublishLane(int window, Wire wire) {
        this.wire = wire;
        int slots = Integer.highestOneBit(Math.max(8, window)) * 4; // at least twice the window: ids rarely collide
        ids = new int[slots];
        tokens = new long[slots];
        sizes = new int[slots];
    }

    synchronized void packetMax(int bytes) {
        packetMax = bytes;
    }

    /**
     * Takes a message; it is on its way at the latest after {@link #flush}.
     *
     * @return false when it is larger than the broker takes: nothing was sent, nothing will be answered
     */
    synchronized boolean publish(long token, Publication message) throws IOException {
        if (PublishPacket.size(message) > packetMax) {
            return false;
        }
        if (!held.isEmpty() || (unansweredBytes >= UNANSWERED_BYTES_MAX && message.qos() > 0)) {
            held.add(new Held(token, message));
        } else {
            encode(token, message);
        }
        return true;
    }

    /** Confirms a message of the broker's; goes out with {@link #heard}, as one write for all that came at once. */
    synchronized void confirm(int id) {
        packets.addConfirmation(id);
    }

    /** Lets everything taken so far go, except what waits for acknowledgements. */
    synchronized void flush() throws IOException {
        if (packets.length() > 0) {
            try {
                wire.write(packets.bytes(), packets.length());
            } finally {
                packets.clear();
            }
        }
    }

    /** @return the publish's token; {@link #UNKNOWN} when no publish has this id */
    synchronized long answered(int id) {
        int slot = id & (ids.length - 1);
        if (id == 0 || ids[slot] != id) {
            return UNKNOWN;
        }
        ids[slot] = 0;
        unanswered--;
        unansweredBytes -= sizes[slot];
        return tokens[slot];
    }

    /**
     * All that the broker said at once has been taken: what waited may go.
     *
     * @return true while publishes are unanswered
     */
    synchronized boolean heard() throws IOException {
        looseBytes = 0;
        while (!held.isEmpty() && unansweredBytes < UNANSWERED_BYTES_MAX) {
            Held next = held.remove();
            encode(next.token(), next.message());
        }
        flush();
        return unanswered > 0;
    }

    private void encode(long token, Publication message) throws IOException {
        int before = packets.length();
        if (message.qos() == 0) {
            packets.add(message, 0);
            looseBytes += packets.length() - before;
            if (looseBytes > LOOSE_BYTES_MAX) {
                packets.cut(before);
            }
        } else {
            int id = freeId();
            packets.add(message, id);
            int slot = id & (ids.length - 1);
            ids[slot] = id;
            tokens[slot] = token;
            sizes[slot] = packets.length() - before;
            unanswered++;
            unansweredBytes += sizes[slot];
        }
        if (packets.length() >= FLUSH_BYTES) {
            flush();
        }
    }

    private int freeId() {
        if (unanswered >= Math.min(ids.length / 2, UNANSWERED_MAX)) {
            throw new IllegalStateException("more publishes are unanswered than were agreed: " + unanswered);
        }
        while (ids[nextId & (ids.length - 1)] != 0) {
            nextId = nextId == LAST_ID ? FIRST_ID : nextId + 1;
        }
        int id = nextId;
        nextId = nextId == LAST_ID ? FIRST_ID : nextId + 1;
        return id;
    }
}
