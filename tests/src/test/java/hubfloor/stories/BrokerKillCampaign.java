package hubfloor.stories;

import hubfloor.floor.Central;
import hubfloor.floor.DeviceFileOnDisk;
import hubfloor.floor.LedgerBook;
import hubfloor.floor.PageWatcher;
import hubfloor.floor.ScannerHand;
import hubfloor.floor.StationProcess;
import hubfloor.floor.WireTap;
import hubfloor.testing.BrokerUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A station under 200 scans a second whose broker is killed every few seconds and comes back remembering nothing. At
 * every fifth kill central is away as well: what the broker acknowledged then is in nobody's hands but the station's.
 */
final class BrokerKillCampaign {
    private static final int PER_SECOND = 200;
    private static final int CENTRAL_AWAY_EVERY = 5;
    /** More than 1,024 events, which a station still has in memory after it has deleted them. */
    private static final int CENTRAL_AWAY_MS = 8_000;

    private final Path dir;
    private final Random random;
    private final String[] jvm;
    private int kills;

    BrokerKillCampaign(Path dir, long seed, String... jvm) {
        this.dir = dir;
        this.random = new Random(seed);
        this.jvm = jvm;
    }

    /**
     * @param lost scanned, and not held by central when the time to drain was over
     * @param orderKept central's numbers count the parcels in the order they were scanned
     * @param disorder first transmissions with a lower number than one before
     * @param reused numbers sent with two contents
     * @param missing numbers the station gave out and central does not hold
     */
    record Outcome(
            int kills,
            int sent,
            int held,
            int lost,
            boolean orderKept,
            int disorder,
            int reused,
            long missing,
            long transmissions,
            long duplicates,
            long drainMs) {}

    Outcome run(Duration load, Duration drainLimit) {
        Path book = dir.resolve("ledger.db");
        try (BrokerUnderTest broker = BrokerUnderTest.start();
                WireTap tap = WireTap.before(broker.port());
                ScannerHand hand = ScannerHand.plugIn();
                Central central = Central.open(book, broker.port())) {
            Path device = new DeviceFileOnDisk(dir)
                    .scanner(hand.port())
                    .broker(tap.port())
                    .write();
            try (StationProcess station = StationProcess.start(device, jvm);
                    PageWatcher screen = PageWatcher.at(station.page())) {
                screen.await("broker reached", Duration.ofSeconds(20), PageWatcher.Shown::linked);
                hand.keepScanning(PER_SECOND);
                killNowAndThen(broker, central, System.nanoTime() + load.toNanos());
                hand.rest();
                long restedAt = System.nanoTime();
                long stored = drain(screen, central, hand.sent().size(), drainLimit);
                long drainMs = (System.nanoTime() - restedAt) / 1_000_000;
                station.stop();
                central.goAway();
                return outcome(LedgerBook.read(book), hand.sent(), tap, stored, drainMs);
            }
        }
    }

    private void killNowAndThen(BrokerUnderTest broker, Central central, long end) {
        while (System.nanoTime() < end) {
            pause(1_000 + random.nextInt(2_500));
            boolean centralToo = ++kills % CENTRAL_AWAY_EVERY == 1;
            if (centralToo) {
                central.goAway();
                pause(CENTRAL_AWAY_MS);
            }
            broker.kill9();
            pause(random.nextInt(1_000));
            broker.restart();
            if (centralToo) {
                central.comeBack();
            }
        }
    }

    /** @return the highest number the station gave out */
    private static long drain(PageWatcher screen, Central central, int sent, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        // every scan has a number; numbers above are the station's own words
        while (System.nanoTime() < end && (screen.stored() < sent || central.through() < screen.stored())) {
            pause(20);
        }
        return screen.stored();
    }

    private Outcome outcome(LedgerBook ledger, List<String> sent, WireTap tap, long stored, long drainMs) {
        List<String> held = ledger.scannedParcels();
        Set<String> known = new HashSet<>(held);
        int lost = (int) sent.stream().filter(parcel -> !known.contains(parcel)).count();
        return new Outcome(
                kills,
                sent.size(),
                held.size(),
                lost,
                held.equals(sent),
                tap.disorder(),
                tap.reused().size(),
                ledger.missingThrough(stored),
                tap.transmissions(),
                ledger.duplicates(),
                drainMs);
    }

    private static void pause(int ms) {
        long end = System.nanoTime() + ms * 1_000_000L;
        for (long left = ms * 1_000_000L; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
