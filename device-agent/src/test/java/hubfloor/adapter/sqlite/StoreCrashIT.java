package hubfloor.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.event.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kill -9 at random instants while it writes flat out: nothing acknowledged is lost, no number is used twice. */
class StoreCrashIT {
    private static final int ROUNDS = Integer.getInteger("hubfloor.rounds", 10);

    @TempDir
    Path directory;

    @Test
    void killedAtAnyInstantKeepsEveryAcknowledgedEvent() throws Exception {
        long seed = Long.getLong("hubfloor.seed", 20261122L);
        Random random = new Random(seed);
        Path store = directory.resolve("events.db");
        Map<Long, Integer> acknowledged = new TreeMap<>();
        String epoch = "";
        for (int round = 1; round <= ROUNDS; round++) {
            Path out = directory.resolve("out.txt");
            Process child = Child.start(store, 1 + random.nextInt(400), 10_000_000, out, List.of());
            int lines = random.nextInt(20_000);
            long deadline = System.nanoTime() + 30_000_000_000L;
            while (Files.size(out) < 20L + lines * 15L && System.nanoTime() < deadline && child.isAlive()) {
                LockSupport.parkNanos(200_000 + random.nextInt(1_000_000));
            }
            assertThat(child.isAlive()).as("round %d, seed %d", round, seed).isTrue();
            child.destroyForcibly().waitFor();
            Child.Account account = Child.account(out);
            for (Map.Entry<Long, Integer> told : account.stored().entrySet()) {
                assertThat(acknowledged.put(told.getKey(), told.getValue()))
                        .as("number %d given out twice, seed %d", told.getKey(), seed)
                        .isNull();
            }
            try (Floor.Open open = Floor.open(store)) {
                epoch = epoch.isEmpty() ? open.store().epoch() : epoch;
                assertThat(open.store().epoch())
                        .as("round %d, seed %d", round, seed)
                        .isEqualTo(epoch);
                assertEveryOne(open, acknowledged, "round " + round + ", seed " + seed);
            }
        }
        try (Connection c = Sqlite.reader(store)) {
            assertThat(Sqlite.text(c, "PRAGMA integrity_check")).isEqualTo("ok");
        }
    }

    /** Every acknowledged event is there under its number with its content, and numbers have no gap. */
    static void assertEveryOne(Floor.Open open, Map<Long, Integer> acknowledged, String round) {
        Map<Long, String> found = new HashMap<>();
        long next = 1;
        for (List<StoredEvent> page = open.store().read(1, 4_000);
                !page.isEmpty();
                page = open.store().read(next, 4_000)) {
            for (StoredEvent e : page) {
                assertThat(e.seq()).as(round).isEqualTo(next++);
                found.put(e.seq(), new String(e.event().data(), StandardCharsets.UTF_8));
            }
        }
        acknowledged.forEach((seq, n) -> assertThat(found.get(seq))
                .as("event %d, %s", seq, round)
                .isNotNull()
                .startsWith("{\"n\":" + n + ","));
    }
}
