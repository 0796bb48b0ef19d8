package hubfloor.adapter.mqtt;

import hubfloor.port.BrokerConnector.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One PUBLISH of the broker (MQTT 5, 3.3), read strictly: what is not as the standard says ends the connection, because
 * whatever came after it could not be trusted to begin where it seems to.
 *
 * <pre>
 * flags (of the head)      body
 * dup 8 | qos 6 | retain 1 topic length, topic | packet id (QoS 1) | properties' length, properties | payload
 * </pre>
 *
 * @param packetId what a PUBACK must name; 0 at QoS 0
 */
record ArrivedPublish(Message message, int packetId) {
    private static final byte[] NONE = {};

    /** @throws IOException in words, when the packet breaks the standard or this connection's terms */
    static ArrivedPublish read(int flags, byte[] body) throws IOException {
        Reading in = new Reading(body);
        int qos = flags >> 1 & 3;
        if (qos > 1) {
            throw broken("QoS " + qos + ", though nothing above 1 was subscribed");
        }
        String topic = in.text();
        if (topic.isEmpty()) {
            throw broken("no topic, though no topic alias was agreed");
        }
        int packetId = qos == 0 ? 0 : in.two();
        if (qos == 1 && packetId == 0) {
            throw broken("no packet identifier");
        }
        String responseTopic = "";
        String contentType = "";
        byte[] correlation = NONE;
        int end = in.length();
        end += in.at;
        if (end > body.length) {
            throw broken("properties longer than the packet");
        }
        while (in.at < end) {
            int property = in.one();
            switch (property) {
                case 0x01 -> in.skip(1); // payload format
                case 0x02 -> in.skip(4); // message expiry
                case 0x03 -> contentType = in.text();
                case 0x08 -> responseTopic = in.text();
                case 0x09 -> correlation = in.bytes();
                case 0x0B -> in.length(); // subscription identifier
                case 0x26 -> { // user property
                    in.skip(in.two());
                    in.skip(in.two());
                }
                default -> throw broken("property " + property);
            }
        }
        if (in.at != end) {
            throw broken("a property longer than all of them");
        }
        byte[] payload = Arrays.copyOfRange(body, end, body.length);
        return new ArrivedPublish(
                new Message(topic, payload, (flags & 1) != 0, responseTopic, correlation, contentType, qos), packetId);
    }

    private static IOException broken(String what) {
        return new IOException("the broker sent a message against MQTT 5: " + what);
    }

    /** A place in the body that only moves forward and never past its end. */
    private static final class Reading {
        private final byte[] body;
        private int at;

        Reading(byte[] body) {
            this.body = body;
        }

        int one() throws IOException {
            skip(1);
            return body[at - 1] & 0xFF;
        }

        int two() throws IOException {
            return one() << 8 | one();
        }

        /** A variable byte integer (MQTT 5, 1.5.5). */
        int length() throws IOException {
            int value = 0;
            for (int shift = 0; shift <= 21; shift += 7) {
                int b = one();
                value |= (b & 0x7F) << shift;
                if (b < 0x80) {
                    return value;
                }
            }
            throw broken("a length of more than four bytes");
        }

        byte[] bytes() throws IOException {
            int length = two();
            skip(length);
            return Arrays.copyOfRange(body, at - length, at);
        }

        String text() throws IOException {
            int length = two();
            skip(length);
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(body, at - length, length))
                        .toString();
            } catch (CharacterCodingException e) {
                throw broken("text that is not UTF-8");
            }
        }

        void skip(int bytes) throws IOException {
            if (bytes > body.length - at) {
                throw broken("it ends too early");
            }
            at += bytes;
        }
    }
}
