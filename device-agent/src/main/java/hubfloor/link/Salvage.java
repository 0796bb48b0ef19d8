package hubfloor.link;

import hubfloor.config.model.BrokerConfig;
import hubfloor.config.model.DeviceIdentity;
import hubfloor.event.StoredEvent;
import hubfloor.event.Topics;
import hubfloor.port.BrokerConnector;
import hubfloor.port.BrokerConnector.Connection;
import hubfloor.port.BrokerConnector.Listener;
import hubfloor.port.BrokerConnector.Message;
import hubfloor.port.BrokerConnector.Publication;
import hubfloor.port.WireFormat;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Publishes events of an old epoch once, under the source and number they always had, so that a consumer which has one
 * drops it. One connection under the device's own name; when it ends, the salvage ends and is simply run again. Says
 * nothing about the device's state. One thread sends; at most the window is unanswered.
 */
public final class Salvage implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Speaker speaker;
    private final Connection connection;
    private final Object state = new Object();
    private final int windowMax;
    private int window;
    private int unanswered;
    private long sent;
    private long refused;
    private boolean over;
    private String lostWords = "";

    /** Dials; {@link #send} waits until the broker is there. */
    public Salvage(DeviceIdentity id, BrokerConfig config, String epoch, BrokerConnector connector, WireFormat wire) {
        Topics topics = new Topics(config.topicPrefix());
        speaker = new Speaker(topics, id, epoch, "", "", wire);
        windowMax = config.window();
        Publication will = new Publication(topics.metrics(id), wire.flat(Map.of()), 0, false, "", new byte[0]);
        connection = connector.dial(id.device(), will, new Ear());
    }

    /** @throws IOException in words for a person, when the broker is not there or has gone */
    public void send(StoredEvent event) throws InterruptedException, IOException {
        synchronized (state) {
            await(() -> window > 0 && unanswered < window);
            unanswered++;
            sent++;
        }
        connection.publish(event.seq(), speaker.event(event));
        connection.flush();
    }

    /**
     * Waits for the last answers.
     *
     * @throws IOException when some did not come: run it again
     */
    public void finish() throws InterruptedException, IOException {
        synchronized (state) {
            await(() -> unanswered == 0);
        }
    }

    public long sent() {
        synchronized (state) {
            return sent;
        }
    }

    /** Events the broker would not take. */
    public long refused() {
        synchronized (state) {
            return refused;
        }
    }

    private interface Condition {
        boolean holds();
    }

    /** The caller holds the state. Every answer starts the patience anew. */
    private void await(Condition condition) throws InterruptedException, IOException {
        while (!condition.holds()) {
            long before = sent + unanswered + window;
            if (over) {
                throw new IOException("the broker's connection ended: " + lostWords);
            }
            TimeUnit.NANOSECONDS.timedWait(state, PATIENCE_NANOS);
            if (!over && !condition.holds() && sent + unanswered + window == before) {
                throw new IOException("the broker has not answered for " + PATIENCE_NANOS / 1_000_000_000 + " s");
            }
        }
    }

    @Override
    public void close() {
        connection.close(true);
    }

    private final class Ear implements Listener {
        @Override
        public void reached() {}

        @Override
        public void connected(int receiveMax, int maxPacketBytes) {
            synchronized (state) {
                window = Math.min(windowMax, receiveMax);
                state.notifyAll();
            }
        }

        @Override
        public void acknowledged(long token, int reasonCode) {
            synchronized (state) {
                unanswered--;
                refused += reasonCode >= 0x80 ? 1 : 0;
                state.notifyAll();
            }
        }

        @Override
        public void subscribed(List<Integer> reasonCodes) {}

        @Override
        public void arrived(Message message) {}

        @Override
        public void lost(int reasonCode, String words) {
            synchronized (state) {
                over = true;
                lostWords = words;
                state.notifyAll();
            }
        }
    }
}
