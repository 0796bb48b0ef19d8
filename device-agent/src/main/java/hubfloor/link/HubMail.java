package hubfloor.link;

import hubfloor.port.BrokerConnector.Message;
import java.util.List;

/**
 * Where a link leaves what is not about the device's own events: the hub's news, plans and orders. Called by library
 * threads and by the link's; must only enqueue.
 */
public interface HubMail {
    /** A device that hears nothing but its receipts. */
    HubMail NONE = new HubMail() {
        @Override
        public List<String> filters() {
            return List.of();
        }

        @Override
        public boolean news(Message message) {
            return false;
        }

        @Override
        public boolean command(String verb, Message message) {
            return false;
        }
    };

    /** What to subscribe to, beside the device's own topics. */
    List<String> filters();

    /** @return false when this is not the hub's news */
    boolean news(Message message);

    /**
     * A command that was not retained. Its reply comes later, by {@link Link#reply}.
     *
     * @return false when this device knows no such verb
     */
    boolean command(String verb, Message message);
}
