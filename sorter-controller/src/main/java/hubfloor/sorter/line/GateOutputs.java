package hubfloor.sorter.line;

import hubfloor.port.Clock;
import hubfloor.port.LifeSign;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gates' outputs, leased: at their safe level from construction on, whenever {@link #allSafe} is called, after
 * {@link #close} for ever, and when the line's thread does not {@link #renew} for {@link LineBoard#LEASE_NANOS}; then
 * by a thread of its own, {@code gate-lease}. A gate is moved only under a valid lease and before it is too late.
 *
 * <p>{@link #activate}, {@link #rest} and {@link #renew} belong to the line's thread; the rest is for any thread.
 */
public final class GateOutputs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GateOutputs.class);
    private static final long LOOK_NANOS = 50_000_000L;

    private final LineBoard board;
    private final Clock clock;
    private final LifeSign alive;
    private final Thread watch;
    private final boolean[] active;
    private volatile long renewedAtNanos;
    private volatile boolean lapsed;
    private volatile boolean closed;
    private volatile long lapses;

    /** @param alive given by the lease's own thread */
    public GateOutputs(int gates, LineBoard board, Clock clock, LifeSign alive) {
        this.board = board;
        this.clock = clock;
        this.alive = alive;
        active = new boolean[gates];
        renewedAtNanos = clock.nanos();
        allSafe();
        watch = Thread.ofPlatform().name("gate-lease").daemon().unstarted(this::watch);
    }

    /** From here on silence makes the outputs safe. */
    public void start() {
        renewedAtNanos = clock.nanos();
        watch.start();
    }

    /** The line's thread is alive. */
    void renew(long nowNanos) {
        board.renew(nowNanos);
        if (nowNanos - renewedAtNanos > LineBoard.LEASE_NANOS) {
            lapse();
        }
        renewedAtNanos = nowNanos;
        lapsed = false;
    }

    /**
     * Puts the gate to work at once, or keeps it there, until {@code untilNanos} at most.
     *
     * @return false when it was not moved, because the lease is over or {@code latestNanos} is past
     */
    synchronized boolean activate(int gate, long latestNanos, long untilNanos) {
        long now = clock.nanos();
        if (closed || lapsed || now - renewedAtNanos > LineBoard.LEASE_NANOS || now - latestNanos > 0) {
            return false;
        }
        active[gate] = true;
        board.activate(gate, untilNanos);
        return true;
    }

    synchronized void rest(int gate) {
        active[gate] = false;
        board.rest(gate);
    }

    /** Every output to its safe level, whatever was moved before. */
    public synchronized void allSafe() {
        for (int gate = 0; gate < active.length; gate++) {
            rest(gate);
        }
    }

    synchronized boolean active(int gate) {
        return active[gate];
    }

    /** How often the lease ran out. */
    public long lapses() {
        return lapses;
    }

    private synchronized void lapse() {
        if (!lapsed) {
            lapsed = true;
            lapses++;
            allSafe();
            LOG.warn("the line was silent for too long; all gates are at rest");
        }
    }

    private void watch() {
        while (!closed) {
            alive.give();
            look(clock.nanos());
            LockSupport.parkNanos(this, LOOK_NANOS);
        }
    }

    /** What the lease's own thread does each time it wakes. */
    void look(long nowNanos) {
        if (nowNanos - renewedAtNanos > LineBoard.LEASE_NANOS - LOOK_NANOS && !closed) {
            lapse();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        allSafe();
        LockSupport.unpark(watch);
    }
}
