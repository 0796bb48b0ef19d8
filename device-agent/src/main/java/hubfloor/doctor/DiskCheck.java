package hubfloor.doctor;

import hubfloor.config.model.StoreConfig;
import hubfloor.port.Clock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The store's disk: writable, with room for the store's share, lasting, and quick to flush. */
public final class DiskCheck implements Check {
    private static final int FLUSHES = 20;
    private static final int BYTES = 4096;
    private static final long LIMIT_NANOS = 3_000_000_000L;
    private static final long SLOW_NANOS = 20_000_000L;
    private static final long STALL_NANOS = 500_000_000L;
    private static final long MIB = 1 << 20;

    private final StoreConfig store;
    private final Clock clock;

    public DiskCheck(StoreConfig store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public List<Finding> run() {
        Path directory = existing(store.path().toAbsolutePath().normalize());
        if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
            return List.of(Finding.failed(
                    "disk",
                    directory
                            + (Files.isDirectory(directory)
                                    ? " may not be written by user "
                                    : " is no directory; user ")
                            + System.getProperty("user.name"),
                    "Make the store's directory and give it to the service's user: sudo install -d -o hubfloor "
                            + store.path().toAbsolutePath().getParent() + "; under systemd StateDirectory= does so."));
        }
        List<Finding> found = new ArrayList<>();
        try {
            found.add(room(Files.getFileStore(directory), directory));
            found.add(flush(directory));
        } catch (IOException e) {
            found.add(Finding.failed(
                    "flush",
                    "a write to " + directory + " failed: " + e.getMessage(),
                    "Make room or replace the disk (dmesg shows its errors); while it is so no scan turns green."));
        }
        return found;
    }

    /** The directory a file is in, or will be made in. */
    private static Path existing(Path path) {
        Path at = path;
        for (Path up = at.getParent(); up != null; up = up.getParent()) {
            at = up;
            if (Files.exists(at)) {
                break;
            }
        }
        return at;
    }

    private Finding room(FileStore disk, Path directory) throws IOException {
        long free = disk.getUsableSpace() / MIB;
        long has = Files.exists(store.path()) ? Files.size(store.path()) / MIB : 0;
        long wanted = Math.max(0, store.maxMib() - has) + store.reserveMib();
        String words = free + " MiB free on " + directory + " (" + disk.type() + "); the store may still take " + wanted
                + " MiB with its reserve";
        if (disk.type().equals("tmpfs") || disk.type().equals("ramfs")) {
            return Finding.failed(
                    "disk",
                    directory + " is in memory (" + disk.type() + "): a power cut loses every scan",
                    "Set store.path to a real disk.");
        }
        if (free <= store.reserveMib()) {
            return Finding.failed(
                    "disk",
                    words,
                    "Make room: below the reserve alarms are shed, and with nothing left scans are refused.");
        }
        return free < wanted
                ? Finding.warning("disk", words, "Make room, or lower store.max-mib to what there is.")
                : Finding.ok("disk", words);
    }

    private Finding flush(Path directory) throws IOException {
        Path file =
                directory.resolve(".hubfloor-doctor-" + ProcessHandle.current().pid());
        long[] nanos = new long[FLUSHES];
        int done = 0;
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE))) {
            long endAt = clock.nanos() + LIMIT_NANOS;
            while (done < FLUSHES && clock.nanos() - endAt < 0) {
                long before = clock.nanos();
                channel.write(ByteBuffer.allocate(BYTES));
                channel.force(false);
                nanos[done++] = clock.nanos() - before;
            }
        }
        long[] sorted = Arrays.copyOf(nanos, done);
        Arrays.sort(sorted);
        long median = sorted[done / 2];
        long worst = sorted[done - 1];
        String words = "%d flushes of 4 KiB: median %.2f ms, worst %.1f ms".formatted(done, median / 1e6, worst / 1e6);
        return median > SLOW_NANOS || worst > STALL_NANOS
                ? Finding.warning(
                        "flush",
                        words + "; every green light waits for one",
                        "Use a disk that flushes in a few ms (an SSD, an industrial SD card), and keep other writers off it.")
                : Finding.ok("flush", words);
    }
}
