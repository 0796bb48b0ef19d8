package hubfloor.adapter.sqlite;

import hubfloor.delivery.SeqRanges.Range;
import hubfloor.event.StoredEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store that was put aside, read row by row around its damage. Only a temporary copy is opened: the kept files are
 * evidence and stay as they are. Every row given out has passed its checksum, so nothing is guessed. Holds the live
 * store's lock, so that the station does not run meanwhile. One thread.
 */
public final class SetAsideStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SetAsideStore.class);
    private static final int PAGE = 256;
    /** After so many unreadable numbers in a row nothing more is expected. */
    private static final int GIVE_UP_AFTER = 100_000;

    private final StoreLock lock;
    private final Path copy;
    private final StoreFile file;
    private final String epoch;
    private final long known;

    /** Takes one event; what it throws ends the reading. */
    public interface Sink {
        void take(StoredEvent event) throws InterruptedException, IOException;
    }

    private SetAsideStore(StoreLock lock, Path copy, StoreFile file, String epoch, long known) {
        this.lock = lock;
        this.copy = copy;
        this.file = file;
        this.epoch = epoch;
        this.known = known;
    }

    /**
     * @param kept the directory the store was put into, or the database file in it
     * @param live the device's store as configured
     * @throws StoreInUse while the station runs
     * @throws StoreUnavailable when nothing of it can be read at all; the words say why
     */
    public static SetAsideStore open(Path kept, Path live) throws StoreInUse, StoreUnavailable {
        Path path = live.toAbsolutePath().normalize();
        Path database = Files.isDirectory(kept) ? kept.resolve(path.getFileName()) : kept;
        if (!Files.isRegularFile(database)) {
            throw new StoreUnavailable("there is no store at " + database);
        }
        if (database.toAbsolutePath().normalize().equals(path)) {
            throw new StoreUnavailable(path + " is the device's own store, not one put aside: the station sends it");
        }
        StoreLock lock = StoreLock.take(path);
        Path copy = null;
        StoreFile file = null;
        boolean open = false;
        try {
            Sqlite.prepareNative(path);
            copy = copyOf(database);
            file = StoreFile.open(copy.resolve("events.db"), "OFF");
            StoreMark mark = StoreMark.read(database);
            Tide.Line tide = Tide.read(database);
            String epoch = file.epoch();
            long known = Math.max(
                    mark != null && mark.epoch().equals(epoch) ? mark.seq() : 0,
                    tide != null && tide.epoch().equals(epoch) ? tide.seq() : 0);
            SetAsideStore store = new SetAsideStore(lock, copy, file, epoch, known);
            open = true;
            return store;
        } catch (IOException e) {
            throw new StoreUnavailable("the store " + database + " cannot be copied for reading: " + e, e);
        } catch (SQLException e) {
            throw new StoreUnavailable(
                    "nothing in the store " + database + " can be read, not even its epoch: " + Trouble.words(e),
                    new IOException(e));
        } finally {
            if (!open) {
                if (file != null) {
                    file.close();
                }
                remove(copy);
                lock.close();
            }
        }
    }

    public String epoch() {
        return epoch;
    }

    /**
     * Gives every readable event that not all these consumers have receipted, in order.
     *
     * @return the numbers that were given out once and could not be read
     */
    public List<Range> read(List<String> consumers, Sink sink) throws InterruptedException, IOException {
        List<Range> unreadable = new ArrayList<>();
        long last = last();
        long next = firstUnreceipted(consumers);
        long gapFrom = next;
        int singly = 0;
        while (next <= last && next - gapFrom < GIVE_UP_AFTER) {
            List<StoredEvent> rows = rows(next, singly > 0 ? 1 : PAGE);
            if (rows == null && singly == 0) {
                singly = PAGE; // somewhere in these is the damage
            } else if (rows == null) {
                singly--;
                next++;
            } else if (rows.isEmpty()) {
                break;
            } else {
                singly = Math.max(0, singly - 1);
                for (StoredEvent event : rows) {
                    addRange(unreadable, gapFrom, event.seq() - 1);
                    sink.take(event);
                    next = event.seq() + 1;
                    gapFrom = next;
                }
            }
        }
        addRange(unreadable, gapFrom, last == Long.MAX_VALUE ? next - 1 : last);
        return unreadable;
    }

    private static void addRange(List<Range> ranges, long from, long to) {
        if (to >= from) {
            ranges.add(new Range(from, to));
        }
    }

    /** @return null when there is damage among them; the driver has closed the statement then, so each look has its own */
    private @Nullable List<StoredEvent> rows(long from, int max) {
        try (Words words = new Words(file.connection());
                PreparedStatement select = file.connection().prepareStatement(EventRow.SELECT)) {
            select.setLong(1, from);
            select.setInt(2, max);
            List<StoredEvent> events = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    events.add(EventRow.read(row, words, epoch));
                }
            }
            return events;
        } catch (SQLException e) {
            LOG.debug("from {}: {}", from, Trouble.words(e));
            return null;
        }
    }

    private interface Question {
        long answer() throws SQLException;
    }

    private static long orElse(long otherwise, Question question) {
        try {
            return question.answer();
        } catch (SQLException e) {
            LOG.debug("not answered: {}", Trouble.words(e));
            return otherwise;
        }
    }

    /** The largest there is when neither the rows nor the files beside them tell. */
    private long last() {
        long last = Math.max(known, orElse(0, file::lastSeq));
        return last == 0 ? Long.MAX_VALUE : last;
    }

    /** Rows below the oldest were receipted or expired. Where nothing can be read it is 1: consumers drop repeats. */
    private long firstUnreceipted(List<String> consumers) {
        long receipted = orElse(0, () -> {
            Marks marks = new Marks(consumers, 0);
            marks.load(file.marks(), Long.MAX_VALUE);
            return marks.receipted();
        });
        long oldest = orElse(1, () -> Sqlite.number(file.connection(), "SELECT min(seq) FROM event"));
        return Math.max(1, Math.max(oldest, receipted + 1));
    }

    private static Path copyOf(Path database) throws IOException {
        Path directory = Files.createTempDirectory("hubfloor-salvage");
        for (String end : new String[] {"", "-wal"}) {
            Path from = Beside.file(database, end);
            if (Files.exists(from)) {
                Files.copy(from, directory.resolve("events.db" + end));
            }
        }
        return directory;
    }

    private static void remove(@Nullable Path directory) {
        if (directory == null) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path one : files.toList()) {
                Files.delete(one);
            }
            Files.delete(directory);
        } catch (IOException e) {
            LOG.warn("copy not removed: {}", e.toString());
        }
    }

    @Override
    public void close() {
        file.close();
        remove(copy);
        lock.close();
    }
}
