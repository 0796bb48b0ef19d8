package hubfloor.demo;

import hubfloor.adapter.pty.Pty;
import hubfloor.config.model.ScannerProfile;
import hubfloor.port.Clock;
import hubfloor.sim.model.ParcelLabels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A scanner that nobody holds: writes labels down a real pseudo-terminal at a steady rate, on its own thread
 * {@code scanner-sim}. The station reads them with the same code as a USB scanner's.
 */
final class SimulatedScanner {
    private final Pty cable;
    private final ScannerProfile profile;
    private final boolean idle;
    private final ParcelLabels labels;
    private final Clock clock;
    private final long periodNanos;
    private final Thread thread;
    private final AtomicLong sent = new AtomicLong();
    private volatile boolean stopping;

    /** @param perSecond 0 = it lies there, and says so where its profile has a word for that */
    SimulatedScanner(Pty cable, ScannerProfile profile, ParcelLabels labels, Clock clock, double perSecond) {
        this.cable = cable;
        this.profile = profile;
        this.labels = labels;
        this.clock = clock;
        idle = perSecond == 0;
        periodNanos = idle ? profile.heartbeatEvery().orElse(Duration.ofDays(1)).toNanos() : (long) (1e9 / perSecond);
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
                if (!idle) {
                    send(labels.next());
                    sent.incrementAndGet();
                } else if (!profile.heartbeat().isEmpty()) {
                    send(profile.heartbeat().getFirst());
                }
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

    private void send(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64);
        out.writeBytes(HexFormat.of().parseHex(profile.prefix()));
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(HexFormat.of().parseHex(profile.suffix()));
        cable.write(out.toByteArray());
    }

    /** Puts the scanner down; what it has sent stays sent. */
    void stop() throws InterruptedException {
        stopping = true;
        LockSupport.unpark(thread);
        thread.join(2000);
    }
}
