package hubfloor.link;

import hubfloor.event.StoredEvent;
import hubfloor.port.BrokerConnector.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where everybody leaves what the link thread has to know; nobody ever waits here but the link.
 *
 * <ul>
 *   <li>acknowledgements: as many as there can be publishes unanswered; never dropped; those of an earlier connection
 *       are of no use and not taken. More than that is a broken connection, and reported as such.
 *   <li>committed events: {@value #COMMITTED_MAX}, then only their highest number: the store has them.
 *   <li>messages: {@value #MESSAGES_MAX} or {@value #MESSAGE_BYTES_MAX} bytes, then dropped and counted: receipts are
 *       cumulative, and commands are asked again.
 *   <li>replies to commands: {@value #REPLIES_MAX}, then dropped and counted: whoever asked asks again.
 *   <li>signals of the connection: reached, connected, subscribed and lost, {@value #SIGNALS_MAX} at most.
 * </ul>
 */
final class Inbox {
    static final int COMMITTED_MAX = 1024;
    static final int MESSAGES_MAX = 1024;
    static final int MESSAGE_BYTES_MAX = 4 << 20;
    static final int SIGNALS_MAX = 64;
    static final int REPLIES_MAX = 256;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private Letters filling;
    private Letters spare;
    private int generation;
    private boolean waiting;
    private int worthWaking = 1;
    private boolean any;
    private long dropped;

    /** What a connection told of itself. */
    record Signal(int generation, What what, int number, int other, String words) {
        enum What {
            REACHED,
            CONNECTED,
            SUBSCRIBED,
            LOST
        }
    }

    /** An answer to a command that somebody else acted on. */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way out, compared by nobody
    record Reply(String topic, byte[] payload, byte[] correlation) {}

    /** All that came since the last look. Owned by the link thread until it takes the next. */
    static final class Letters {
        final long[] tokens;
        final int[] codes;
        int acknowledged;
        boolean overrun;
        final Deque<Signal> signals = new ArrayDeque<>();
        final Deque<Message> messages = new ArrayDeque<>();
        int messageBytes;
        final Deque<Reply> replies = new ArrayDeque<>();
        final Deque<StoredEvent> committed = new ArrayDeque<>();
        long committedThrough;
        String committedEpoch = "";
        boolean faultsChanged;
        Set<String> faults = Set.of();
        long closeAtNanos;
        boolean close;

        Letters(int acknowledgements) {
            tokens = new long[acknowledgements];
            codes = new int[acknowledgements];
        }

        private void clear() {
            acknowledged = 0;
            overrun = false;
            signals.clear();
            messages.clear();
            messageBytes = 0;
            replies.clear();
            committed.clear();
            committedThrough = 0;
            committedEpoch = "";
            faultsChanged = false;
            close = false;
        }
    }

    /** @param unansweredMax most publishes that can be unanswered at once */
    Inbox(int unansweredMax) {
        filling = new Letters(unansweredMax);
        spare = new Letters(unansweredMax);
    }

    /** From here on only this connection's acknowledgements count. */
    void expect(int newGeneration) {
        lock.lock();
        try {
            generation = newGeneration;
            filling.acknowledged = 0;
            filling.overrun = false;
        } finally {
            lock.unlock();
        }
    }

    void acknowledged(int from, long token, int code) {
        lock.lock();
        try {
            if (from != generation) {
                return;
            }
            if (filling.acknowledged == filling.tokens.length) {
                filling.overrun = true;
            } else {
                filling.tokens[filling.acknowledged] = token;
                filling.codes[filling.acknowledged++] = code;
            }
            if (filling.overrun || filling.acknowledged >= worthWaking) {
                wake();
            }
        } finally {
            lock.unlock();
        }
    }

    void signal(Signal signal) {
        lock.lock();
        try {
            if (signal.what() == Signal.What.LOST || filling.signals.size() < SIGNALS_MAX) {
                filling.signals.add(signal);
                wake();
            }
        } finally {
            lock.unlock();
        }
    }

    void arrived(Message message) {
        lock.lock();
        try {
            int bytes = message.payload().length;
            if (filling.messages.size() >= MESSAGES_MAX || filling.messageBytes + bytes > MESSAGE_BYTES_MAX) {
                dropped++;
                return;
            }
            filling.messages.add(message);
            filling.messageBytes += bytes;
            wake();
        } finally {
            lock.unlock();
        }
    }

    void reply(Reply reply) {
        lock.lock();
        try {
            if (filling.replies.size() >= REPLIES_MAX) {
                dropped++;
                return;
            }
            filling.replies.add(reply);
            wake();
        } finally {
            lock.unlock();
        }
    }

    void committed(List<StoredEvent> batch) {
        if (batch.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            String epoch = batch.getLast().epoch();
            if (!epoch.equals(filling.committedEpoch)) {
                filling.committed.clear();
                filling.committedThrough = 0;
                filling.committedEpoch = epoch;
            }
            if (filling.committed.size() + batch.size() <= COMMITTED_MAX) {
                filling.committed.addAll(batch);
            }
            filling.committedThrough =
                    Math.max(filling.committedThrough, batch.getLast().seq());
            wake();
        } finally {
            lock.unlock();
        }
    }

    void faults(Set<String> words) {
        lock.lock();
        try {
            filling.faults = words;
            filling.faultsChanged = true;
            wake();
        } finally {
            lock.unlock();
        }
    }

    void close(long atNanos) {
        lock.lock();
        try {
            filling.close = true;
            filling.closeAtNanos = atNanos;
            wake();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there is something or the time is over, and takes all of it.
     *
     * @param acknowledgements so many are worth waking up for; fewer wait for something else or the end of the time
     */
    Letters take(long waitNanos, int acknowledgements) throws InterruptedException {
        lock.lock();
        try {
            worthWaking = acknowledgements;
            any |= filling.acknowledged >= acknowledgements;
            long left = waitNanos;
            while (!any && left > 0) {
                waiting = true;
                left = something.awaitNanos(left);
            }
            waiting = false;
            any = false;
            Letters full = filling;
            filling = spare;
            filling.clear();
            spare = full;
            return full;
        } finally {
            lock.unlock();
        }
    }

    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        any = true;
        if (waiting) {
            waiting = false;
            something.signal();
        }
    }
}
