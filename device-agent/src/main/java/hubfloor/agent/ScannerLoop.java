package hubfloor.agent;

import hubfloor.config.model.ReaderProtocols;
import hubfloor.config.model.ScannerConfig;
import hubfloor.port.Clock;
import hubfloor.port.LifeSign;
import hubfloor.port.SerialLine;
import hubfloor.port.SerialLine.PortUnavailable;
import hubfloor.reader.ReaderCodec;
import hubfloor.reader.ReaderCommand;
import hubfloor.reader.ReaderMessage;
import hubfloor.reader.ReaderMessage.Broken;
import hubfloor.reader.ReaderMessage.Heartbeat;
import hubfloor.reader.ReaderMessage.Reply;
import hubfloor.reader.ReaderMessage.Trouble;
import hubfloor.reader.ReaderOutput;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Owns one reader's port: opens it by its stable path, reads it on its own thread {@code scan-<name>}, asks a reader
 * that wants to be asked, and finds it again within {@value #REOPEN_MS} ms of its return when somebody pulled the plug.
 * What was half sent when the plug was pulled is dropped, never joined to what comes after.
 */
public final class ScannerLoop implements Runnable {
    /** How often an absent port is looked for. */
    static final int REOPEN_MS = 250;

    private static final int READ_BYTES = 4096;
    private static final int IDLE_READ_MS = 1000;
    /** Heartbeats or answers that may fail to come in a row. */
    private static final int MISSED_MAX = 3;
    /** A polled reader is not called silent before this, however often it is asked. */
    private static final long SILENT_AFTER_NANOS = 3_000_000_000L;

    private final ScannerConfig config;
    private final ReaderCodec codec;
    private final SerialLine.Opener opener;
    private final ReadingTaker taker;
    private final ScannerWatch watch;
    private final Clock clock;
    private final LifeSign alive;
    private final Thread thread;
    private final List<ReaderMessage> messages = new ArrayList<>();
    private final Queue<byte[]> sending = new ArrayDeque<>();
    private final ReaderOutput output = new Kept();
    private final long silentLimitNanos;
    private final boolean scansCodes;
    private final int lookEveryMs;

    private volatile boolean stopping;
    private volatile @Nullable SerialLine line;
    private long heardAtNanos;
    private long polledAtNanos;
    private boolean silent;
    /** It was told to read, or nobody tells it. */
    private boolean reading;

    public ScannerLoop(
            ScannerConfig config,
            ReaderCodec codec,
            SerialLine.Opener opener,
            ReadingTaker taker,
            ScannerWatch watch,
            Clock clock,
            LifeSign alive) {
        this.config = config;
        this.codec = codec;
        this.opener = opener;
        this.taker = taker;
        this.watch = watch;
        this.clock = clock;
        this.alive = alive;
        scansCodes = config.protocol().equals(ReaderProtocols.LINES);
        lookEveryMs = taker.lookEveryMs(config.name());
        long answers = codec.pollEveryMs() * 1_000_000L * MISSED_MAX;
        silentLimitNanos = config.profile()
                .heartbeatEvery()
                .filter(every -> scansCodes)
                .map(every -> every.toNanos() * MISSED_MAX)
                .orElse(answers == 0 ? Long.MAX_VALUE : Math.max(answers, SILENT_AFTER_NANOS));
        thread = Thread.ofPlatform().name("scan-" + config.name()).daemon().unstarted(this);
    }

    /** Keeps what the driver says and wants sent until the driver is done. */
    private final class Kept implements ReaderOutput {
        @Override
        public void message(ReaderMessage message) {
            messages.add(message);
        }

        @Override
        public void send(byte[] bytes) {
            sending.add(bytes.clone());
        }
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
                    LockSupport.parkNanos(this, Math.min(REOPEN_MS, taker.dueInMs()) * 1_000_000L);
                    taker.tick();
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
            polledAtNanos = heardAtNanos;
            watch.connected(config.name());
            return opened;
        } catch (PortUnavailable absent) {
            watch.absent(config.name(), String.valueOf(absent.getMessage()));
            return null;
        }
    }

    private void readUntilGone(SerialLine open) throws InterruptedException {
        byte[] bytes = new byte[READ_BYTES];
        int quietMs = 0;
        codec.opened(output);
        begin();
        while (!stopping && sent(open)) {
            alive.give();
            follow();
            int wait = wait(quietMs);
            int n = open.read(bytes, wait);
            if (n < 0) {
                break;
            }
            if (n == 0) {
                quietMs += wait;
                listen(quietMs);
            } else {
                quietMs = 0;
                heard();
                codec.feed(bytes, n, output);
            }
            deliver();
            poll();
            taker.tick();
        }
        messages.clear();
        sending.clear();
        codec.opened(message -> {});
        hangUp();
        if (!stopping) {
            watch.lost(config.name());
        }
    }

    /** How long the next read may wait: for a frame's rest, the next question, or what the taker has to do. */
    private int wait(int quietMs) {
        int wait = codec.pending() ? Math.max(1, codec.silenceMs() - quietMs) : IDLE_READ_MS;
        if (codec.pollEveryMs() > 0) {
            long sincePollMs = (clock.nanos() - polledAtNanos) / 1_000_000L;
            wait = (int) Math.min(wait, Math.max(1, codec.pollEveryMs() - sincePollMs));
        }
        return Math.max(1, Math.min(Math.min(wait, lookEveryMs), taker.dueInMs()));
    }

    private void begin() {
        reading = taker.wanted(config.name());
        if (lookEveryMs != Integer.MAX_VALUE) {
            tell();
        }
    }

    /** Starts and stops the reader as is wanted; one that does not read owes no answer. */
    private void follow() {
        if (lookEveryMs == Integer.MAX_VALUE) {
            return;
        }
        if (taker.wanted(config.name()) != reading) {
            reading = !reading;
            tell();
        }
        if (!reading) {
            heardAtNanos = clock.nanos();
        }
    }

    /** One that is asked is only no longer asked. */
    private void tell() {
        if (codec.pollEveryMs() == 0) {
            codec.command(reading ? ReaderCommand.START : ReaderCommand.STOP, output);
        }
    }

    private void listen(int quietMs) throws InterruptedException {
        if (codec.pending() && quietMs >= codec.silenceMs()) {
            codec.silence(output);
        }
        if (!silent && clock.nanos() - heardAtNanos > silentLimitNanos) {
            silent = true;
            watch.silent(config.name());
        }
    }

    private void poll() {
        long now = clock.nanos();
        if (reading && codec.pollEveryMs() > 0 && now - polledAtNanos >= codec.pollEveryMs() * 1_000_000L) {
            polledAtNanos = now;
            codec.command(ReaderCommand.POLL, output);
        }
    }

    /** @return false when the port is gone */
    private boolean sent(SerialLine open) {
        for (byte[] bytes = sending.poll(); bytes != null; bytes = sending.poll()) {
            if (!open.write(bytes)) {
                return false;
            }
        }
        return true;
    }

    private void deliver() throws InterruptedException {
        for (ReaderMessage message : messages) {
            switch (message) {
                case Broken broken -> watch.garbled(config.name(), broken, scansCodes);
                case Reply reply -> watch.replied(config.name(), reply);
                case Trouble trouble -> watch.trouble(config.name(), trouble);
                case Heartbeat alive -> {
                    // any byte already counts as heard
                }
                default -> {
                    watch.well(config.name());
                    taker.read(config.name(), message);
                }
            }
        }
        messages.clear();
    }

    private void heard() throws InterruptedException {
        heardAtNanos = clock.nanos();
        if (silent) {
            silent = false;
            watch.heardAgain(config.name());
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
