package hubfloor.stories;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.floor.Central;
import hubfloor.floor.DeviceFileOnDisk;
import hubfloor.floor.LedgerBook;
import hubfloor.floor.PageWatcher;
import hubfloor.floor.PageWatcher.Shown;
import hubfloor.floor.ScannerHand;
import hubfloor.floor.StationProcess;
import hubfloor.floor.StoreFileCheck;
import hubfloor.floor.WireTap;
import hubfloor.testing.BrokerUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The broker was away for a shift; then everything must come, in order, while today's scans are seen as they happen.
 * {@code -Dhubfloor.backlog=1000000} is the full size. Figures are printed; with {@code -Dhubfloor.budgets=true}, on an
 * otherwise idle machine, the design's budgets for them are asserted as well.
 */
class BacklogTest {
    private static final int BACKLOG = Integer.getInteger("hubfloor.backlog", 20_000);
    private static final boolean BUDGETS = Boolean.getBoolean("hubfloor.budgets");
    private static final int WARM_UP = 2_000;
    private static final int LIVE_PER_SECOND = 5;
    /** From here on new events may overtake the backlog, as the delivery promise says. */
    private static final int LIVE_LANE_FROM = 50_000;

    private static final Duration LIMIT = Duration.ofSeconds(60 + BACKLOG / 500);

    @TempDir
    Path dir;

    @Test
    void shiftWithoutABrokerIsDeliveredInOrder() {
        Path book = dir.resolve("ledger.db");
        try (BrokerUnderTest broker = BrokerUnderTest.start();
                WireTap tap = WireTap.before(broker.port());
                ScannerHand hand = ScannerHand.plugIn()) {
            broker.kill9();
            DeviceFileOnDisk file =
                    new DeviceFileOnDisk(dir).scanner(hand.port()).broker(tap.port());
            Path device = file.write();
            try (StationProcess station = StationProcess.start(device);
                    PageWatcher screen = PageWatcher.at(station.page());
                    Central central = away(book, broker)) {
                hand.scan(WARM_UP);
                screen.await("warm", LIMIT, s -> s.stored() >= WARM_UP);
                long residentBefore = station.residentKib();
                AtomicLong residentMax = new AtomicLong(residentBefore);
                try (Sampler sampler = new Sampler(station, residentMax)) {
                    long scanStart = System.nanoTime();
                    hand.scan(BACKLOG);
                    Shown full = screen.await("all stored", LIMIT, s -> s.stored() >= WARM_UP + BACKLOG);
                    double storeSeconds = (full.atNanos() - scanStart) / 1e9;
                    long diskBytes = StoreFileCheck.bytes(file.storePath());
                    assertThat(full.handed()).isZero();

                    broker.restart();
                    central.comeBack();
                    Shown linked = screen.await("broker reached", LIMIT, Shown::linked);
                    hand.keepScanning(LIVE_PER_SECOND);
                    Shown drained = screen.await("backlog confirmed", LIMIT, s -> s.confirmed() >= full.stored());
                    double drainSeconds = (drained.atNanos() - linked.atNanos()) / 1e9;
                    hand.rest();
                    long lateMs = lateMs(screen.since(linked.atNanos()), full.stored(), tap);
                    screen.await("all confirmed", LIMIT, s -> s.confirmed() >= s.stored());
                    System.out.println("Central after the drain: " + central.figures());
                    central.goAway();
                    assertThat(sampler.running()).isTrue();
                    report(
                            storeSeconds,
                            (double) diskBytes / full.stored(),
                            full.stored() / drainSeconds,
                            lateMs,
                            residentBefore,
                            residentMax.get(),
                            tap.disorder());
                }
                assertThat(station.stop()).isIn(0, 143);
            }
            LedgerBook ledger = LedgerBook.read(book);
            assertThat(ledger.scannedParcels()).isEqualTo(hand.sent());
            assertThat(tap.reused()).isEmpty();
            if (BACKLOG < LIVE_LANE_FROM) {
                assertThat(tap.disorder()).as("first transmissions in order").isZero();
            }
        }
    }

    private static Central away(Path book, BrokerUnderTest broker) {
        Central central = Central.open(book, broker.port());
        central.goAway();
        return central;
    }

    /** How long after its green the slowest of the events scanned during the drain first went out. */
    private static long lateMs(List<Shown> shown, long backlog, WireTap tap) {
        return shown.stream()
                        .filter(s -> s.green() && s.seq() > backlog)
                        .mapToLong(s -> tap.firstAtNanos(s.seq()) - s.atNanos())
                        .filter(late -> late < 3_600_000_000_000L)
                        .max()
                        .orElse(0)
                / 1_000_000;
    }

    private static void report(
            double storeSeconds,
            double bytesEach,
            double drainPerSecond,
            long lateMs,
            long residentBefore,
            long residentMax,
            int disorder) {
        System.out.printf(
                "Backlog of %d: stored at %.0f/s, %.0f bytes of disk each, drained with receipts at %.0f/s, live events at"
                        + " most %d ms late, resident %d KiB, at most %d KiB more, %d passed by a live event%n",
                BACKLOG,
                BACKLOG / storeSeconds,
                bytesEach,
                drainPerSecond,
                lateMs,
                residentBefore,
                residentMax - residentBefore,
                disorder);
        if (BUDGETS) { // a small backlog's share of the log, 4 MiB, is no measure
            assertThat(bytesEach).as("bytes of disk each").isLessThan(500);
            assertThat(drainPerSecond).as("drained per second").isGreaterThan(20_000);
            assertThat(lateMs).as("live events late").isLessThan(5_000);
            assertThat(residentMax - residentBefore).as("KiB resident").isLessThan(16 * 1024);
        }
    }

    /** Looks at the station's resident memory ten times a second. */
    private static final class Sampler implements AutoCloseable {
        private final Thread thread;
        private volatile boolean closed;

        Sampler(StationProcess station, AtomicLong max) {
            thread = Thread.ofPlatform().name("sampler").daemon().start(() -> {
                while (!closed) {
                    max.accumulateAndGet(station.residentKib(), Math::max);
                    LockSupport.parkNanos(100_000_000);
                }
            });
        }

        boolean running() {
            return thread.isAlive();
        }

        @Override
        public void close() {
            closed = true;
            try {
                thread.join(2_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
