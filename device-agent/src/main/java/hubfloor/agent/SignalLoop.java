package hubfloor.agent;

import hubfloor.agent.SignalPattern.Step;
import hubfloor.agent.StaffFeedback.Light;
import hubfloor.port.Clock;
import hubfloor.port.DigitalOutput;
import hubfloor.port.LifeSign;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Plays lamp and buzzer patterns on its own thread, {@code signals}. A new result cuts the running pattern short: staff
 * must never see the light of the scan before. Outputs are dark when it ends, and when it falls
 * silent.
 */
public final class SignalLoop implements Runnable {
    private static final long RENEW_NANOS = 100_000_000L;

    private final LifeSign alive;
    private final AtomicReference<@Nullable SignalPattern> next = new AtomicReference<>(SignalPattern.DARK);
    private final Clock clock;
    private final SignalLease lease;
    private final Thread thread;
    private Step shown = SignalPattern.DARK.steps().getFirst();
    private volatile boolean stopping;

    /**
     * @param alive given by the thread that plays
     * @param leaseAlive given by the thread that watches it
     */
    public SignalLoop(
            DigitalOutput green,
            DigitalOutput red,
            DigitalOutput buzzer,
            Clock clock,
            LifeSign alive,
            LifeSign leaseAlive) {
        this.clock = clock;
        this.alive = alive;
        lease = new SignalLease("signal", List.of(green, red, buzzer), clock, leaseAlive);
        thread = Thread.ofPlatform().name("signals").daemon().unstarted(this);
    }

    public void start() {
        lease.start();
        thread.start();
    }

    /** Shows a result from now on; any thread, never blocks. */
    public void show(Light light) {
        next.set(SignalPattern.of(light));
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        while (!stopping) {
            alive.give();
            SignalPattern pattern = next.getAndSet(null);
            if (pattern == null) {
                hold(RENEW_NANOS);
            } else {
                play(pattern);
            }
        }
        set(SignalPattern.DARK.steps().getFirst());
    }

    /** Waits, but not past a new result; renews the lease often enough. */
    private void hold(long nanos) {
        long until = clock.nanos() + nanos;
        for (long left = nanos; left > 0 && !stopping && next.get() == null; left = until - clock.nanos()) {
            LockSupport.parkNanos(this, Math.min(left, RENEW_NANOS));
            if (!lease.renew()) {
                set(shown);
            }
        }
    }

    private void play(SignalPattern pattern) {
        for (Step step : pattern.steps()) {
            set(step);
            hold(step.holdMs() * 1_000_000L);
            if (stopping || next.get() != null) {
                return;
            }
        }
    }

    private void set(Step step) {
        shown = step;
        lease.set(step.green(), step.red(), step.buzzer());
    }

    public void stop() throws InterruptedException {
        stopping = true;
        LockSupport.unpark(thread);
        thread.join(1000);
        lease.stop();
    }
}
