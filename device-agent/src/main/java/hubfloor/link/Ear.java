package hubfloor.link;

import hubfloor.link.Inbox.Signal;
import hubfloor.port.BrokerConnector.Listener;
import hubfloor.port.BrokerConnector.Message;
import java.util.List;

/** Hears one connection, on its library's threads, and only enqueues. */
final class Ear implements Listener {
    private final Inbox inbox;
    private final HubMail mail;
    private final int generation;

    Ear(Inbox inbox, HubMail mail, int generation) {
        this.inbox = inbox;
        this.mail = mail;
        this.generation = generation;
    }

    @Override
    public void reached() {
        inbox.signal(new Signal(generation, Signal.What.REACHED, 0, 0, ""));
    }

    @Override
    public void connected(int receiveMax, int maxPacketBytes) {
        inbox.signal(new Signal(generation, Signal.What.CONNECTED, receiveMax, maxPacketBytes, ""));
    }

    @Override
    public void acknowledged(long token, int reasonCode) {
        inbox.acknowledged(generation, token, reasonCode);
    }

    @Override
    public void subscribed(List<Integer> reasonCodes) {
        int worst = reasonCodes.stream().mapToInt(Integer::intValue).max().orElse(0);
        inbox.signal(new Signal(generation, Signal.What.SUBSCRIBED, worst, 0, ""));
    }

    @Override
    public void arrived(Message message) {
        if (!mail.news(message)) {
            inbox.arrived(message);
        }
    }

    @Override
    public void lost(int reasonCode, String words) {
        inbox.signal(new Signal(generation, Signal.What.LOST, reasonCode, 0, words));
    }
}
