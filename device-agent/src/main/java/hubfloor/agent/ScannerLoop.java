package hubfloor.agent;

import hubfloor.config.model.ScannerConfig;
import hubfloor.port.Clock;
import hubfloor.port.LifeSign;
import hubfloor.port.SerialLine;
import hubfloor.port.SerialLine.PortUnavailable;
import hubfloor.reader.ReaderMessage;
import hubfloor.reader.ReaderMessage.Broken;
import hubfloor.reader.ReaderMessage.Codes;
import hubfloor.reader.ReaderMessage.Heartbeat;
import hubfloor.reader.ReaderMessage.Reply;
import hubfloor.reader.ScannerFramer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Owns one scanner's port: opens it by its stable path, reads it on its own thread {@code scan-<name>}, and finds it
 * again within {@value #REOPEN_MS} ms of its return when somebody pulled the plug. A line half sent when the plug was
 * pulled is dropped, never joined to what comes after.
 */
public final class ScannerLoop implements Runnable {
    /** How often an absent port is looked for. */
    static final int REOPEN_MS = 250;

    private static final int READ_BYTES = 4096;
    private static final int IDLE_READ_MS = 1000;
    private static final int MISSED_HEARTBEATS = 3;

    private final ScannerConfig config;
    private final SerialLine.Opener opener;
    private final ScanTaker taker;
    private final ScannerWatch watch;
    private final Clock clock;
    private final LifeSign alive;
    private final ScannerFramer framer;
    private final Thread thread;
    private final List<ReaderMessage> telegrams = new ArrayList<>();
    private final long heartbeatLimitNanos;

    private volatile boolean stopping;
    private volatile @Nullable SerialLine line;
    private long heardAtNanos;
    private boolean silent;

    public ScannerLoop(
            ScannerConfig config,
            SerialLine.Opener opener,
            ScanTaker taker,
            ScannerWatch watch,
            Clock clock,
            LifeSign alive) {
        this.config = config;
        this.opener = opener;
        this.taker = taker;
        this.watch = watch;
        this.clock = clock;
        this.alive = alive;
        framer = new ScannerFramer(config.profile());
        heartbeatLimitNanos = config.profile()
                .heartbeatEvery()
                .map(every -> every.toNanos() * MISSED_HEARTBEATS)
                .orElse(Long.MAX_VALUE);
        thread = Thread.ofPlatform().name("scan-" + config.name()).daemon().unstarted(this);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                alive.give();
                SerialLine opened = open();
                if (opened == null) {
                    LockSupport.parkNanos(this, REOPEN_MS * 1_000_000L);
                } else {
                    readUntilGone(opened);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            hangUp();
        }
    }

    private @Nullable SerialLine open() throws InterruptedException {
        try {
            SerialLine opened = opener.open(config.port(), config.baud());
            line = opened;
            heardAtNanos = clock.nanos();
            watch.connected(config.name());
            return opened;
        } catch (PortUnavailable absent) {
            watch.absent(config.name(), String.valueOf(absent.getMessage()));
            return null;
        }
    }

    private void readUntilGone(SerialLine open) throws InterruptedException {
        byte[] bytes = new byte[READ_BYTES];
        int interByteMs = (int) config.profile().interByte().toMillis();
        while (!stopping) {
            alive.give();
            int n = open.read(bytes, framer.pending() ? interByteMs : IDLE_READ_MS);
            if (n < 0) {
                break;
            }
            if (n == 0) {
                framer.silence(telegrams::add);
                listenForHeartbeat();
            } else {
                heard();
                framer.feed(bytes, n, telegrams::add);
            }
            deliver();
        }
        framer.reset();
        hangUp();
        if (!stopping) {
            watch.lost(config.name());
        }
    }

    private void deliver() throws InterruptedException {
        for (ReaderMessage telegram : telegrams) {
            switch (telegram) {
                case Codes codes -> taker.scanned(config.name(), codes);
                case Broken broken -> watch.garbled(config.name(), broken);
                case Reply reply -> watch.replied(config.name(), reply);
                case Heartbeat alive -> {
                    // any byte already counts as heard
                }
                default -> throw new IllegalStateException("a plain scanner's framer made " + telegram);
            }
        }
        telegrams.clear();
    }

    private void heard() throws InterruptedException {
        heardAtNanos = clock.nanos();
        if (silent) {
            silent = false;
            watch.heardAgain(config.name());
        }
    }

    private void listenForHeartbeat() throws InterruptedException {
        if (!silent && clock.nanos() - heardAtNanos > heartbeatLimitNanos) {
            silent = true;
            watch.silent(config.name());
        }
    }

    private void hangUp() {
        SerialLine open = line;
        line = null;
        if (open != null) {
            open.close();
        }
    }

    /** Stops reading; a read that waits is released by closing its port. */
    public void stop() throws InterruptedException {
        stopping = true;
        LockSupport.unpark(thread);
        SerialLine open = line;
        if (open != null) {
            open.close();
        }
        thread.join(2000);
    }
}
