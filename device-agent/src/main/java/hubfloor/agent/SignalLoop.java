package hubfloor.agent;

import hubfloor.agent.SignalPattern.Step;
import hubfloor.agent.StaffFeedback.Light;
import hubfloor.port.DigitalOutput;
import hubfloor.port.LifeSign;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Plays lamp and buzzer patterns on its own thread, {@code signals}. A new result cuts the running pattern short: staff
 * must never see the light of the scan before. Outputs are dark when it ends.
 */
public final class SignalLoop implements Runnable {
    private final DigitalOutput green;
    private final DigitalOutput red;
    private final DigitalOutput buzzer;
    private final LifeSign alive;
    private final AtomicReference<@Nullable SignalPattern> next = new AtomicReference<>(SignalPattern.DARK);
    private final Thread thread;
    private volatile boolean stopping;

    public SignalLoop(DigitalOutput green, DigitalOutput red, DigitalOutput buzzer, LifeSign alive) {
        this.green = green;
        this.red = red;
        this.buzzer = buzzer;
        this.alive = alive;
        thread = Thread.ofPlatform().name("signals").daemon().unstarted(this);
    }

    public void start() {
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
                LockSupport.parkNanos(this, LifeSign.WAIT_MAX_NANOS);
            } else {
                play(pattern);
            }
        }
        set(SignalPattern.DARK.steps().getFirst());
    }

    private void play(SignalPattern pattern) {
        for (Step step : pattern.steps()) {
            set(step);
            if (step.holdMs() > 0) {
                LockSupport.parkNanos(this, step.holdMs() * 1_000_000L);
            }
            if (stopping || next.get() != null) {
                return;
            }
        }
    }

    private void set(Step step) {
        green.set(step.green());
        red.set(step.red());
        buzzer.set(step.buzzer());
    }

    public void stop() throws InterruptedException {
        stopping = true;
        LockSupport.unpark(thread);
        thread.join(1000);
    }
}
