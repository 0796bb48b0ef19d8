package hubfloor.floor;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * As much of MQTT 5 as a simulated device speaks, without a library's threads: five hundred clients fit into one JVM.
 *
 * <pre>
 * type and flags 1 | remaining length 1-4 | variable head | properties length 1-4, properties | payload
 * </pre>
 */
final class LeanMqtt {
    static final int CONNACK = 2;
    static final int PUBLISH = 3;
    static final int PUBACK = 4;
    private static final int KEEP_ALIVE_S = 60;
    private static final int CONTENT_TYPE = 0x03;
    private static final int RECEIVE_MAXIMUM = 0x21;

    private LeanMqtt() {}

    /** What came in; {@code body} is all after the remaining length. */
    record Packet(int type, int flags, ByteBuffer body) {}

    /** A message for us; the id is 0 at QoS 0. */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way in, compared by nobody
    record Heard(int packetId, String topic, byte[] payload) {}

    static Packet read(DataInputStream in) throws IOException {
        int first = in.readUnsignedByte();
        int length = 0;
        int shift = 0;
        int part;
        do {
            part = in.readUnsignedByte();
            length |= (part & 0x7f) << shift;
            shift += 7;
        } while (part >= 0x80);
        byte[] body = new byte[length];
        in.readFully(body);
        return new Packet(first >> 4, first & 0x0f, ByteBuffer.wrap(body));
    }

    /** Clean start, no session kept, a retained will at QoS 1. */
    static byte[] connect(String clientId, String willTopic, byte[] will) {
        return packet(0x10, out -> {
            out.writeUTF("MQTT");
            out.writeByte(5);
            out.writeByte(0x2e);
            out.writeShort(KEEP_ALIVE_S);
            out.writeByte(0);
            out.writeUTF(clientId);
            out.writeByte(0);
            out.writeUTF(willTopic);
            out.writeShort(will.length);
            out.write(will);
        });
    }

    static byte[] subscribe(int packetId, String... filters) {
        return packet(0x82, out -> {
            out.writeShort(packetId);
            out.writeByte(0);
            for (String filter : filters) {
                out.writeUTF(filter);
                out.writeByte(1);
            }
        });
    }

    static byte[] publish(int packetId, String topic, byte[] payload, String contentType, boolean retained) {
        byte[] type = contentType.getBytes(StandardCharsets.US_ASCII);
        return packet(retained ? 0x33 : 0x32, out -> {
            out.writeUTF(topic);
            out.writeShort(packetId);
            out.writeByte(3 + type.length);
            out.writeByte(CONTENT_TYPE);
            out.writeShort(type.length);
            out.write(type);
            out.write(payload);
        });
    }

    static byte[] confirm(int packetId) {
        return packet(0x40, out -> out.writeShort(packetId));
    }

    static byte[] ping() {
        return new byte[] {(byte) 0xc0, 0};
    }

    /** The broker's receive maximum, -1 when it refuses us. */
    static int accepted(ByteBuffer body) {
        body.get();
        if (body.get() != 0) {
            return -1;
        }
        int end = length(body) + body.position();
        while (body.position() < end) {
            int id = body.get() & 0xff;
            switch (id) {
                case RECEIVE_MAXIMUM -> {
                    return body.getShort() & 0xffff;
                }
                case 0x22, 0x13 -> body.getShort();
                case 0x11, 0x27 -> body.getInt();
                case 0x12, 0x1a, 0x1c, 0x1f, 0x15, 0x16 -> skip(body);
                case 0x26 -> {
                    skip(body);
                    skip(body);
                }
                default -> body.get();
            }
        }
        return 0xffff;
    }

    static Heard heard(Packet packet) {
        ByteBuffer body = packet.body();
        byte[] topic = new byte[body.getShort() & 0xffff];
        body.get(topic);
        int id = (packet.flags() & 0x06) == 0 ? 0 : body.getShort() & 0xffff;
        int properties = length(body);
        body.position(body.position() + properties);
        byte[] payload = new byte[body.remaining()];
        body.get(payload);
        return new Heard(id, new String(topic, StandardCharsets.UTF_8), payload);
    }

    private static int length(ByteBuffer body) {
        int length = 0;
        for (int shift = 0, part = -1; part < 0; shift += 7) {
            part = body.get();
            length |= (part & 0x7f) << shift;
        }
        return length;
    }

    private static void skip(ByteBuffer body) {
        int length = body.getShort() & 0xffff;
        body.position(body.position() + length);
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] packet(int first, Writing writing) {
        try {
            ByteArrayOutputStream body = new ByteArrayOutputStream(256);
            writing.to(new DataOutputStream(body));
            ByteArrayOutputStream whole = new ByteArrayOutputStream(body.size() + 5);
            whole.write(first);
            int rest = body.size();
            do {
                whole.write(rest >= 0x80 ? (rest & 0x7f) | 0x80 : rest);
                rest >>= 7;
            } while (rest > 0);
            body.writeTo(whole);
            return whole.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
