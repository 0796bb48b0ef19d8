package hubfloor.floor;

import hubfloor.port.BrokerConnector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sound connector with one planted fault between it and whoever uses it, device or consumer. */
public final class SpoiltConnector implements BrokerConnector {
    private final BrokerConnector sound;
    private final Fault fault;

    public SpoiltConnector(BrokerConnector sound, Fault fault) {
        this.sound = sound;
        this.fault = fault;
    }

    /** What becomes of messages; the same ones come back where nothing is wrong with them. */
    public interface Fault {
        /** Null: told as acknowledged, and never sent. */
        default @Nullable Publication out(Publication publication) {
            return publication;
        }

        /** Null: never heard. */
        default @Nullable Message in(Message message) {
            return message;
        }
    }

    @Override
    public Connection dial(String clientId, Publication will, Listener listener) {
        Listener ear = new Ear(listener);
        return new Mouth(sound.dial(clientId, will, ear), listener);
    }

    private final class Mouth implements Connection {
        private final Connection to;
        private final Listener listener;

        private Mouth(Connection to, Listener listener) {
            this.to = to;
            this.listener = listener;
        }

        @Override
        public void publish(long token, Publication message) {
            Publication spoilt = fault.out(message);
            if (spoilt != null) {
                to.publish(token, spoilt);
            } else if (message.qos() > 0) {
                listener.acknowledged(token, 0);
            }
        }

        @Override
        public void flush() {
            to.flush();
        }

        @Override
        public void subscribe(List<String> filters) {
            to.subscribe(filters);
        }

        @Override
        public void close(boolean polite) {
            to.close(polite);
        }
    }

    private final class Ear implements Listener {
        private final Listener listener;

        private Ear(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void reached() {
            listener.reached();
        }

        @Override
        public void connected(int receiveMax, int maxPacketBytes) {
            listener.connected(receiveMax, maxPacketBytes);
        }

        @Override
        public void acknowledged(long token, int reasonCode) {
            listener.acknowledged(token, reasonCode);
        }

        @Override
        public void subscribed(List<Integer> reasonCodes) {
            listener.subscribed(reasonCodes);
        }

        @Override
        public void arrived(Message message) {
            Message spoilt = fault.in(message);
            if (spoilt != null) {
                listener.arrived(spoilt);
            }
        }

        @Override
        public void lost(int reasonCode, String words) {
            listener.lost(reasonCode, words);
        }
    }
}
