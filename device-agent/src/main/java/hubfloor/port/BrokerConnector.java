package hubfloor.port;

import java.util.List;

/**
 * Makes connections to one broker. Each connection is used once and thrown away: nothing of an old session is kept by
 * the library, so nothing can be re-sent behind our back.
 */
public interface BrokerConnector {
    /**
     * Starts one attempt and returns at once. Everything that becomes of it is told to the listener, on library
     * threads; the listener must only enqueue.
     *
     * @param will published by the broker when this connection dies without a goodbye
     */
    Connection dial(String clientId, Publication will, Listener listener);

    /** One attempt, then one connection. Methods may be called by one thread only, and never block on the network. */
    interface Connection {
        /**
         * Takes a message; it goes out at the latest with {@link #flush}.
         *
         * @param token given back with the acknowledgement; at most the window's number may be unanswered
         */
        void publish(long token, Publication message);

        /** Sends all that was published since, so that many messages cost one call to the network. */
        void flush();

        void subscribe(List<String> filters);

        /** Says goodbye so that the will is not published, where there is time; then closes. Safe to call twice. */
        void close(boolean polite);
    }

    /** What a connection tells. After {@code lost} nothing else comes. */
    interface Listener {
        /** The port answered (TCP, and TLS where asked for); the MQTT handshake goes on. */
        void reached();

        /** @param receiveMax the broker's limit on unanswered publishes, at most what this side keeps account of */
        void connected(int receiveMax, int maxPacketBytes);

        /** @param reasonCode 0x80 and above is a refusal: the broker does not have it */
        void acknowledged(long token, int reasonCode);

        void subscribed(List<Integer> reasonCodes);

        void arrived(Message message);

        /** Told exactly once per dial. {@code reasonCode} is MQTT's where one came, else -1; words are for a person. */
        void lost(int reasonCode, String words);
    }

    /**
     * A message to publish.
     *
     * @param qos 0 or 1
     * @param contentType empty for none
     * @param responseTopic where an answer is wanted; empty for nowhere
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way out, compared by nobody
    record Publication(
            String topic,
            byte[] payload,
            int qos,
            boolean retained,
            String contentType,
            byte[] correlation,
            String responseTopic) {
        /** One that wants no answer. */
        public Publication(
                String topic, byte[] payload, int qos, boolean retained, String contentType, byte[] correlation) {
            this(topic, payload, qos, retained, contentType, correlation, "");
        }
    }

    /**
     * A message that came in. {@code responseTopic} and {@code contentType} are empty when absent.
     *
     * @param qos as the broker sent it: 0 when it was published so, for we subscribe to 1
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way in, compared by nobody
    record Message(
            String topic,
            byte[] payload,
            boolean retained,
            String responseTopic,
            byte[] correlation,
            String contentType,
            int qos) {
        /** One at QoS 1. */
        public Message(
                String topic,
                byte[] payload,
                boolean retained,
                String responseTopic,
                byte[] correlation,
                String contentType) {
            this(topic, payload, retained, responseTopic, correlation, contentType, 1);
        }
    }
}
