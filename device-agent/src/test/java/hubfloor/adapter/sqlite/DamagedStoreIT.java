package hubfloor.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.event.StoredEvent;
import hubfloor.port.EventStoreContract.Told;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to the files: all events are read in full, or the old store is kept aside and that is declared. */
class DamagedStoreIT {
    private static final int EVENTS = 1_500;

    @TempDir
    Path directory;

    @Test
    void everyCorruptionIsReadInFullOrDeclared() throws Exception {
        long seed = Long.getLong("hubfloor.seed", 20261122L);
        Path cleanly = Files.createDirectory(directory.resolve("clean"));
        try (Floor.Open open = Floor.open(cleanly.resolve("events.db"))) {
            Floor.append(open, EVENTS);
        }
        Path killed = directory.resolve("killed");
        copyOfLiveStore(killed);
        int declared = 0;
        for (int round = 0; round < 200; round++) {
            Random random = new Random(seed + round);
            Path copy = directory.resolve("round");
            copy(round % 2 == 0 ? cleanly : killed, copy);
            String harm = harm(copy.resolve("events.db"), random);
            declared += judge(copy.resolve("events.db"), harm + ", seed " + seed + " round " + round) ? 1 : 0;
            delete(copy);
        }
        assertThat(declared).as("harm was done at all").isGreaterThan(60);
    }

    /** @return true when declared; opening may need a second start, when the damage shows only while reading */
    private static boolean judge(Path store, String what) throws Exception {
        for (int start = 1; start <= 2; start++) {
            try (Floor.Open open = Floor.open(store)) {
                List<StoredEvent> first = open.store().read(1, 1);
                if (open.failures().isEmpty()
                        && !first.isEmpty()
                        && first.getFirst().event().type().equals("device.store-replaced.v1")) {
                    assertThat(kept(store)).as(what).isNotEmpty();
                    assertThat(Floor.append(open, 1).getFirst().event().seq()).isEqualTo(2);
                    return true;
                }
                if (open.failures().isEmpty() && readsInFull(open)) {
                    return false;
                }
                assertThat(open.failures()).as("silently incomplete: " + what).isNotEmpty();
            }
        }
        throw new AssertionError("crash loop: " + what);
    }

    private static boolean readsInFull(Floor.Open open) throws Exception {
        long next = 1;
        for (List<StoredEvent> page = open.store().read(1, 500);
                !page.isEmpty();
                page = open.store().read(next, 500)) {
            for (StoredEvent e : page) {
                if (e.seq() != next
                        || !new String(e.event().data(), StandardCharsets.UTF_8)
                                .startsWith("{\"n\":" + (next - 1) % EVENTS + ",")) {
                    return false;
                }
                next++;
            }
        }
        return next == EVENTS + 1 && open.failures().isEmpty();
    }

    private static String harm(Path store, Random random) throws IOException {
        Path log = Beside.file(store, "-wal");
        Path victim = Files.exists(log) && random.nextBoolean() ? log : store;
        return switch (random.nextInt(5)) {
            case 0 -> {
                flip(victim, random, 1 + random.nextInt(8));
                yield "bits flipped in " + victim.getFileName();
            }
            case 1 -> {
                try (RandomAccessFile file = new RandomAccessFile(victim.toFile(), "rw")) {
                    file.seek(random.nextLong(file.length() / 4096) * 4096);
                    file.write(new byte[4096]);
                }
                yield "zeroed page in " + victim.getFileName();
            }
            case 2 -> {
                try (RandomAccessFile file = new RandomAccessFile(victim.toFile(), "rw")) {
                    file.setLength(random.nextLong(file.length()));
                }
                yield "truncated " + victim.getFileName();
            }
            case 3 -> {
                byte[] junk = new byte[20_000];
                random.nextBytes(junk);
                Files.write(store, junk);
                yield "another file in its place";
            }
            default -> {
                try (RandomAccessFile file = new RandomAccessFile(victim.toFile(), "rw")) {
                    byte[] junk = new byte[4096];
                    random.nextBytes(junk);
                    file.seek(random.nextLong(file.length()));
                    file.write(junk);
                }
                yield "junk in " + victim.getFileName();
            }
        };
    }

    private static void flip(Path victim, Random random, int bits) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(victim.toFile(), "rw")) {
            for (int i = 0; i < bits; i++) {
                long at = random.nextLong(file.length());
                file.seek(at);
                int old = file.read();
                file.seek(at);
                file.write(old ^ 1 << random.nextInt(8));
            }
        }
    }

    @Test
    void restoredBackupBeginsANewEpoch() throws Exception {
        Path store = directory.resolve("events.db");
        String epoch;
        try (Floor.Open open = Floor.open(store)) {
            epoch = open.store().epoch();
            Floor.append(open, 100);
        }
        Path backup = directory.resolve("backup.db");
        Files.copy(store, backup);
        try (Floor.Open open = Floor.open(store)) {
            assertThat(open.store().epoch()).isEqualTo(epoch);
            assertThat(Floor.append(open, 3).getFirst().event().seq()).isEqualTo(101);
        }
        Files.copy(backup, store, StandardCopyOption.REPLACE_EXISTING);
        assertDeclared(store, epoch, "older copy");
    }

    @Test
    void deletedLogBeginsANewEpoch() throws Exception {
        Path live = directory.resolve("live");
        copyOfLiveStore(live);
        Files.delete(live.resolve("events.db-wal"));
        assertDeclared(live.resolve("events.db"), null, "log");
    }

    @Test
    void logFoldedInByAToolAfterAKillIsHarmless() throws Exception {
        Path live = directory.resolve("live");
        copyOfLiveStore(live);
        Sqlite.builder(live.resolve("events.db")).close();
        try (Connection tool = Sqlite.builder(live.resolve("events.db"))) {
            assertThat(Sqlite.number(tool, "SELECT count(*) FROM event")).isEqualTo(EVENTS);
        }
        assertThat(live.resolve("events.db-wal")).doesNotExist();
        try (Floor.Open open = Floor.open(live.resolve("events.db"))) {
            assertThat(readsInFull(open)).isTrue();
        }
    }

    @Test
    void deletedStoreIsDeclared() throws Exception {
        Path store = directory.resolve("events.db");
        try (Floor.Open open = Floor.open(store)) {
            Floor.append(open, 5);
        }
        Files.delete(store);
        assertDeclared(store, null, "gone");
    }

    @Test
    void claimOfUnknownNumbersKeepsTheFileAndDeclares() throws Exception {
        Path store = directory.resolve("events.db");
        try (Floor.Open open = Floor.open(store)) {
            String epoch = open.store().epoch();
            Floor.append(open, 20);
            assertThat(open.store().receipted(Floor.CENTRAL, 21)).isFalse();
            assertThat(open.store().epoch()).isNotEqualTo(epoch);
            StoredEvent first = open.store().read(1, 1).getFirst();
            assertThat(new String(first.event().data(), StandardCharsets.UTF_8))
                    .contains("\"oldEpoch\":\"" + epoch + "\"", "\"oldLastSeq\":20", "receipt through 21");
            assertThat(kept(store)).hasSize(1);
            try (Connection old = Sqlite.builder(kept(store).getFirst().resolve("events.db"))) {
                assertThat(Sqlite.number(old, "SELECT count(*) FROM event")).isEqualTo(20);
            }
            assertThat(Floor.append(open, 1).getFirst().event().seq()).isEqualTo(2);
        }
    }

    @Test
    void newerStoreIsRefusedWithoutChangingAByte() throws Exception {
        Path store = directory.resolve("events.db");
        try (Floor.Open open = Floor.open(store)) {
            Floor.append(open, 5);
        }
        try (Connection newer = Sqlite.builder(store)) {
            Sqlite.run(newer, "PRAGMA user_version=2");
        }
        byte[] before = Files.readAllBytes(store);
        assertThatThrownBy(() -> Floor.open(store))
                .isInstanceOf(StoreRefused.class)
                .hasMessageContaining("newer agent");
        assertThat(Files.readAllBytes(store)).isEqualTo(before);
        assertThat(kept(store)).isEmpty();
    }

    @Test
    void secondOwnerIsRefusedByName() throws Exception {
        Path store = directory.resolve("events.db");
        try (Floor.Open open = Floor.open(store)) {
            assertThatThrownBy(() -> Floor.open(store))
                    .isInstanceOf(StoreInUse.class)
                    .hasMessageContaining(
                            "in this process, " + ProcessHandle.current().pid());
            Path out = directory.resolve("out.txt");
            Process child = Child.start(store, 1, 10, out, List.of());
            assertThat(Child.finish(child)).isEqualTo(1);
            assertThat(Files.readString(directory.resolve("err.txt")))
                    .contains("in use by process " + ProcessHandle.current().pid());
            assertThat(Floor.append(open, 1).getFirst().event().seq()).isEqualTo(1);
        }
    }

    private static void assertDeclared(Path store, @org.jspecify.annotations.Nullable String oldEpoch, String why)
            throws Exception {
        try (Floor.Open open = Floor.open(store)) {
            StoredEvent first = open.store().read(1, 1).getFirst();
            assertThat(first.event().type()).isEqualTo("device.store-replaced.v1");
            String data = new String(first.event().data(), StandardCharsets.UTF_8);
            assertThat(data).contains(why);
            if (oldEpoch != null) {
                assertThat(data).contains("\"oldEpoch\":\"" + oldEpoch + "\"");
                assertThat(open.store().epoch()).isNotEqualTo(oldEpoch);
            }
            assertThat(Floor.append(open, 1).getFirst().event().seq()).isEqualTo(2);
        }
    }

    /** The files as a killed process leaves them. */
    private void copyOfLiveStore(Path to) throws Exception {
        Path from = Files.createDirectories(directory.resolve("running"));
        try (Floor.Open open = Floor.open(from.resolve("events.db"))) {
            List<Told> told = Floor.append(open, EVENTS);
            assertThat(told).allMatch(t -> t.why() == null);
            copy(from, to);
        }
    }

    private static List<Path> kept(Path store) throws IOException {
        try (Stream<Path> all = Files.list(Beside.directory(store))) {
            return all.filter(p -> p.getFileName().toString().contains(".quarantine-"))
                    .toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
