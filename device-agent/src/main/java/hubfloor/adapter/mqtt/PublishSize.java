package hubfloor.adapter.mqtt;

import hubfloor.port.BrokerConnector.Publication;
import java.nio.charset.StandardCharsets;

/** What a PUBLISH takes on the wire (MQTT 5, 3.3), in bytes, to hold it against the broker's maximum packet size. */
final class PublishSize {
    private PublishSize() {}

    static int of(Publication message) {
        int properties = 0;
        if (!message.contentType().isEmpty()) {
            properties += 3 + bytes(message.contentType());
        }
        if (message.correlation().length > 0) {
            properties += 3 + message.correlation().length;
        }
        int body = 2
                + bytes(message.topic())
                + (message.qos() > 0 ? 2 : 0)
                + lengthBytes(properties)
                + properties
                + message.payload().length;
        return 1 + lengthBytes(body) + body;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static int lengthBytes(int length) {
        return length < 1 << 7 ? 1 : length < 1 << 14 ? 2 : length < 1 << 21 ? 3 : 4;
    }
}
