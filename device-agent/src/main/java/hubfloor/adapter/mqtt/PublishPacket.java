package hubfloor.adapter.mqtt;

import hubfloor.port.BrokerConnector.Publication;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * PUBLISH packets one behind the other in a buffer that is used again (MQTT 5, 3.3), and the PUBACKs between them. One
 * thread at a time.
 *
 * <pre>
 * 3x | remaining length | topic length, topic | packet id (QoS 1) | properties' length, properties | payload
 *      1 to 4 bytes        2 bytes + UTF-8       2 bytes             03 content type, 08 response topic,
 *                                                                                         09 correlation
 * </pre>
 */
final class PublishPacket {
    private static final int PUBLISH = 0x30;
    private static final int PUBACK = 0x40;
    private static final int CONTENT_TYPE = 0x03;
    private static final int RESPONSE_TOPIC = 0x08;
    private static final int CORRELATION_DATA = 0x09;
    private static final int KEPT_BYTES = 64 * 1024;

    private byte[] buffer = new byte[4 * 1024];
    private int length;

    byte[] bytes() {
        return buffer;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
        if (buffer.length > KEPT_BYTES) {
            buffer = new byte[KEPT_BYTES];
        }
    }

    /** Takes back what was added after this length. */
    void cut(int to) {
        length = to;
    }

    /** @param id the packet's identifier; not written at QoS 0 */
    void add(Publication message, int id) {
        byte[] topic = utf8(message.topic());
        byte[] contentType = utf8(message.contentType());
        byte[] responseTopic = utf8(message.responseTopic());
        int properties = properties(contentType.length, responseTopic.length, message.correlation().length);
        int body = body(topic.length, message, properties);
        int end = length + 1 + lengthBytes(body) + body;
        if (end > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(end, Math.min(2 * buffer.length, KEPT_BYTES)));
        }
        octet(PUBLISH | message.qos() << 1 | (message.retained() ? 1 : 0));
        length(body);
        field(topic);
        if (message.qos() > 0) {
            octet(id >> 8);
            octet(id);
        }
        length(properties);
        if (contentType.length > 0) {
            octet(CONTENT_TYPE);
            field(contentType);
        }
        if (responseTopic.length > 0) {
            octet(RESPONSE_TOPIC);
            field(responseTopic);
        }
        if (message.correlation().length > 0) {
            octet(CORRELATION_DATA);
            field(message.correlation());
        }
        raw(message.payload());
    }

    /** A PUBACK that says success (MQTT 5, 3.4): {@code 40 02 | packet id}. */
    void addConfirmation(int id) {
        if (length + 4 > buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        octet(PUBACK);
        octet(2);
        octet(id >> 8);
        octet(id);
    }

    /** What {@link #add} would write, in bytes. */
    static int size(Publication message) {
        int properties = properties(
                utf8(message.contentType()).length, utf8(message.responseTopic()).length, message.correlation().length);
        int body = body(utf8(message.topic()).length, message, properties);
        return 1 + lengthBytes(body) + body;
    }

    private static int properties(int contentType, int responseTopic, int correlation) {
        return property(contentType) + property(responseTopic) + property(correlation);
    }

    private static int property(int bytes) {
        return bytes > 0 ? 3 + bytes : 0;
    }

    private static int body(int topic, Publication message, int properties) {
        return 2
                + topic
                + (message.qos() > 0 ? 2 : 0)
                + lengthBytes(properties)
                + properties
                + message.payload().length;
    }

    private static int lengthBytes(int value) {
        return value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : 4;
    }

    private void length(int value) {
        int left = value;
        while (left > 0x7F) {
            octet(left | 0x80);
            left >>>= 7;
        }
        octet(left);
    }

    private void field(byte[] bytes) {
        octet(bytes.length >> 8);
        octet(bytes.length);
        raw(bytes);
    }

    private void raw(byte[] bytes) {
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void octet(int value) {
        buffer[length++] = (byte) value;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
