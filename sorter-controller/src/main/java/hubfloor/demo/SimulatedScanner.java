package hubfloor.demo;

import hubfloor.adapter.pty.Pty;
import hubfloor.port.Clock;
import hubfloor.sim.model.ParcelLabels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A scanner that nobody holds: writes labels down a real pseudo-terminal at a steady rate, on its own thread
 * {@code scanner-sim}. The station reads them with the same code as a USB scanner's.
 */
final class SimulatedScanner {
    private final Pty cable;
    private final ParcelLabels labels;
    private final Clock clock;
    private final long periodNanos;
    private final Thread thread;
    private final AtomicLong sent = new AtomicLong();
    private volatile boolean stopping;

    SimulatedScanner(Pty cable, ParcelLabels labels, Clock clock, double perSecond) {
        this.cable = cable;
        this.labels = labels;
        this.clock = clock;
        periodNanos = (long) (1e9 / perSecond);
        thread = Thread.ofPlatform().name("scanner-sim").daemon().unstarted(this::scan);
    }

    void start() {
        thread.start();
    }

    long sent() {
        return sent.get();
    }

    private void scan() {
        long due = clock.nanos();
        try {
            while (!stopping) {
                cable.write((labels.next() + "\r\n").getBytes(StandardCharsets.US_ASCII));
                sent.incrementAndGet();
                due += periodNanos;
                for (long wait = due - clock.nanos(); wait > 0 && !stopping; wait = due - clock.nanos()) {
                    LockSupport.parkNanos(this, wait);
                }
            }
        } catch (IOException pulled) {
            if (!stopping) {
                throw new IllegalStateException("the simulated cable broke: " + pulled.getMessage(), pulled);
            }
        }
    }

    /** Puts the scanner down; what it has sent stays sent. */
    void stop() throws InterruptedException {
        stopping = true;
        LockSupport.unpark(thread);
        thread.join(2000);
    }
}
