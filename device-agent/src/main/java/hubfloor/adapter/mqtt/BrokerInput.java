package hubfloor.adapter.mqtt;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Bytes from the broker, buffered, because the library reads its packet heads one byte at a time. Watches packet
 * boundaries: the first packet is held back until it is whole so that its limits can be tamed (see {@link
 * BrokerTerms}), and a packet above {@value #PACKET_MAX} bytes ends the connection before the library makes room for it.
 * One reading thread; {@code lastHeardNanos} from any.
 */
final class BrokerInput extends InputStream {
    /** Announced to the broker as the largest packet we take. */
    static final int PACKET_MAX = 128 * 1024;

    private static final int CONNACK = 2;
    private static final int DISCONNECT = 14;

    private final InputStream from;
    private final Consumer<BrokerTerms> terms;
    private final LongSupplier nanos;
    private final byte[] buffer = new byte[16 * 1024];
    private int next;
    private int end;
    private volatile boolean first = true;

    /** Where the scan for packet boundaries is: bytes of the packet's body still to come, or in its head. */
    private int bodyLeft;

    private int type;
    private int headBytes;
    private long headLength;
    private boolean reasonNext;
    private volatile long lastHeard;
    private volatile int goodbye = -1;

    BrokerInput(InputStream from, Consumer<BrokerTerms> terms, LongSupplier nanos) {
        this.from = from;
        this.terms = terms;
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
        int n = from.read(buffer, 0, buffer.length);
        if (n < 0) {
            return false;
        }
        lastHeard = nanos.getAsLong();
        scan(0, n);
        end = n;
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
                            terms.accept(BrokerTerms.readAndTame(buffer, body, body + length));
                        }
                        first = false;
                        lastHeard = nanos.getAsLong();
                        scan(0, have);
                        end = have;
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

    private void scan(int start, int stop) throws IOException {
        int at = start;
        while (at < stop) {
            if (bodyLeft > 0) {
                if (reasonNext) {
                    goodbye = buffer[at] & 0xFF;
                    reasonNext = false;
                }
                int skip = Math.min(bodyLeft, stop - at);
                bodyLeft -= skip;
                at += skip;
                continue;
            }
            int b = buffer[at++];
            if (headBytes == 0) {
                type = (b & 0xFF) >> 4;
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
                reasonNext = type == DISCONNECT && bodyLeft > 0;
                headBytes = 0;
                headLength = 0;
            }
        }
    }
}
