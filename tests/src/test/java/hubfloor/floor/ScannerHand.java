package hubfloor.floor;

import hubfloor.adapter.pty.Pty;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A person with a scanner: sends labels down a pseudo-terminal and remembers each, in order. Every label is a valid
 * SSCC that no other parcel of the test has. When the station is down and the cable's buffer is full, the hand waits.
 */
public final class ScannerHand implements AutoCloseable {
    private static final String SHIPPER = "19521141";

    private final Pty cable;
    private final List<String> sent = new ArrayList<>();
    private long serial;
    private @Nullable Thread arm;
    private volatile boolean resting = true;

    private ScannerHand(Pty cable, long firstSerial) {
        this.cable = cable;
        serial = firstSerial;
    }

    public static ScannerHand plugIn() {
        return plugIn(1);
    }

    /** A hand that takes up scanning at this parcel, for a scanner that comes back. */
    public static ScannerHand plugIn(long firstSerial) {
        try {
            return new ScannerHand(Pty.open(), firstSerial);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String port() {
        return cable.path();
    }

    /** The SSCC of the n-th parcel, 18 digits with check digit. */
    public static String sscc(long serial) {
        String body = SHIPPER + String.format("%09d", serial);
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum += (body.charAt(i) - '0') * (i % 2 == 0 ? 3 : 1);
        }
        return body + (10 - sum % 10) % 10;
    }

    /** Scans the next parcel and tells its SSCC. */
    public String scan() {
        String sscc;
        synchronized (sent) {
            sscc = sscc(serial++);
            sent.add(sscc);
        }
        send(("00" + sscc + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return sscc;
    }

    /** Scans this many parcels as fast as the cable takes them. */
    public void scan(int parcels) {
        for (int left = parcels; left > 0; ) {
            StringBuilder lines = new StringBuilder();
            synchronized (sent) {
                for (int n = Math.min(left, 100); n > 0; n--, left--) {
                    String sscc = sscc(serial++);
                    sent.add(sscc);
                    lines.append("00").append(sscc).append("\r\n");
                }
            }
            send(lines.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Sends these bytes, whatever they are; nothing is remembered. */
    public void send(byte[] bytes) {
        try {
            cable.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Scans at a steady rate until {@link #rest}. */
    public void keepScanning(int perSecond) {
        resting = false;
        arm = Thread.ofPlatform().name("hand").daemon().start(() -> {
            long period = 1_000_000_000L / perSecond;
            long due = System.nanoTime();
            while (!resting) {
                scan();
                due = Math.max(due + period, System.nanoTime() - period * 20); // after a wait, no long burst
                for (long wait = due - System.nanoTime(); wait > 0 && !resting; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(this, wait);
                }
            }
        });
    }

    /** Puts the scanner down; the station must be reading, or the last scan stays in the hand. */
    public void rest() {
        Thread moving = arm;
        resting = true;
        if (moving != null) {
            join(moving, 20_000);
            arm = null;
        }
    }

    private static void join(Thread thread, long limitMs) {
        try {
            thread.join(limitMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new AssertionError("the hand cannot put the scanner down: nobody reads");
        }
    }

    /** SSCCs in the order they were scanned. */
    public List<String> sent() {
        synchronized (sent) {
            return List.copyOf(sent);
        }
    }

    public long nextSerial() {
        synchronized (sent) {
            return serial;
        }
    }

    /** Pulls the plug. A hand that still waits for a reader is released by reading what it sends. */
    @Override
    public void close() {
        Thread moving = arm;
        resting = true;
        if (moving != null && moving.isAlive()) {
            Thread.ofPlatform().name("cable-drain").daemon().start(this::drain);
            join(moving, 5_000);
        }
        cable.close();
    }

    private void drain() {
        try (InputStream in = new FileInputStream(cable.path())) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException pulled) {
            // the cable is gone, which ends this thread
        }
    }
}
