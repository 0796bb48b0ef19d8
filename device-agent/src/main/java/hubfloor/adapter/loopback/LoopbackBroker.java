package hubfloor.adapter.loopback;

import hubfloor.port.BrokerConnector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A broker that exists only in this process: topics with wildcards, retained messages, wills, QoS 1 acknowledgements,
 * a receive maximum, take-over of client ids. It can be killed and revived, forget what it knew, refuse, fall silent
 * and lose what it acknowledged: everything a real one does to us on its bad days. Dials wait while it is dead, as
 * those of the real connector do. Any thread; each connection tells its listener from a thread of its own.
 *
 * <p>Bounds: {@value #RETAINED_MAX} retained messages (more are refused with 0x97); a subscriber that has
 * {@value LoopbackConnection#QUEUE_MAX} messages waiting holds back the acknowledgements of those who publish to it.
 */
public final class LoopbackBroker implements BrokerConnector {
    static final int RETAINED_MAX = 10_000;
    private static final int QUOTA_EXCEEDED = 0x97;
    private static final int TAKEN_OVER = 0x8E;
    private static final int TOO_MANY_IN_FLIGHT = 0x93;

    private final Map<String, LoopbackConnection> sessions = new LinkedHashMap<>();
    private final List<LoopbackConnection> waiting = new ArrayList<>();
    private final Map<String, Publication> retained = new HashMap<>();
    private final Map<String, List<LoopbackConnection>> routes = new HashMap<>();
    private boolean alive;
    private boolean acknowledging = true;
    private int receiveMax = 20;
    private int refuseConnects;
    private int refuseConnectsCode;
    private Predicate<String> refused = topic -> false;
    private int refusalCode;
    private Predicate<Publication> swallowed = publication -> false;
    private long connects;
    private long violations;

    public LoopbackBroker() {
        this.alive = true;
    }

    @Override
    public Connection dial(String clientId, Publication will, Listener listener) {
        LoopbackConnection connection = new LoopbackConnection(this, clientId, will, listener);
        synchronized (this) {
            if (alive) {
                admit(connection);
            } else {
                waiting.add(connection);
            }
        }
        return connection;
    }

    /** Every connection dies at once, without its will: the broker itself is gone. */
    public synchronized void kill() {
        alive = false;
        for (LoopbackConnection connection : List.copyOf(sessions.values())) {
            drop(connection, -1, "connection reset");
        }
    }

    public synchronized void revive() {
        alive = true;
        List<LoopbackConnection> dials = List.copyOf(waiting);
        waiting.clear();
        dials.forEach(this::admit);
    }

    /** Forgets retained messages, as a broker does whose database was deleted. */
    public synchronized void forget() {
        retained.clear();
    }

    /** Cuts one client off as a pulled cable does: its will is published. */
    public synchronized void cut(String clientId) {
        LoopbackConnection connection = sessions.get(clientId);
        if (connection != null) {
            drop(connection, -1, "connection reset");
            keep(connection.will());
            route(connection.will());
        }
    }

    /** Takes effect with the next connections. */
    public synchronized void receiveMax(int most) {
        receiveMax = most;
    }

    /** The next connects are answered with this reason code. */
    public synchronized void refuseConnects(int times, int reasonCode) {
        refuseConnects = times;
        refuseConnectsCode = reasonCode;
    }

    /** Publishes on such topics are answered with this reason code, and go nowhere. */
    public synchronized void refusePublishes(Predicate<String> topics, int reasonCode) {
        refused = topics;
        refusalCode = reasonCode;
    }

    /** False: publishes are taken and never answered. */
    public synchronized void acknowledging(boolean on) {
        acknowledging = on;
    }

    /** Planted loss: such messages are acknowledged, and gone. */
    public synchronized void swallow(Predicate<Publication> which) {
        swallowed = which;
    }

    /** Publishes from nowhere, as another client of the broker would. */
    public synchronized void inject(Message message) {
        Publication publication = new Publication(
                message.topic(),
                message.payload(),
                0,
                message.retained(),
                message.contentType(),
                message.correlation());
        if (message.retained()) {
            retained.put(message.topic(), publication);
        }
        for (LoopbackConnection subscriber : subscribers(message.topic())) {
            subscriber.deliver(message);
        }
    }

    public synchronized long connects() {
        return connects;
    }

    /** How often a client had more unanswered than the receive maximum; each time it was cut off. */
    public synchronized long violations() {
        return violations;
    }

    synchronized void published(LoopbackConnection from, long token, Publication message) {
        if (!from.isUp()) {
            return;
        }
        if (message.qos() == 0) {
            keep(message);
            route(message);
            return;
        }
        if (from.countUnanswered() > from.receiveMax()) {
            violations++;
            drop(from, TOO_MANY_IN_FLIGHT, "receive maximum exceeded");
            return;
        }
        if (!acknowledging) {
            return;
        }
        if (refused.test(message.topic())) {
            from.acknowledge(token, refusalCode);
        } else if (!keep(message)) {
            from.acknowledge(token, QUOTA_EXCEEDED);
        } else {
            LoopbackConnection slow = swallowed.test(message) ? null : route(message);
            if (slow == null) {
                from.acknowledge(token, 0);
            } else {
                slow.whenCaughtUp(() -> from.acknowledge(token, 0));
            }
        }
    }

    synchronized void subscribed(LoopbackConnection by, List<String> filters) {
        if (!by.isUp()) {
            return;
        }
        by.filters().addAll(filters);
        routes.clear();
        by.granted(filters.size());
        for (Publication kept : retained.values()) {
            if (filters.stream().anyMatch(filter -> TopicFilter.matches(filter, kept.topic()))) {
                by.deliver(message(kept, true));
            }
        }
    }

    synchronized void closed(LoopbackConnection connection, boolean polite) {
        waiting.remove(connection);
        boolean wasUp = connection.isUp();
        drop(connection, -1, "closed");
        if (wasUp && !polite) {
            keep(connection.will());
            route(connection.will());
        }
    }

    private void admit(LoopbackConnection connection) {
        connects++;
        connection.reached();
        if (refuseConnects > 0) {
            refuseConnects--;
            connection.lost(refuseConnectsCode, "connect refused");
            return;
        }
        LoopbackConnection before = sessions.get(connection.clientId());
        if (before != null) {
            drop(before, TAKEN_OVER, "session taken over");
        }
        sessions.put(connection.clientId(), connection);
        connection.connected(receiveMax);
    }

    private void drop(LoopbackConnection connection, int reasonCode, String words) {
        sessions.remove(connection.clientId(), connection);
        routes.clear();
        connection.lost(reasonCode, words);
    }

    private boolean keep(Publication message) {
        if (!message.retained()) {
            return true;
        }
        if (message.payload().length == 0) {
            retained.remove(message.topic());
        } else if (retained.size() >= RETAINED_MAX && !retained.containsKey(message.topic())) {
            return false;
        } else {
            retained.put(message.topic(), message);
        }
        return true;
    }

    /** @return a subscriber too far behind, or null */
    private @Nullable LoopbackConnection route(Publication message) {
        LoopbackConnection slow = null;
        for (LoopbackConnection subscriber : subscribers(message.topic())) {
            if (!subscriber.deliver(message(message, false))) {
                slow = subscriber;
            }
        }
        return slow;
    }

    private List<LoopbackConnection> subscribers(String topic) {
        if (routes.size() > RETAINED_MAX) {
            routes.clear();
        }
        return routes.computeIfAbsent(
                topic,
                wanted -> sessions.values().stream()
                        .filter(session ->
                                session.filters().stream().anyMatch(filter -> TopicFilter.matches(filter, wanted)))
                        .toList());
    }

    private static Message message(Publication from, boolean retained) {
        return new Message(
                from.topic(),
                from.payload(),
                retained,
                from.responseTopic(),
                from.correlation(),
                from.contentType(),
                from.qos());
    }
}
