package hubfloor.stories;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.floor.Central;
import hubfloor.floor.DeviceFileOnDisk;
import hubfloor.floor.LedgerBook;
import hubfloor.floor.PageWatcher;
import hubfloor.floor.ScannerHand;
import hubfloor.floor.StationProcess;
import hubfloor.floor.StoreFileCheck;
import hubfloor.floor.WireTap;
import hubfloor.testing.Await;
import hubfloor.testing.BrokerUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The station is killed at random instants, start-up included, while a scanner sends 200 codes a second; in every other
 * round the broker is dead too, so that only the store can know. {@code -Dhubfloor.rounds=200} is the full size.
 *
 * <p>Accepted is what staff were told: four screens, each looking ten times a second, keep every green (number and
 * parcel) and the highest number shown as stored, which promises all numbers up to it. What went over the wire is
 * recorded besides, because it too says "committed". What was scanned while the station was down was not accepted.
 */
class StationKilledTest {
    private static final int ROUNDS = Integer.getInteger("hubfloor.rounds", 6);
    private static final int SCREENS = 4;
    private static final int PER_SECOND = 200;

    @TempDir
    Path dir;

    private final List<PageWatcher> screens = new ArrayList<>();
    private final Map<Long, String> greens = new TreeMap<>();
    private final Set<Long> contradictions = new HashSet<>();
    private long promised;

    @Test
    void stationKilledAtAnyInstantLosesNothingItAccepted() {
        long seed = Long.getLong("hubfloor.seed", System.nanoTime());
        Random random = new Random(seed);
        Path book = dir.resolve("ledger.db");
        int killedBeforeReady = 0;
        try (BrokerUnderTest broker = BrokerUnderTest.start();
                WireTap tap = WireTap.before(broker.port());
                ScannerHand hand = ScannerHand.plugIn();
                Central central = Central.open(book, broker.port())) {
            DeviceFileOnDisk file =
                    new DeviceFileOnDisk(dir).scanner(hand.port()).broker(tap.port());
            Path device = file.write();
            hand.keepScanning(PER_SECOND);
            for (int round = 0; round < ROUNDS; round++) {
                boolean brokerToo = round % 2 == 1;
                if (brokerToo) {
                    broker.kill9();
                }
                killedBeforeReady += killOnce(device, random) ? 0 : 1;
                assertThat(StoreFileCheck.integrity(file.storePath()))
                        .as("seed %d round %d: integrity_check", seed, round)
                        .isEqualTo("ok");
                if (brokerToo) {
                    broker.restart();
                }
            }
            drain(device, hand, central);
            central.goAway();
            LedgerBook ledger = LedgerBook.read(book);
            report(ledger, hand, tap, killedBeforeReady);
            verify(seed, ledger, hand.sent(), tap);
        }
    }

    /** @return whether the station had opened its page before it died */
    private boolean killOnce(Path device, Random random) {
        long delayNanos = 300_000_000L + random.nextLong(2_700_000_000L);
        long killAt = System.nanoTime() + delayNanos;
        boolean ready = false;
        try (StationProcess station = StationProcess.launch(device, List.of())) {
            while (System.nanoTime() < killAt) {
                if (!ready && station.program().lines().stream().anyMatch(line -> line.contains("  page "))) {
                    ready = true;
                    for (int n = 0; n < SCREENS; n++) {
                        screens.add(PageWatcher.at(station.page()));
                    }
                }
                LockSupport.parkNanos(Math.min(5_000_000, Math.max(1, killAt - System.nanoTime())));
            }
            assertThat(station.program().runs())
                    .as(() -> "the station runs until it is killed: "
                            + station.program().lines())
                    .isTrue();
            station.program().kill9();
        }
        screens.forEach(this::rememberAndClose);
        screens.clear();
        return ready;
    }

    private void rememberAndClose(PageWatcher screen) {
        promised = Math.max(promised, screen.stored());
        screen.greens().forEach((seq, parcel) -> {
            String before = greens.put(seq, parcel);
            if (before != null && !before.equals(parcel)) {
                contradictions.add(seq);
            }
        });
        screen.close();
    }

    private void drain(Path device, ScannerHand hand, Central central) {
        try (StationProcess station = StationProcess.start(device);
                PageWatcher screen = PageWatcher.at(station.page())) {
            hand.rest();
            String last = hand.scan();
            PageWatcher.Shown shown = screen.await(
                    "the last scan",
                    Duration.ofSeconds(30),
                    s -> s.green() && s.text().equals(last));
            screen.await("all confirmed by central", Duration.ofSeconds(60), s -> s.confirmed() >= shown.stored());
            Await.until("central reports it", Duration.ofSeconds(5), () -> central.through() >= shown.seq());
            rememberAndClose(screen);
            assertThat(station.stop()).isIn(0, 143);
        }
    }

    private void report(LedgerBook ledger, ScannerHand hand, WireTap tap, int killedBeforeReady) {
        System.out.printf(
                "StationKilled: %d kills (%d before ready), %d sent, %d accepted as shown, %d greens seen, %d at the"
                        + " ledger, %d of the accepted missing, %d numbers reused, %d transmissions%n",
                ROUNDS,
                killedBeforeReady,
                hand.sent().size(),
                promised,
                greens.size(),
                ledger.entries().size(),
                ledger.missingThrough(promised),
                tap.reused().size() + contradictions.size() + ledger.conflicts(),
                tap.transmissions());
    }

    private void verify(long seed, LedgerBook ledger, List<String> sent, WireTap tap) {
        String why = "seed " + seed;
        assertThat(promised).as(why).isPositive();
        assertThat(greens).as(why).isNotEmpty();
        assertThat(ledger.epochs()).as(why + ": one store, one epoch").isEqualTo(1);
        assertThat(ledger.missingThrough(promised))
                .as(why + ": accepted and lost")
                .isZero();
        assertThat(ledger.notAsPromised(greens))
                .as(why + ": green, but another parcel at central")
                .isEmpty();
        assertThat(tap.reused()).as(why + ": number used twice").isEmpty();
        assertThat(contradictions).as(why + ": number shown for two parcels").isEmpty();
        assertThat(ledger.conflicts()).as(why).isZero();
        assertThat(tap.differing(ledger)).as(why + ": held otherwise than sent").isZero();
        List<String> parcels = ledger.scannedParcels();
        // A line cut by a kill leaves its end in the cable; it is read as a text of its own, at most one a round.
        List<String> known =
                parcels.stream().filter(new HashSet<>(sent)::contains).toList();
        assertThat(parcels.size() - known.size()).as(why + ": torn lines").isLessThanOrEqualTo(ROUNDS + 1);
        assertThat(known)
                .as(why + ": order of scanning")
                .isSubsetOf(sent)
                .isSorted()
                .doesNotHaveDuplicates();
    }
}
