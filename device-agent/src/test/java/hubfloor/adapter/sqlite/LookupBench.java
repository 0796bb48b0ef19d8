package hubfloor.adapter.sqlite;

import hubfloor.advice.Clocks;
import hubfloor.advice.FeedBook.Mark;
import hubfloor.advice.ParcelNews;
import hubfloor.advice.ParcelNews.CustomsWord;
import hubfloor.advice.Routing;
import hubfloor.config.model.CustomsStatus;
import hubfloor.port.HubStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Measures what asking for one parcel among many costs, alone and while news is being written as fast as it goes, and
 * what the table costs in memory and on disk. Argument: parcels (2,000,000).
 */
public final class LookupBench {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final int LOOKUPS = 200_000;

    private LookupBench() {}

    public static void main(String[] arguments) throws Exception {
        int parcels = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000_000;
        Path folder = Files.createTempDirectory("lookup");
        Path file = folder.resolve("hub");
        try (HubStore small = SqliteHubStore.open(folder.resolve("small"), 10_000, Duration.ofDays(7))) {
            fill(small, 10_000);
            look(small, 10_000, "10,000 parcels, to warm up");
        }
        System.gc();
        long before = residentKib();
        try (HubStore store = SqliteHubStore.open(file, parcels + 1L, Duration.ofDays(7))) {
            long start = System.nanoTime();
            fill(store, parcels);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "%,d parcels kept in %.0f s, %,.0f a second; %.0f bytes each on disk%n",
                    store.parcels(), seconds, parcels / seconds, (double) Files.size(file) / parcels);
            look(store, parcels, "alone");
            AtomicBoolean stop = new AtomicBoolean();
            Thread news = Thread.ofPlatform().start(() -> update(store, parcels, stop));
            look(store, parcels, "while news is written");
            stop.set(true);
            news.join();
            System.gc();
            System.out.printf("resident +%.1f MiB against a table of 10,000%n", (residentKib() - before) / 1024.0);
        }
    }

    private static void fill(HubStore store, int parcels) throws Exception {
        List<ParcelNews> letter = new ArrayList<>();
        long seq = 0;
        for (int i = 0; i < parcels; i++) {
            letter.add(news(i, 1));
            if (letter.size() == 256 || i == parcels - 1) {
                store.take("bench", new Mark("0123456789abcdef", ++seq, List.of()), letter, NOON);
                letter.clear();
            }
        }
    }

    private static void update(HubStore store, int parcels, AtomicBoolean stop) {
        SplittableRandom random = new SplittableRandom(2);
        long seq = 1_000_000;
        try {
            while (!stop.get()) {
                List<ParcelNews> letter = new ArrayList<>();
                for (int i = 0; i < 256; i++) {
                    letter.add(news(random.nextInt(parcels), seq));
                }
                store.take("bench", new Mark("0123456789abcdef", ++seq, List.of()), letter, NOON);
            }
        } catch (HubStore.HubStoreFailed e) {
            throw new IllegalStateException(e);
        }
    }

    /** Numbers as far apart as real ones: the order in which they come says nothing about their place in the table. */
    private static String subject(int i) {
        return "s10/RR%09dMY".formatted((i * 611_953_117L + 7) % 1_000_000_000L);
    }

    private static ParcelNews news(int i, long sequence) {
        Clocks clocks =
                new Clocks(NOON.minusSeconds(i % 90_000), NOON.minusSeconds(i % 9_000), NOON.plusSeconds(i % 90_000));
        Routing routing = new Routing(sequence, "BE", "4460", "express", 1_250, i % 10, i % 3 == 0, clocks);
        return new ParcelNews(
                subject(i), Optional.of(routing), Optional.of(new CustomsWord(CustomsStatus.RELEASED, sequence, NOON)));
    }

    private static void look(HubStore store, int parcels, String when) throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        long[] nanos = new long[LOOKUPS];
        int found = 0;
        for (int i = 0; i < LOOKUPS; i++) {
            String subject = subject(random.nextInt(parcels));
            long from = System.nanoTime();
            found += store.find(subject).isPresent() ? 1 : 0;
            nanos[i] = System.nanoTime() - from;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%s: %,d of %,d found; p50 %.0f us, p99 %.0f us, p99.9 %.0f us, max %.1f ms%n",
                when,
                found,
                LOOKUPS,
                nanos[LOOKUPS / 2] / 1e3,
                nanos[LOOKUPS / 100 * 99] / 1e3,
                nanos[LOOKUPS / 1000 * 999] / 1e3,
                nanos[LOOKUPS - 1] / 1e6);
    }

    private static long residentKib() throws Exception {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
