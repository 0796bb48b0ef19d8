package hubfloor.adapter.loopback;

import hubfloor.port.BrokerConnector.Connection;
import hubfloor.port.BrokerConnector.Listener;
import hubfloor.port.BrokerConnector.Message;
import hubfloor.port.BrokerConnector.Publication;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One client at the loopback broker. What it is told goes through a queue to a thread of its own, so that a listener
 * that blocks holds up nobody but those who publish to it.
 */
final class LoopbackConnection implements Connection {
    /** From here on publishers wait for this subscriber; they can have one window each beyond it. */
    static final int QUEUE_MAX = 16_384;

    private final LoopbackBroker broker;
    private final String clientId;
    private final Publication will;
    private final Listener listener;
    private final LinkedBlockingQueue<Runnable> calls = new LinkedBlockingQueue<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Set<String> filters = new HashSet<>();
    /** Kept back until the flush, as the network's connection does; the caller's window bounds it. */
    private final Deque<Unsent> unsent = new ArrayDeque<>();

    private boolean up;
    private boolean over;
    private int receiveMax;

    private record Unsent(long token, Publication message) {}

    LoopbackConnection(LoopbackBroker broker, String clientId, Publication will, Listener listener) {
        this.broker = broker;
        this.clientId = clientId;
        this.will = will;
        this.listener = listener;
        Thread.ofPlatform().daemon().name("loopback-" + clientId).start(this::tell);
    }

    @Override
    public void publish(long token, Publication message) {
        unsent.add(new Unsent(token, message));
    }

    @Override
    public void flush() {
        for (Unsent next = unsent.poll(); next != null; next = unsent.poll()) {
            broker.published(this, next.token(), next.message());
        }
    }

    @Override
    public void subscribe(List<String> wanted) {
        broker.subscribed(this, wanted);
    }

    @Override
    public void close(boolean polite) {
        broker.closed(this, polite);
    }

    // The broker calls what follows, holding its lock.

    void reached() {
        calls.add(listener::reached);
    }

    void connected(int most) {
        up = true;
        receiveMax = most;
        calls.add(() -> listener.connected(most, 268_435_455));
    }

    void granted(int count) {
        calls.add(() -> listener.subscribed(Collections.nCopies(count, 1)));
    }

    void acknowledge(long token, int reasonCode) {
        calls.add(() -> {
            unanswered.decrementAndGet();
            listener.acknowledged(token, reasonCode);
        });
    }

    /** @return false when it is too far behind */
    boolean deliver(Message message) {
        calls.add(() -> listener.arrived(message));
        return calls.size() < QUEUE_MAX;
    }

    void whenCaughtUp(Runnable then) {
        calls.add(then);
    }

    void lost(int reasonCode, String words) {
        up = false;
        if (!over) {
            over = true;
            calls.add(() -> listener.lost(reasonCode, words));
            calls.add(() -> {
                throw new Over();
            });
        }
    }

    int countUnanswered() {
        return unanswered.incrementAndGet();
    }

    int receiveMax() {
        return receiveMax;
    }

    boolean isUp() {
        return up;
    }

    String clientId() {
        return clientId;
    }

    Publication will() {
        return will;
    }

    Set<String> filters() {
        return filters;
    }

    private void tell() {
        try {
            while (true) {
                calls.take().run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Over e) {
            calls.clear();
        }
    }

    /** Ends the thread after the last call. */
    private static final class Over extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Over() {
            super("over", null, false, false);
        }
    }
}
