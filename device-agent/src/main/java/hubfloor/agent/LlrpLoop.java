package hubfloor.agent;

import hubfloor.port.Clock;
import hubfloor.port.LifeSign;
import hubfloor.port.ReaderDial;
import hubfloor.port.SerialLine;
import hubfloor.port.SerialLine.PortUnavailable;
import hubfloor.reader.ReaderMessage;
import hubfloor.reader.ReaderOutput;
import hubfloor.reader.llrp.LlrpRedial;
import hubfloor.reader.llrp.LlrpSession;
import hubfloor.reader.llrp.LlrpSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Owns the connection to one RFID reader on the network, on its own thread {@code scan-<name>}: dials, lets
 * {@link LlrpSession} talk, and dials again when the reader is gone. A reader that falls silent is noticed within five
 * seconds; one that came back is read again within fifteen.
 *
 * <p>Nothing is queued here: a tag is handed on in the same moment, with the connection it came by, or never.
 */
public final class LlrpLoop implements Runnable {
    private static final int READ_BYTES = 16_384;
    private static final int TICK_MS = 200;
    /** Also between two dials the thread shows that it lives. */
    private static final long REST_NANOS = 1_000_000_000L;

    private static final long GOODBYE_NANOS = 300_000_000L;

    private final String name;
    private final ReaderDial dial;
    private final Listener listener;
    private final Clock clock;
    private final LlrpRedial.Chance chance;
    private final LifeSign alive;
    private final LlrpSession session;
    private final LlrpRedial redial = new LlrpRedial();
    private final Thread thread;
    private final List<ReaderMessage> messages = new ArrayList<>();
    private final List<byte[]> sending = new ArrayList<>();
    private final ReaderOutput output = new Kept();

    private volatile boolean stopping;
    private volatile @Nullable SerialLine line;
    private long readingSinceNanos;
    private boolean reading;

    /** Who wants what the reader says and how its connection is. Called by the reader's thread. */
    public interface Listener {
        /** Tags are read from now on. */
        void connected() throws InterruptedException;

        /** It was not reached, or did not start to read; told at every try. */
        void absent(String words) throws InterruptedException;

        /** It was reading and is gone. */
        void lost(String words) throws InterruptedException;

        /** @param connection rises with each connection: what came by an earlier one is stale */
        void said(ReaderMessage message, long connection) throws InterruptedException;

        /** Milliseconds until {@link #tick} has something to do; {@link Integer#MAX_VALUE} when nothing waits. */
        default int dueInMs() {
            return Integer.MAX_VALUE;
        }

        /** Does what is due, on the reader's thread. */
        default void tick() throws InterruptedException {}
    }

    public LlrpLoop(
            String name,
            LlrpSettings settings,
            ReaderDial dial,
            Listener listener,
            Clock clock,
            LlrpRedial.Chance chance,
            LifeSign alive) {
        this.name = name;
        this.dial = dial;
        this.listener = listener;
        this.clock = clock;
        this.chance = chance;
        this.alive = alive;
        session = new LlrpSession(settings, clock.stamp().wall().getEpochSecond());
        thread = Thread.ofPlatform().name("scan-" + name).daemon().unstarted(this);
    }

    /** Keeps what the session says and wants sent until it is done. */
    private final class Kept implements ReaderOutput {
        @Override
        public void message(ReaderMessage message) {
            messages.add(message);
        }

        @Override
        public void send(byte[] bytes) {
            sending.add(bytes);
        }
    }

    public void start() {
        thread.start();
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                long readNanos = 0;
                SerialLine open = open();
                if (open != null) {
                    readNanos = talk(open);
                }
                rest(redial.pauseMs(readNanos, chance));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            hangUp();
        }
    }

    private @Nullable SerialLine open() throws InterruptedException {
        try {
            SerialLine open = dial.dial();
            line = open;
            return open;
        } catch (PortUnavailable absent) {
            listener.absent(String.valueOf(absent.getMessage()));
            return null;
        }
    }

    /** @return how long tags were read, in nanoseconds */
    private long talk(SerialLine open) throws InterruptedException {
        byte[] bytes = new byte[READ_BYTES];
        reading = false;
        session.connected(clock.nanos());
        String why = "";
        while (!stopping && why.isEmpty()) {
            alive.give();
            int n = open.read(bytes, Math.max(1, Math.min(TICK_MS, listener.dueInMs())));
            long now = clock.nanos();
            if (n > 0) {
                session.feed(bytes, n, now, output);
            }
            session.tick(now);
            boolean gone = n < 0 || !sent(open);
            handOn(now);
            listener.tick();
            why = gone ? "it hung up" : session.failure();
        }
        if (stopping && reading) {
            sayGoodbye(open);
        }
        session.lost();
        hangUp();
        messages.clear();
        sending.clear();
        if (!stopping) {
            if (reading) {
                listener.lost(why);
            } else {
                listener.absent(why);
            }
        }
        return reading ? clock.nanos() - readingSinceNanos : 0;
    }

    private void handOn(long now) throws InterruptedException {
        if (!reading && session.reading()) {
            reading = true;
            readingSinceNanos = now;
            listener.connected();
        }
        for (ReaderMessage message : messages) {
            listener.said(message, session.connection());
        }
        messages.clear();
    }

    /** @return false when the reader is gone */
    private boolean sent(SerialLine open) {
        boolean alive = true;
        for (byte[] bytes : sending) {
            alive &= alive && open.write(bytes);
        }
        sending.clear();
        return alive;
    }

    /** So that the reader stops to radiate; it gets a moment to answer. */
    private void sayGoodbye(SerialLine open) {
        long until = clock.nanos() + GOODBYE_NANOS;
        session.close(clock.nanos(), output);
        byte[] bytes = new byte[READ_BYTES];
        int n = 0;
        while (sent(open) && n >= 0 && session.failure().isEmpty() && clock.nanos() < until) {
            n = open.read(bytes, TICK_MS);
            if (n > 0) {
                session.feed(bytes, n, clock.nanos(), output);
            }
        }
    }

    private void rest(int ms) throws InterruptedException {
        long until = clock.nanos() + ms * 1_000_000L;
        for (long left = ms * 1_000_000L; !stopping && left > 0; left = until - clock.nanos()) {
            alive.give();
            LockSupport.parkNanos(this, Math.min(Math.min(left, REST_NANOS), listener.dueInMs() * 1_000_000L));
            listener.tick();
        }
    }

    private void hangUp() {
        SerialLine open = line;
        line = null;
        if (open != null) {
            open.close();
        }
    }

    /** Takes leave of the reader and ends the thread, within about a second. */
    public void stop() throws InterruptedException {
        stopping = true;
        LockSupport.unpark(thread);
        thread.join(2000);
    }

    /** The reader's name in the device file. */
    public String name() {
        return name;
    }
}
