package hubfloor.sorter.main;

import hubfloor.adapter.pty.Pty;
import hubfloor.config.model.ReaderProtocols;
import hubfloor.config.model.ScannerConfig;
import hubfloor.config.model.ScannerProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A simulated scanner's end of a real pseudo-terminal: frames what it saw as its profile says and sends it, on its own
 * thread {@code scanner-sim-<name>}. What it sees while {@value #WAITING_MAX} telegrams wait is not sent, as by a
 * scanner without handshake.
 */
final class ScannerCable {
    private static final int WAITING_MAX = 64;

    private final ScannerConfig config;
    private final Pty cable;
    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Thread thread;
    private volatile boolean closing;

    private ScannerCable(ScannerConfig config, Pty cable) {
        this.config = config;
        this.cable = cable;
        thread = Thread.ofPlatform()
                .name("scanner-sim-" + config.name())
                .daemon()
                .unstarted(this::send);
    }

    static ScannerCable plugIn(ScannerConfig config) throws IOException {
        ScannerCable cable = new ScannerCable(config, Pty.open());
        cable.thread.start();
        return cable;
    }

    /** The scanner, on this cable's port. */
    ScannerConfig scanner() {
        return config.on(cable.path());
    }

    /** Only scanners that send lines are imagined here. Sends what one look at the belt showed; nothing when it saw nothing and has no word for that. */
    void sees(List<String> labels) {
        ScannerProfile profile = config.profile();
        if (!config.protocol().equals(ReaderProtocols.LINES)) {
            return;
        }
        if (labels.isEmpty()) {
            profile.noRead().stream().findFirst().ifPresent(this::frame);
        } else if (profile.separator().isPresent()) {
            frame(String.join(profile.separator().get(), labels));
        } else {
            labels.forEach(this::frame);
        }
    }

    private void frame(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64);
        out.writeBytes(HexFormat.of().parseHex(config.profile().prefix()));
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(HexFormat.of().parseHex(config.profile().suffix()));
        if (!waiting.offer(out.toByteArray())) {
            waiting.clear();
        }
    }

    private void send() {
        try {
            while (!closing) {
                byte[] telegram = waiting.poll(1, TimeUnit.SECONDS);
                if (telegram != null) {
                    cable.write(telegram);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException pulled) {
            if (!closing) {
                throw new IllegalStateException("the simulated cable broke: " + pulled.getMessage(), pulled);
            }
        }
    }

    void stop() throws InterruptedException {
        closing = true;
        thread.interrupt();
        thread.join(1_000);
        cable.close();
    }
}
