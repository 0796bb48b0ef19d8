package hubfloor.link;

import hubfloor.delivery.Delivery.Standing;
import hubfloor.event.Stamp;
import hubfloor.link.LinkLoop.Setting;
import hubfloor.port.BrokerConnector.Connection;
import hubfloor.port.BrokerConnector.Publication;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one connection there is, or is not. It keeps one unanswered publish free for the retained state, which is why
 * events have one less than the broker allows. Link thread only.
 */
final class Uplink {
    static final long STATE_TOKEN = -1;
    private static final long UNANSWERED_TOKEN = -2;
    private static final long STATE_EVERY = 5_000_000_000L;

    private final Setting setting;
    private final Inbox inbox;
    private final Speaker speaker;
    private @Nullable Connection connection;
    private int generation;
    private boolean connected;
    private int receiveMax;
    private int maxPacketBytes;
    private long dials;
    private long since;
    private String lostWords = "";
    private boolean stateInFlight;
    private long statedSeq;
    private long statedAt;

    Uplink(Setting setting, Inbox inbox, Speaker speaker) {
        this.setting = setting;
        this.inbox = inbox;
        this.speaker = speaker;
        this.since = setting.clock().nanos();
    }

    void dial(Standing standing) {
        dials++;
        generation++;
        inbox.expect(generation);
        Publication will = speaker.offline(
                "link-lost", standing, List.of(), setting.clock().stamp());
        connection = setting.connector().dial(setting.id().device(), will, new Ear(inbox, setting.mail(), generation));
    }

    void connected(int newReceiveMax, int newMaxPacketBytes, long now) {
        connected = true;
        since = now;
        receiveMax = newReceiveMax;
        maxPacketBytes = newMaxPacketBytes;
        stateInFlight = false;
    }

    /** Forgets the connection; what it still has to say is not heard. */
    @Nullable
    Connection lost(String words, long now) {
        Connection leaving = connection;
        generation++;
        inbox.expect(generation);
        connection = null;
        if (connected) {
            since = now;
        }
        connected = false;
        stateInFlight = false;
        lostWords = words;
        return leaving;
    }

    boolean isOf(int ofGeneration) {
        return ofGeneration == generation && connection != null;
    }

    boolean takes(int packetBytes) {
        return maxPacketBytes <= 0 || packetBytes <= maxPacketBytes;
    }

    void publish(long seq, Publication event) {
        if (connection != null && connected) {
            connection.publish(seq, event);
        }
    }

    void flush() {
        if (connection != null && connected) {
            connection.flush();
        }
    }

    /** QoS 0: nobody waits for an answer. */
    void mention(Publication message) {
        publish(UNANSWERED_TOKEN, message);
    }

    void subscribe() {
        if (connection != null) {
            List<String> filters = new ArrayList<>(setting.mail().filters());
            filters.add(setting.topics().receipts(setting.id()));
            filters.add(setting.topics().commands(setting.id()));
            connection.subscribe(filters);
        }
    }

    /** @return false when it cannot go out now: not connected, or the last one is not answered yet */
    boolean state(Standing standing, List<String> faults, Stamp at, long now) {
        if (connection == null || !connected || stateInFlight) {
            return false;
        }
        int qos = receiveMax > 1 ? 1 : 0;
        stateInFlight = qos == 1;
        statedSeq = standing.stored();
        statedAt = now;
        connection.publish(qos == 1 ? STATE_TOKEN : UNANSWERED_TOKEN, speaker.online(standing, faults, at, qos));
        return true;
    }

    /** The retained number must not grow old: a consumer that was away learns from it what it missed. */
    boolean isStateOld(Standing standing, long now) {
        return connected && standing.stored() != statedSeq && now - statedAt >= STATE_EVERY;
    }

    void stateAcknowledged() {
        stateInFlight = false;
    }

    void goodbye(Standing standing, List<String> faults, Stamp at) {
        if (connection != null && connected) {
            stateInFlight = true;
            connection.publish(STATE_TOKEN, speaker.offline("closed", standing, faults, at));
            connection.flush();
        }
    }

    void close() {
        if (connection != null) {
            connection.close(true);
        }
        connected = false;
    }

    boolean isConnected() {
        return connected;
    }

    boolean isStateInFlight() {
        return stateInFlight;
    }

    long since() {
        return since;
    }

    long dials() {
        return dials;
    }

    String lostWords() {
        return lostWords;
    }
}
