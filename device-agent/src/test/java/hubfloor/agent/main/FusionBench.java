package hubfloor.agent.main;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.json.ScanJson;
import hubfloor.adapter.sqlite.SqliteEventStore;
import hubfloor.agent.Faults;
import hubfloor.agent.LlrpEar;
import hubfloor.agent.OperatorDesk;
import hubfloor.agent.ScanFlow;
import hubfloor.agent.ScannerWatch;
import hubfloor.agent.StaffFeedback;
import hubfloor.agent.StationReads;
import hubfloor.agent.TagIdentifier;
import hubfloor.config.model.ReadingConfig;
import hubfloor.config.model.StoreConfig;
import hubfloor.event.StoredEvent;
import hubfloor.parcel.Identifier;
import hubfloor.port.EventStore;
import hubfloor.port.LifeSign;
import hubfloor.testing.PlayedReaders;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures 200 tag reads a second from four played LLRP readers through a station's fusion to flushed events: parcel
 * after parcel, each with one tag that all four readers see, 120 sightings in 400 ms and then 200 ms of nothing, joined
 * in the usual window of 500 ms. A read is lost when no event counts it. The time is from the end of a parcel's window,
 * before which nothing may be said of it, until its event is committed and flushed. The processor's share includes the
 * four played readers. Argument: seconds.
 */
public final class FusionBench {
    private static final int READERS = 4;
    private static final int READS = 120;
    private static final long PARCEL_EVERY = 600_000_000L;
    private static final long READ_FOR = 400_000_000L;
    private static final Duration WINDOW = Duration.ofMillis(500);
    private static final int WARM_UP = 20;
    private static final Pattern COUNT = Pattern.compile("\"count\":(\\d+)");

    private final SystemClock clock = new SystemClock();
    private final Identifier identifier = new Identifier(Gs1Files.shipped());
    private final List<StoredEvent> events = new ArrayList<>();
    private final List<Long> storedAt = new ArrayList<>();
    private final EventStore store;

    private FusionBench(Path dir) throws Exception {
        StoreConfig config = new StoreConfig(dir.resolve("events.db"), 512, 0, Duration.ofHours(1), Duration.ZERO);
        store = SqliteEventStore.open(
                config,
                List.of(),
                clock,
                words -> {
                    throw new IllegalStateException(words);
                },
                LifeSign.UNWATCHED);
        store.onCommit(this::committed);
    }

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
        int parcels = (int) (seconds * 1_000_000_000L / PARCEL_EVERY) + WARM_UP;
        new FusionBench(Files.createTempDirectory("fusion")).run(parcels);
    }

    private synchronized void committed(List<StoredEvent> batch) {
        long now = System.nanoTime();
        for (StoredEvent event : batch) {
            if (event.event().type().startsWith("scan.")) {
                events.add(event);
                storedAt.add(now);
            }
        }
    }

    private synchronized int stored() {
        return events.size();
    }

    private void run(int parcels) throws Exception {
        StaffFeedback feedback = new StaffFeedback(null);
        JsonWireFormat wire = new JsonWireFormat();
        StationReads reads = new StationReads(
                new ScanFlow(identifier, store, clock, feedback, ScanJson::bytes, subject -> Optional.empty()),
                new OperatorDesk(store, clock, wire::flat),
                new TagIdentifier(identifier),
                clock,
                new ReadingConfig(WINDOW, Duration.ofSeconds(3), 0));
        ScannerWatch watch = new ScannerWatch(store, clock, feedback, new Faults(), wire::flat);
        PlayedReaders readers = new PlayedReaders(READERS, name -> new LlrpEar(name, reads, watch), clock);
        long[] firstAt = new long[parcels];
        long begin = System.nanoTime();
        long cpu = 0;
        long wall = 0;
        for (int parcel = 0; parcel < parcels; parcel++) {
            if (parcel == WARM_UP) {
                cpu = cpuNanos();
                wall = System.nanoTime();
            }
            for (int read = 0; read < READS; read++) {
                at(begin + parcel * PARCEL_EVERY + read * READ_FOR / READS);
                firstAt[parcel] = read == 0 ? System.nanoTime() : firstAt[parcel];
                readers.see(read, PlayedReaders.epc(parcel));
            }
        }
        at(begin + parcels * PARCEL_EVERY);
        long used = cpuNanos() - cpu;
        long took = System.nanoTime() - wall;
        long until = System.nanoTime() + 5_000_000_000L;
        while (stored() < parcels && System.nanoTime() < until) {
            LockSupport.parkNanos(1_000_000);
        }
        readers.stop();
        report(parcels, firstAt);
        System.out.printf("processor: %.1f %% of a core%n", 100.0 * used / took);
        store.close();
    }

    private synchronized void report(int parcels, long[] firstAt) {
        long counted = 0;
        long[] took = new long[Math.max(1, events.size() - WARM_UP)];
        for (int i = 0; i < events.size(); i++) {
            Matcher count = COUNT.matcher(new String(events.get(i).event().data(), StandardCharsets.UTF_8));
            while (count.find()) {
                counted += Long.parseLong(count.group(1));
            }
            if (i >= WARM_UP && i < parcels) {
                took[i - WARM_UP] = storedAt.get(i) - firstAt[i] - WINDOW.toNanos();
            }
        }
        Arrays.sort(took);
        System.out.printf(
                "%d reads of %d parcels from %d readers: %d events count %d reads, %d lost; window's end to stored p50 %d us, p99 %d us, max %d us%n",
                (long) parcels * READS,
                parcels,
                READERS,
                events.size(),
                counted,
                (long) parcels * READS - counted,
                took[took.length / 2] / 1_000,
                took[took.length * 99 / 100] / 1_000,
                took[took.length - 1] / 1_000);
    }

    private static void at(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
