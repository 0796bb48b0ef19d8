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
import hubfloor.testing.BrokerUnderTest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A station whose disk runs full under load and gets room again. What its screen said is compared with its files, as
 * they stand while it is frozen on the full disk, and with central's book at the end.
 */
final class FullDiskStory {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int PER_SECOND = 50;

    private final Path dir;
    private final Path disk;
    private final String[] jvm;

    /** @param disk a small file system of its own; the other files of the story go into {@code dir} */
    FullDiskStory(Path dir, Path disk, String... jvm) {
        this.dir = dir;
        this.disk = disk;
        this.jvm = jvm;
    }

    /**
     * @param whileFull what the screen said from the last free page until there was room
     * @param untrue every sentence of the screen that the store or central's book does not bear out
     * @param greenAgainMs from room to the next green
     */
    record Outcome(List<Shown> whileFull, Set<String> untrue, long greenAgainMs, int exit) {
        Optional<Shown> red() {
            return whileFull.stream().filter(FullDiskStory::full).findFirst();
        }

        /** Numbers that turned green after the first red. */
        long greenAfterRed() {
            return whileFull.stream()
                    .dropWhile(s -> !full(s))
                    .filter(Shown::green)
                    .map(Shown::seq)
                    .distinct()
                    .count();
        }
    }

    private static boolean full(Shown shown) {
        return shown.reason().equals("full");
    }

    Outcome run() throws IOException {
        Path book = dir.resolve("ledger.db");
        Set<String> untrue = new TreeSet<>();
        Map<Long, String> greens;
        Set<String> reds;
        Outcome outcome;
        try (BrokerUnderTest broker = BrokerUnderTest.start();
                ScannerHand hand = ScannerHand.plugIn();
                Central central = Central.open(book, broker.port())) {
            DeviceFileOnDisk file = new DeviceFileOnDisk(dir)
                    .store(disk.resolve("events.db"))
                    .scanner(hand.port())
                    .broker(broker.port());
            try (StationProcess station = StationProcess.start(file.write(), jvm);
                    PageWatcher screen = PageWatcher.at(station.page())) {
                hand.keepScanning(PER_SECOND);
                screen.await("green", SOON, Shown::green);
                Path ballast = disk.resolve("ballast");
                fill(ballast);
                long filledAt = System.nanoTime();
                screen.await("four seconds on the full disk", SOON, s -> s.atNanos() - filledAt > 4_000_000_000L);
                station.program().signal("STOP"); // what the files hold now is what a kill would leave
                Map<Long, String> held = StoreFileCheck.parcels(file.storePath());
                List<Shown> whileFull = screen.since(filledAt);
                judge("on the full disk", screen.greens(), refused(screen), held, untrue);
                if (!held.containsKey(screen.stored())) {
                    untrue.add("on the full disk: the screen counts " + screen.stored() + " as stored");
                }
                station.program().signal("CONT");
                Files.delete(ballast);
                long freedAt = System.nanoTime();
                Shown green =
                        screen.await("green again without restart", SOON, s -> s.green() && s.atNanos() > freedAt);
                hand.rest();
                screen.await("all confirmed", SOON, s -> s.confirmed() >= s.stored());
                greens = screen.greens();
                reds = refused(screen);
                outcome = new Outcome(whileFull, untrue, (green.atNanos() - freedAt) / 1_000_000, station.stop());
            }
            central.goAway();
        }
        judge("at the end, central", greens, reds, LedgerBook.read(book).parcels(), untrue);
        return outcome;
    }

    /** Parcels of which the screen has said that they are not recorded. */
    private static Set<String> refused(PageWatcher screen) {
        return screen.since(0).stream()
                .filter(FullDiskStory::full)
                .map(Shown::text)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void judge(
            String where, Map<Long, String> greens, Set<String> reds, Map<Long, String> held, Set<String> untrue) {
        greens.forEach((seq, parcel) -> {
            if (!parcel.equals(held.get(seq))) {
                untrue.add(where + ": green for " + parcel + " as " + seq + ", held is " + held.get(seq));
            }
        });
        Collection<String> parcels = Set.copyOf(held.values());
        for (String parcel : reds) {
            if (parcels.contains(parcel)) {
                untrue.add(where + ": red for " + parcel + ", which is held");
            }
        }
    }

    /** Takes the disk's room to the last page. */
    private static void fill(Path ballast) throws IOException {
        try (OutputStream out = Files.newOutputStream(ballast)) {
            for (int size : new int[] {1 << 16, 1 << 12, 1}) {
                byte[] block = new byte[size];
                while (written(out, block)) {
                    // until this size no longer fits
                }
            }
        }
        assertThat(ballast.toFile().getUsableSpace()).isLessThan(4096);
    }

    private static boolean written(OutputStream out, byte[] block) {
        try {
            out.write(block);
            return true;
        } catch (IOException full) {
            return false;
        }
    }
}
