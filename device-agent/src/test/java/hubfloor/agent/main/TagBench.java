package hubfloor.agent.main;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.sqlite.FailureListener;
import hubfloor.adapter.sqlite.SqliteEventStore;
import hubfloor.agent.LlrpLoop;
import hubfloor.config.model.StoreConfig;
import hubfloor.epc.EpcDecoder;
import hubfloor.event.Event;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.event.StoredEvent;
import hubfloor.parcel.Candidate;
import hubfloor.parcel.Identifier;
import hubfloor.port.EventStore;
import hubfloor.port.LifeSign;
import hubfloor.reader.ReaderMessage;
import hubfloor.reader.ReaderMessage.TagRead;
import hubfloor.testing.PlayedReaders;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures 200 tags a second from four played LLRP readers at once: from before the reader sends a tag until its event
 * is committed and flushed; each tag a parcel of its own, so every one must become an event. Readers, sockets, session,
 * EPC, identification and store are the real ones; joining reads to parcels is not part of it, because that waits on
 * purpose. The processor's share includes the four played readers. Argument: seconds.
 */
public final class TagBench {
    private static final int READERS = 4;
    private static final int PER_SECOND = 200;
    private static final int WARM_UP_SECONDS = 10;

    private final SystemClock clock = new SystemClock();
    private final Identifier identifier = new Identifier(Gs1Files.shipped());
    private final JsonWireFormat wire = new JsonWireFormat();
    private final AtomicInteger stored = new AtomicInteger();
    private final AtomicLongArray storedAt;
    private final EventStore store;

    private TagBench(Path dir, int tags) throws Exception {
        storedAt = new AtomicLongArray(tags);
        StoreConfig config = new StoreConfig(dir.resolve("events.db"), 512, 0, Duration.ofHours(1), Duration.ZERO);
        FailureListener failures = words -> {
            throw new IllegalStateException(words);
        };
        store = SqliteEventStore.open(config, List.of(), clock, failures, LifeSign.UNWATCHED);
    }

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
        int tags = (seconds + WARM_UP_SECONDS) * PER_SECOND;
        new TagBench(Files.createTempDirectory("tags"), tags).run(tags);
    }

    private void run(int tags) throws Exception {
        PlayedReaders readers = new PlayedReaders(READERS, Told::new, clock);
        long[] sentAt = new long[tags];
        long next = System.nanoTime();
        long cpu = 0;
        long wall = 0;
        for (int n = 0; n < tags; n++) {
            if (n == WARM_UP_SECONDS * PER_SECOND) {
                cpu = cpuNanos();
                wall = System.nanoTime();
            }
            sentAt[n] = System.nanoTime();
            readers.see(n, PlayedReaders.epc(n));
            next += 1_000_000_000L / PER_SECOND;
            LockSupport.parkNanos(next - System.nanoTime());
        }
        long used = cpuNanos() - cpu;
        long took = System.nanoTime() - wall;
        long until = System.nanoTime() + 5_000_000_000L;
        while (stored.get() < tags && System.nanoTime() < until) {
            LockSupport.parkNanos(1_000_000);
        }
        report(tags, sentAt);
        System.out.printf("processor: %.1f %% of a core%n", 100.0 * used / took);
        readers.stop();
        store.close();
    }

    private void report(int tags, long[] sentAt) {
        int from = WARM_UP_SECONDS * PER_SECOND;
        long[] took = new long[tags - from];
        int lost = 0;
        for (int n = from; n < tags; n++) {
            took[n - from] = storedAt.get(n) - sentAt[n];
            lost += storedAt.get(n) == 0 ? 1 : 0;
        }
        Arrays.sort(took);
        System.out.printf(
                "%d tags from %d readers, %d lost: seen to stored p50 %d us, p99 %d us, max %d us%n",
                took.length,
                READERS,
                lost,
                took[took.length / 2] / 1_000,
                took[took.length * 99 / 100] / 1_000,
                took[took.length - 1] / 1_000);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static int number(String epc) {
        return (int) (Long.parseLong(epc, 10, 18, 16) >> 1);
    }

    private final class Told implements LlrpLoop.Listener {
        private final String name;

        private Told(String name) {
            this.name = name;
        }

        @Override
        public void connected() {}

        @Override
        public void absent(String words) {
            System.err.println(name + " absent: " + words);
        }

        @Override
        public void lost(String words) {
            System.err.println(name + " lost: " + words);
        }

        @Override
        public void said(ReaderMessage message, long connection) throws InterruptedException {
            if (message instanceof TagRead tag) {
                Candidate best = identifier
                        .tag(EpcDecoder.decode(tag.epc()).elements())
                        .candidates()
                        .getFirst();
                byte[] data = wire.flat(Map.of("reader", name, "epc", tag.epc()));
                String subject = best.scheme() + "/" + best.value();
                store.append(
                        new Event(EventFamily.SCAN, EventClass.CUSTODY, "scan.read.v1", subject, clock.stamp(), data),
                        new Kept(number(tag.epc())));
            }
        }
    }

    private final class Kept implements EventStore.Outcome {
        private final int n;

        private Kept(int n) {
            this.n = n;
        }

        @Override
        public void stored(StoredEvent event) {
            storedAt.set(n, System.nanoTime());
            stored.incrementAndGet();
        }

        @Override
        public void refused(EventStore.Refusal why) {
            throw new IllegalStateException("refused: " + why);
        }
    }
}
