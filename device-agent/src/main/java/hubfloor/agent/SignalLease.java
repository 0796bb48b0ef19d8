package hubfloor.agent;

import hubfloor.port.Clock;
import hubfloor.port.DigitalOutput;
import hubfloor.port.LifeSign;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lamp's outputs, leased: when the thread that plays patterns does not {@link #renew} for {@link #LEASE_NANOS}, all
 * go dark, by a thread of their own, {@code signal-lease} or {@code wall-lease}. A light that nobody tends would be a lie.
 */
final class SignalLease {
    static final long LEASE_NANOS = 250_000_000L;
    private static final long LOOK_NANOS = 50_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger(SignalLease.class);

    private final String name;
    private final List<DigitalOutput> outputs;
    private final Clock clock;
    private final LifeSign alive;
    private final Thread watch;
    /** Held by whoever sets the outputs: both at once could leave a lamp dark that the other thinks lit. */
    private final ReentrantLock setting = new ReentrantLock();

    private volatile long renewedAtNanos;
    private volatile boolean lapsed;
    private volatile boolean closed;

    /**
     * @param name of what is leased; the thread is called by it
     * @param alive given by the lease's own thread: a lamp that nobody watches may stay lit
     */
    SignalLease(String name, List<DigitalOutput> outputs, Clock clock, LifeSign alive) {
        this.name = name;
        this.outputs = List.copyOf(outputs);
        this.clock = clock;
        this.alive = alive;
        renewedAtNanos = clock.nanos();
        watch = Thread.ofPlatform().name(name + "-lease").daemon().unstarted(this::watch);
    }

    void start() {
        renewedAtNanos = clock.nanos();
        watch.start();
    }

    /** Sets the outputs, in the lease's order, and renews it. */
    void set(boolean... active) {
        setting.lock();
        try {
            renewedAtNanos = clock.nanos();
            lapsed = false;
            for (int i = 0; i < active.length; i++) {
                outputs.get(i).set(active[i]);
            }
        } finally {
            setting.unlock();
        }
    }

    /** @return false when the outputs had gone dark meanwhile and want to be set anew */
    boolean renew() {
        renewedAtNanos = clock.nanos();
        return !lapsed;
    }

    private void watch() {
        while (!closed) {
            alive.give();
            look(clock.nanos());
            LockSupport.parkNanos(this, LOOK_NANOS);
        }
    }

    /**
     * What the lease's own thread does each time it wakes; the last look before the lease is over acts, even when the
     * other thread hangs in the middle of setting.
     */
    void look(long nowNanos) {
        if (lapsed || closed || nowNanos - renewedAtNanos <= LEASE_NANOS - LOOK_NANOS) {
            return;
        }
        boolean alone = setting.tryLock();
        try {
            if (nowNanos - renewedAtNanos > LEASE_NANOS - LOOK_NANOS) { // not if it was set just now
                lapsed = true;
                dark();
                LOG.warn("the thread of {} lights was silent for too long; they are dark", name);
            }
        } finally {
            if (alone) {
                setting.unlock();
            }
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
