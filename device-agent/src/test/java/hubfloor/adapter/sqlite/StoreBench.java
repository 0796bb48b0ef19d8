package hubfloor.adapter.sqlite;

import hubfloor.event.Event;
import hubfloor.event.StoredEvent;
import hubfloor.port.EventStore;
import hubfloor.port.EventStoreContract;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures the store beside a bare fdatasync on the same disk: {@code StoreBench DIRECTORY [seconds]}. Singles: one
 * event waits for the last; 64 and 256: so many in flight; flat out: as the queue allows; paced: 200 a second.
 */
final class StoreBench {
    private StoreBench() {}

    public static void main(String[] args) throws Exception {
        Path directory = Files.createDirectories(Path.of(args[0]));
        long nanos = (args.length > 1 ? Long.parseLong(args[1]) : 3) * 1_000_000_000L;
        PrintStream out = System.out;
        baseline(directory.resolve("baseline"), out);
        long t0 = System.nanoTime();
        Floor.Open open = Floor.open(directory.resolve("bench.db"));
        out.printf("first open %.1f ms%n", (System.nanoTime() - t0) / 1e6);
        for (int window : new int[] {1, 64, 256, EventStore.QUEUE_MAX, 1, 64, 256, EventStore.QUEUE_MAX}) {
            run(open.store(), window, nanos, 0, out);
        }
        run(open.store(), 64, nanos, 5_000_000, out);
        long stored = open.store().progress().stored();
        long bytes = Files.size(directory.resolve("bench.db")) + Files.size(directory.resolve("bench.db-wal"));
        out.printf("%d events, %.0f bytes of disk each, log included%n", stored, bytes / (double) stored);
        long r0 = System.nanoTime();
        int read = 0;
        for (long from = 1; ; ) {
            var page = open.store().read(from, 500);
            if (page.isEmpty()) {
                break;
            }
            read += page.size();
            from = page.getLast().seq() + 1;
        }
        out.printf("read back %.0f rows/s%n", read / ((System.nanoTime() - r0) / 1e9));
        open.close();
        long t1 = System.nanoTime();
        Floor.open(directory.resolve("bench.db")).close();
        out.printf("open and close again %.1f ms%n", (System.nanoTime() - t1) / 1e6);
    }

    private static void baseline(Path file, PrintStream out) throws Exception {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer page = ByteBuffer.allocate(4096);
            for (int i = 0; i < 1_000; i++) {
                channel.write(page.clear(), i * 4096L);
            }
            channel.force(true);
            long[] took = new long[5_000];
            for (int i = 0; i < took.length; i++) {
                channel.write(page.clear(), i % 1_000 * 4096L);
                long t0 = System.nanoTime();
                channel.force(false);
                took[i] = System.nanoTime() - t0;
            }
            Arrays.sort(took);
            out.printf("fdatasync p50 %.3f p99 %.3f ms%n", took[2_500] / 1e6, took[4_950] / 1e6);
        }
    }

    private static void run(SqliteEventStore store, int window, long nanos, long pace, PrintStream out)
            throws Exception {
        Event event = EventStoreContract.event(1);
        Semaphore room = new Semaphore(window);
        int max = 2_000_000;
        long[] took = new long[max];
        int sent = 0;
        CountDownLatch failed = new CountDownLatch(1);
        long start = System.nanoTime();
        while (sent < max && System.nanoTime() - start < nanos && failed.getCount() == 1) {
            if (pace > 0) {
                LockSupport.parkNanos(pace);
            }
            room.acquire();
            int slot = sent++;
            long at = System.nanoTime();
            store.append(event, new EventStore.Outcome() {
                @Override
                public void stored(StoredEvent e) {
                    took[slot] = System.nanoTime() - at;
                    room.release();
                }

                @Override
                public void refused(EventStore.Refusal why) {
                    failed.countDown();
                    room.release();
                }
            });
        }
        room.acquire(window);
        double seconds = (System.nanoTime() - start) / 1e9;
        long[] sorted = Arrays.copyOf(took, sent);
        Arrays.sort(sorted);
        out.printf(
                "%-10s %9.0f rows/s  p50 %.3f  p99 %.3f  max %.1f ms%s%n",
                pace > 0 ? "paced" : window + " flying",
                sent / seconds,
                sorted[sent / 2] / 1e6,
                sorted[(int) (sent * 0.99)] / 1e6,
                sorted[sent - 1] / 1e6,
                failed.getCount() == 0 ? "  REFUSED" : "");
    }
}
