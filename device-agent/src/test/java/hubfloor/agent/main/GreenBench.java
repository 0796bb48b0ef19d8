package hubfloor.agent.main;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.pty.Pty;
import hubfloor.config.load.DeviceFile;
import hubfloor.config.load.Loaded;
import hubfloor.config.model.DeviceConfig;
import hubfloor.port.ProcessKeeper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures scan to green: from before the barcode's bytes are written to a pseudo-terminal until the station's feedback
 * says green, 200 times a second, no broker; between the scans one write and flush of 4 KiB on the same disk, to
 * compare. Arguments: scans, and the directory whose disk is meant.
 */
public final class GreenBench {
    private static final int WARM_UP = 1_000;
    private static final long EVERY_NANOS = 5_000_000;

    private GreenBench() {}

    public static void main(String[] arguments) throws Exception {
        int scans = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 4_000;
        Path parent = Path.of(arguments.length > 1 ? arguments[1] : System.getProperty("java.io.tmpdir"));
        Path dir = Files.createTempDirectory(parent, "green");
        try (Pty pty = Pty.open();
                FileChannel disk =
                        FileChannel.open(dir.resolve("flush"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            Station station = Station.start(
                    config(dir, pty.path()), "bench", new SystemClock(), ProcessKeeper.Absent.KEEPER, null);
            long[] green = new long[scans];
            long[] flush = new long[scans];
            for (int n = -WARM_UP; n < scans; n++) {
                long next = System.nanoTime() + EVERY_NANOS;
                long took = scan(station, pty, n + WARM_UP + 1L);
                long flushed = flush(disk, n & 255);
                if (n >= 0) {
                    green[n] = took;
                    flush[n] = flushed;
                }
                LockSupport.parkNanos(next - System.nanoTime());
            }
            report("scan to green", green);
            report("write and flush of 4 KiB", flush);
            station.stop();
        }
    }

    private static long scan(Station station, Pty pty, long n) throws IOException {
        byte[] bytes = label(n).getBytes(StandardCharsets.US_ASCII);
        long before = station.feedback().last().seq();
        long start = System.nanoTime();
        pty.write(bytes);
        while (station.feedback().last().seq() == before) {
            Thread.onSpinWait();
        }
        return System.nanoTime() - start;
    }

    private static long flush(FileChannel disk, int block) throws IOException {
        long start = System.nanoTime();
        disk.write(ByteBuffer.allocate(4_096), block * 4_096L);
        disk.force(false);
        return System.nanoTime() - start;
    }

    /** An SSCC, its check digit after GS1 General Specifications 7.9.1. */
    private static String label(long n) {
        String body = "%017d".formatted(n);
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum += (body.charAt(i) - '0') * (i % 2 == 0 ? 3 : 1);
        }
        return "00" + body + (10 - sum % 10) % 10 + "\r\n";
    }

    private static DeviceConfig config(Path dir, String port) throws IOException {
        Path file = dir.resolve("device.yaml");
        Files.writeString(file, """
                format: 1
                device: {hub: kul, zone: bench, id: st-01}
                store: {path: "%s/events.db"}
                broker: {uri: "mqtt://127.0.0.1:9", receipts-from: []}
                scanners:
                  - {name: hand, port: "%s", profile: plain-crlf}
                """.formatted(dir, port));
        if (DeviceFile.load(file) instanceof Loaded.Accepted<DeviceConfig> accepted) {
            return accepted.value();
        }
        throw new IllegalStateException("the bench's own device file was refused");
    }

    private static void report(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                "%s: p50 %d us, p90 %d us, p99 %d us, max %d us%n",
                what,
                nanos[nanos.length / 2] / 1_000,
                nanos[nanos.length * 9 / 10] / 1_000,
                nanos[nanos.length * 99 / 100] / 1_000,
                nanos[nanos.length - 1] / 1_000);
    }
}
