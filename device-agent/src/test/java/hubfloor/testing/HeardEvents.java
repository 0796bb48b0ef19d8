package hubfloor.testing;

import hubfloor.port.BrokerConnector.Listener;
import hubfloor.port.BrokerConnector.Message;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A listener that writes down what it is told, in order, so that a test can wait for it. */
public final class HeardEvents implements Listener {
    /** One thing a connection told. */
    public sealed interface Heard {
        record Reached() implements Heard {}

        record Connected(int receiveMax, int maxPacketBytes) implements Heard {}

        record Acknowledged(long token, int reasonCode) implements Heard {}

        record Subscribed(List<Integer> reasonCodes) implements Heard {}

        record Arrived(Message message) implements Heard {}

        record Lost(int reasonCode, String words) implements Heard {}
    }

    private final BlockingQueue<Heard> queue = new LinkedBlockingQueue<>();

    @Override
    public void reached() {
        queue.add(new Heard.Reached());
    }

    @Override
    public void connected(int receiveMax, int maxPacketBytes) {
        queue.add(new Heard.Connected(receiveMax, maxPacketBytes));
    }

    @Override
    public void acknowledged(long token, int reasonCode) {
        queue.add(new Heard.Acknowledged(token, reasonCode));
    }

    @Override
    public void subscribed(List<Integer> reasonCodes) {
        queue.add(new Heard.Subscribed(List.copyOf(reasonCodes)));
    }

    @Override
    public void arrived(Message message) {
        queue.add(new Heard.Arrived(message));
    }

    @Override
    public void lost(int reasonCode, String words) {
        queue.add(new Heard.Lost(reasonCode, words));
    }

    /** The next thing told, whatever it is. */
    public Heard next(long withinMs) {
        Heard heard = poll(withinMs);
        if (heard == null) {
            throw new AssertionError("nothing was heard within " + withinMs + " ms");
        }
        return heard;
    }

    /** Skips what is of another kind; a loss ends the wait, except when it is what is waited for. */
    public <T extends Heard> T next(Class<T> kind, long withinMs) {
        return next(kind, any -> true, withinMs);
    }

    public <T extends Heard> T next(Class<T> kind, Predicate<T> wanted, long withinMs) {
        long start = System.nanoTime();
        while (true) {
            long left = withinMs - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            Heard heard = poll(Math.max(0, left));
            if (heard == null) {
                throw new AssertionError("no " + kind.getSimpleName() + " within " + withinMs + " ms");
            }
            if (kind.isInstance(heard) && wanted.test(kind.cast(heard))) {
                return kind.cast(heard);
            }
            if (heard instanceof Heard.Lost) {
                throw new AssertionError("waited for " + kind.getSimpleName() + ", heard " + heard);
            }
        }
    }

    /** Nothing is told for so long. */
    public void silence(long ms) {
        Heard heard = poll(ms);
        if (heard != null) {
            throw new AssertionError("expected silence, heard " + heard);
        }
    }

    private @org.jspecify.annotations.Nullable Heard poll(long ms) {
        try {
            return queue.poll(ms, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
