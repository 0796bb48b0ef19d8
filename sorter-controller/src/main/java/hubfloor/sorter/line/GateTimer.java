package hubfloor.sorter.line;

import hubfloor.port.Clock;
import hubfloor.port.DigitalOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts each gate to rest at the instant it was last activated until, and takes the belt's permit while the line is
 * silent, by a thread of its own, {@code gate-timer}. It only ever makes outputs safe: what the line's thread wants
 * moved it moves itself. Any thread.
 */
final class GateTimer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GateTimer.class);
    private static final long LONGEST_REST_NANOS = 50_000_000L;

    private final Clock clock;
    private final List<Gate> gates = new ArrayList<>();
    private final Thread thread;
    private @Nullable Gate belt;
    private boolean granted;
    private long renewedAtNanos;
    private long wakeAtNanos;
    private boolean closed;

    private static final class Gate {
        private final DigitalOutput output;
        private final boolean safeHigh;
        private boolean active;
        private long untilNanos;

        Gate(DigitalOutput output, boolean safeHigh) {
            this.output = output;
            this.safeHigh = safeHigh;
        }

        void set(boolean wanted) {
            active = wanted;
            output.set(wanted != safeHigh);
        }
    }

    GateTimer(Clock clock) {
        this.clock = clock;
        renewedAtNanos = clock.nanos();
        wakeAtNanos = renewedAtNanos;
        thread = Thread.ofPlatform().name("gate-timer").daemon().unstarted(this::run);
    }

    void gate(DigitalOutput output, boolean safeHigh) {
        gates.add(new Gate(output, safeHigh));
    }

    void permit(DigitalOutput output, boolean safeHigh) {
        belt = new Gate(output, safeHigh);
    }

    void start() {
        thread.start();
    }

    synchronized void activate(int index, long untilNanos) {
        Gate gate = gates.get(index);
        if (closed || untilNanos - clock.nanos() <= 0) {
            return;
        }
        gate.untilNanos = untilNanos;
        if (!gate.active) {
            gate.set(true);
        }
        if (untilNanos - wakeAtNanos < 0) {
            LockSupport.unpark(thread);
        }
    }

    synchronized void rest(int index) {
        gates.get(index).set(false);
    }

    /** The belt may run as long as the line goes on saying that it lives. */
    synchronized void permit(boolean given) {
        granted = given && !closed;
        Gate output = belt;
        if (output != null) {
            output.set(granted);
        }
    }

    /** A line that is back after a silence has its belt back: it was never told that it lost it. */
    synchronized void renew(long nowNanos) {
        renewedAtNanos = nowNanos;
        Gate output = belt;
        if (output != null && granted && !output.active) {
            output.set(true);
        }
    }

    private void run() {
        for (long nanos = look(clock.nanos()); nanos > 0; nanos = look(clock.nanos())) {
            LockSupport.parkNanos(this, nanos);
        }
    }

    /** What its thread does each time it wakes. @return how long it may sleep, 0 = for ever */
    synchronized long look(long nowNanos) {
        if (closed) {
            return 0;
        }
        long sleep = LONGEST_REST_NANOS;
        for (Gate gate : gates) {
            long left = gate.untilNanos - nowNanos;
            if (gate.active && left <= 0) {
                gate.set(false);
            } else if (gate.active) {
                sleep = Math.min(sleep, left);
            }
        }
        Gate output = belt;
        if (output != null && output.active && nowNanos - renewedAtNanos > LineBoard.LEASE_NANOS - LONGEST_REST_NANOS) {
            output.set(false);
            LOG.warn("the line was silent for too long; the belt's permit is taken");
        }
        wakeAtNanos = nowNanos + sleep;
        return sleep;
    }

    @Override
    public synchronized void close() {
        closed = true;
        gates.forEach(gate -> gate.set(false));
        permit(false);
        LockSupport.unpark(thread);
    }
}
