package hubfloor.adapter.mqtt;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/**
 * Bytes from the broker, buffered, because the library reads its packet heads one byte at a time. Watches packet
 * boundaries: the first packet is held back until it is whole so that its limits can be tamed (see {@link
 * BrokerTerms}), a packet above {@value #PACKET_MAX} bytes ends the connection before anybody makes room for it, PUBACKs go
 * to the {@link PublishLane}, whose publishes the library knows nothing of, and so do the broker's own PUBLISHes.
 * One reading thread; {@code lastHeardNanos} from any.
 */
final class BrokerInput extends InputStream {
    /** Announced to the broker as the largest packet we take. */
    static final int PACKET_MAX = 128 * 1024;

    private static final int CONNACK = 2;
    private static final int PUBLISH = 3;
    private static final int PUBACK = 4;
    private static final int DISCONNECT = 14;

    private final InputStream from;
    private final Ear ear;
    private final LongSupplier nanos;
    private final byte[] buffer = new byte[16 * 1024];
    private int next;
    private int end;
    private volatile boolean first = true;

    /** Where the scan for packet boundaries is: bytes of the packet's body still to come, or in its head. */
    private int bodyLeft;

    private int type;
    private int flags;
    private byte[] publish = {};
    private int publishFilled;
    private int headBytes;
    private long headLength;
    private boolean reasonNext;
    private int answerBytes;
    private int answerId;
    private int answerCode;
    private volatile long lastHeard;
    private volatile int goodbye = -1;

    /** Told on the reading thread. */
    interface Ear {
        void terms(BrokerTerms terms);

        /** A PUBACK (MQTT 5, 3.4). */
        void answered(int packetId, int reasonCode);

        /** A message of the broker's, to be confirmed at the next {@link #heard} where it has a packet identifier. */
        void arrived(ArrivedPublish publish);

        /** Everything read at once has been told. */
        void heard() throws IOException;
    }

    BrokerInput(InputStream from, Ear ear, LongSupplier nanos) {
        this.from = from;
        this.ear = ear;
        this.nanos = nanos;
        this.lastHeard = nanos.getAsLong();
    }

    long lastHeardNanos() {
        return lastHeard;
    }

    /** True once the broker has answered in MQTT. */
    boolean answered() {
        return !first;
    }

    /** The reason in the broker's DISCONNECT, -1 while none came; the library does not always pass it on. */
    int goodbyeCode() {
        return goodbye;
    }

    @Override
    public int read() throws IOException {
        return next < end || fill() ? buffer[next++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (next == end && !fill()) {
            return -1;
        }
        int n = Math.min(length, end - next);
        System.arraycopy(buffer, next, into, offset, n);
        next += n;
        return n;
    }

    @Override
    public int available() {
        return end - next;
    }

    private boolean fill() throws IOException {
        next = 0;
        end = 0;
        if (first) {
            return firstPacket();
        }
        while (end == 0) {
            int n = from.read(buffer, 0, buffer.length);
            if (n < 0) {
                return false;
            }
            lastHeard = nanos.getAsLong();
            end = sift(n);
            ear.heard();
        }
        return true;
    }

    private boolean firstPacket() throws IOException {
        int have = 0;
        while (true) {
            int n = from.read(buffer, have, buffer.length - have);
            if (n < 0) {
                return false;
            }
            have += n;
            int body = 1;
            int length = 0;
            for (int shift = 0; body < have && shift <= 21; shift += 7) {
                int b = buffer[body++];
                length |= (b & 0x7F) << shift;
                if (b >= 0) {
                    if (body + length > buffer.length) {
                        throw new IOException("the broker's first answer is too long to be MQTT");
                    }
                    if (body + length <= have) {
                        if ((buffer[0] & 0xFF) >> 4 == CONNACK) {
                            ear.terms(BrokerTerms.readAndTame(buffer, body, body + length));
                        }
                        first = false;
                        lastHeard = nanos.getAsLong();
                        end = sift(have);
                        return true;
                    }
                    break;
                }
            }
            if (have == buffer.length
                    || (have > 4 && buffer[1] < 0 && buffer[2] < 0 && buffer[3] < 0 && buffer[4] < 0)) {
                throw new EOFException("the broker's first answer is not MQTT");
            }
        }
    }

    /** @return how many bytes are left for the library, moved to the buffer's beginning */
    private int sift(int stop) throws IOException {
        int kept = 0;
        int at = 0;
        while (at < stop) {
            if (bodyLeft > 0) {
                int some = Math.min(bodyLeft, stop - at);
                if (type == PUBACK) {
                    answer(at, some);
                } else if (type == PUBLISH) {
                    gather(at, some);
                } else {
                    if (reasonNext) {
                        goodbye = buffer[at] & 0xFF;
                        reasonNext = false;
                    }
                    System.arraycopy(buffer, at, buffer, kept, some);
                    kept += some;
                }
                bodyLeft -= some;
                at += some;
                continue;
            }
            byte b = buffer[at++];
            head(b);
            if (type != PUBACK && type != PUBLISH) {
                buffer[kept++] = b;
            }
        }
        return kept;
    }

    private void head(byte b) throws IOException {
        if (headBytes == 0) {
            type = (b & 0xFF) >> 4;
            flags = b & 0x0F;
        } else {
            headLength |= (long) (b & 0x7F) << (7 * (headBytes - 1));
        }
        headBytes++;
        if (headBytes > 1 && (b >= 0 || headBytes == 5)) {
            if (headLength > PACKET_MAX) {
                throw new IOException("the broker sent a packet of " + headLength + " bytes, more than the "
                        + PACKET_MAX + " agreed");
            }
            bodyLeft = (int) headLength;
            if (type == PUBACK && bodyLeft < 2) {
                throw new IOException("the broker sent an acknowledgement that names no message");
            }
            if (type == PUBLISH) {
                publish = new byte[bodyLeft];
                publishFilled = 0;
                if (bodyLeft == 0) {
                    throw new IOException("the broker sent a message without a topic");
                }
            }
            reasonNext = type == DISCONNECT && bodyLeft > 0;
            headBytes = 0;
            headLength = 0;
        }
    }

    private void gather(int at, int bytes) throws IOException {
        System.arraycopy(buffer, at, publish, publishFilled, bytes);
        publishFilled += bytes;
        if (publishFilled == publish.length) {
            ear.arrived(ArrivedPublish.read(flags, publish));
        }
    }

    /** Packet identifier, then a reason unless it is success; what follows is words for a person. */
    private void answer(int at, int bytes) {
        for (int i = 0; i < bytes && answerBytes < 3; i++, answerBytes++) {
            int b = buffer[at + i] & 0xFF;
            if (answerBytes < 2) {
                answerId = answerId << 8 | b;
            } else {
                answerCode = b;
            }
        }
        if (bytes == bodyLeft) {
            ear.answered(answerId, answerCode);
            answerBytes = 0;
            answerId = 0;
            answerCode = 0;
        }
    }
}
