package hubfloor.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.port.EventStore;
import hubfloor.port.EventStoreContract.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The disk refuses to flush, to write, to take more, or to be written at all. */
class DiskFailureIT {
    @TempDir
    Path directory;

    private final List<Path> mounts = new ArrayList<>();

    @AfterEach
    void unmount() throws Exception {
        for (Path mount : mounts) {
            new ProcessBuilder("umount", "-l", mount.toString()).start().waitFor();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "fsync|fdatasync,EIO,60",
        "fsync|fdatasync,EIO,60+",
        "fsync|fdatasync,EIO,301",
        "pwrite64,EIO,900+",
        "pwrite64,EROFS,900+"
    })
    void failingDiskIsNeverAcknowledgedAgain(String calls, String error, String when) throws Exception {
        Child.needs("strace");
        Path store = directory.resolve("events.db");
        Floor.open(store).close();
        Path out = directory.resolve("out.txt");
        String names = calls.replace('|', ',');
        Process child = Child.start(
                store,
                1,
                2_000,
                out,
                List.of(
                        "strace",
                        "-f",
                        "-o",
                        "/dev/null",
                        "-e",
                        "trace=" + names,
                        "-e",
                        "inject=" + names + ":error=" + error + ":when=" + when));
        assertThat(Child.finish(child)).isEqualTo(3);
        Child.Account account = Child.account(out);
        int failed = account.indexOf("failed");
        assertThat(failed).as("the application was told").isPositive();
        int refused = account.indexOf("refused FAILED");
        assertThat(refused).isPositive();
        assertThat(account.lines()
                        .subList(Math.min(failed, refused), account.lines().size()))
                .as("nothing is acknowledged after the first failure")
                .noneMatch(line -> line.startsWith("stored"));
        try (Floor.Open open = Floor.open(store)) {
            StoreCrashIT.assertEveryOne(open, account.stored(), calls + " " + when);
            assertThat(open.store().progress().stored())
                    .as("at most the one event whose commit failed is there without having been acknowledged")
                    .isBetween((long) account.stored().size(), account.stored().size() + 1L);
            assertThat(Floor.append(open, 1).getFirst().event().seq())
                    .isGreaterThan(account.stored().size());
        }
    }

    @Test
    void everyAcknowledgedCommitWasFlushed() throws Exception {
        long commits = 300;
        assertThat(flushesOfTheLog(commits)).isGreaterThanOrEqualTo(commits);
    }

    @Test
    void flushCountTurnsRedWhenTheFlushIsPlantedAway() throws Exception {
        assertThat(flushesOfTheLog(300, "-Dhubfloor.plant=normal-sync")).isLessThan(30);
    }

    /** One event in flight at a time, so every acknowledgement is a commit of its own. */
    private long flushesOfTheLog(long commits, String... flags) throws Exception {
        Child.needs("strace");
        Path trace = directory.resolve("trace.txt");
        Path out = directory.resolve("out.txt");
        Process child = Child.start(
                directory.resolve("events.db"),
                1,
                (int) commits,
                out,
                List.of("strace", "-f", "-y", "-o", trace.toString(), "-e", "trace=fsync,fdatasync,write"),
                flags);
        assertThat(Child.finish(child)).isZero();
        assertThat(Child.account(out).stored()).hasSize((int) commits);
        // between two acknowledgements there must be a finished flush of the log
        Pattern flush = Pattern.compile("f(data)?sync\\(\\d+<[^>]*-wal>.*");
        long flushes = 0;
        boolean flushed = false;
        for (String line : Files.readAllLines(trace, java.nio.charset.StandardCharsets.ISO_8859_1)) {
            flushed |= flush.matcher(line).find();
            if (line.contains("\"stored ") && flushed) {
                flushes++;
                flushed = false;
            }
        }
        return flushes;
    }

    @Test
    void fullDiskRefusesAndTakesEventsAgainWithoutRestart() throws Exception {
        Path small = tmpfs("6m");
        Path ballast = small.resolve("ballast");
        try (Floor.Open open = Floor.open(small.resolve("events.db"))) {
            long stored = Floor.append(open, 100).getLast().event().seq();
            fill(ballast);
            List<Told> told = Floor.append(open, 20_000);
            List<Told> kept = told.stream().filter(t -> t.why() == null).toList();
            assertThat(told).anyMatch(t -> t.why() == EventStore.Refusal.FULL);
            assertThat(open.failures()).isEmpty();
            assertThat(told.stream()
                            .filter(t -> t.why() == EventStore.Refusal.FAILED)
                            .count())
                    .isZero();
            assertThat(told.getLast().why()).isEqualTo(EventStore.Refusal.FULL);
            Files.delete(ballast);
            List<Told> after = Floor.append(open, 500);
            assertThat(after).allMatch(t -> t.why() == null);
            assertThat(after.getFirst().event().seq())
                    .as("refused events took no number")
                    .isEqualTo(stored + kept.size() + 1);
            assertThat(open.failures()).isEmpty();
        }
        try (Floor.Open open = Floor.open(small.resolve("events.db"))) {
            StoreCrashIT.assertEveryOne(open, java.util.Map.of(), "after full");
        }
    }

    @Test
    void readOnlyDirectoryIsRefusedInWords() throws Exception {
        Path mount = tmpfs("8m");
        Child.run("mount", "-o", "remount,ro", mount.toString());
        try {
            Floor.open(mount.resolve("events.db")).close();
        } catch (StoreUnavailable e) {
            assertThat(e).hasMessageContaining("cannot be written").hasMessageContaining("writable disk");
            return;
        }
        throw new AssertionError("a store was opened on a read-only disk");
    }

    private Path tmpfs(String size) throws Exception {
        Path mount = Files.createDirectory(directory.resolve("mount" + mounts.size()));
        Child.run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", mount.toString());
        mounts.add(mount);
        return mount;
    }

    private static void fill(Path ballast) throws IOException {
        try (var out = Files.newOutputStream(ballast)) {
            byte[] block = new byte[4_096];
            for (int i = 0; i < 100_000; i++) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space");
        }
    }
}
