package hubfloor.agent;

import hubfloor.port.Clock;
import hubfloor.port.DigitalOutput;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lamp's outputs, leased: when the thread that plays patterns does not {@link #renew} for {@link #LEASE_NANOS}, all
 * go dark, by a thread of their own, {@code signal-lease}. A green light that nobody tends would be a lie.
 */
final class SignalLease {
    static final long LEASE_NANOS = 250_000_000L;
    private static final long LOOK_NANOS = 50_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger(SignalLease.class);

    private final List<DigitalOutput> outputs;
    private final Clock clock;
    private final Thread watch;
    private volatile long renewedAtNanos;
    private volatile boolean lapsed;
    private volatile boolean closed;

    SignalLease(List<DigitalOutput> outputs, Clock clock) {
        this.outputs = List.copyOf(outputs);
        this.clock = clock;
        renewedAtNanos = clock.nanos();
        watch = Thread.ofPlatform().name("signal-lease").daemon().unstarted(this::watch);
    }

    void start() {
        renewedAtNanos = clock.nanos();
        watch.start();
    }

    /** @return false when the outputs had gone dark meanwhile and want to be set anew */
    boolean renew() {
        renewedAtNanos = clock.nanos();
        boolean was = lapsed;
        lapsed = false;
        return !was;
    }

    private void watch() {
        while (!closed) {
            look(clock.nanos());
            LockSupport.parkNanos(this, LOOK_NANOS);
        }
    }

    /** What the lease's own thread does each time it wakes; the last look before the lease is over acts. */
    void look(long nowNanos) {
        if (!lapsed && !closed && nowNanos - renewedAtNanos > LEASE_NANOS - LOOK_NANOS) {
            lapsed = true;
            dark();
            LOG.warn("the lamp's thread was silent for too long; the lamp is dark");
        }
    }

    private void dark() {
        outputs.forEach(output -> output.set(false));
    }

    void stop() {
        closed = true;
        dark();
        LockSupport.unpark(watch);
    }
}
