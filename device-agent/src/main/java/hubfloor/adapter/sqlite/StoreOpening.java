package hubfloor.adapter.sqlite;

import hubfloor.event.Event;
import hubfloor.event.Stamp;
import hubfloor.port.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a store up, whatever state its files are in. Three ends only: the same epoch goes on; or the old files are
 * put aside in {@code <store>.quarantine-<UTC>-<n>/} (never deleted) and a new epoch begins whose first event declares
 * it; or it is refused in words with nothing changed. The caller holds the store's lock.
 */
final class StoreOpening {
    private static final Logger LOG = LoggerFactory.getLogger(StoreOpening.class);
    private static final DateTimeFormatter NAME_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int SAME_SECOND_MAX = 1_000;

    /** A store ready for its writer. */
    record Opened(StoreFile file, Tide tide, String epoch, long lastSeq) implements AutoCloseable {
        @Override
        public void close() {
            tide.close();
            file.close();
        }
    }

    private final Path store;
    private final Clock clock;
    private final String synchronous;

    StoreOpening(Path store, Clock clock, PlantedFault planted) {
        this.store = store;
        this.clock = clock;
        this.synchronous = planted == PlantedFault.NORMAL_SYNC ? "NORMAL" : "FULL";
    }

    Opened open() throws StoreRefused, StoreUnavailable {
        try {
            StoreMark mark = StoreMark.read(store);
            Tide.Line tide = Tide.read(store);
            if (!Files.exists(store)) {
                return openMissing(mark, tide);
            }
            StoreCheck.Header header = StoreCheck.header(store);
            if (header.wrong() != null) {
                return replace(header.wrong(), epochOf(mark, tide), seqOf(mark, tide));
            }
            refuseNewer(header.version());
            return openExisting(mark, tide);
        } catch (IOException | UncheckedIOException e) {
            throw Beside.unavailable(store, e instanceof IOException io ? io : new IOException(e));
        } catch (SQLException e) {
            throw Beside.unavailable(store, new IOException(Trouble.words(e), e));
        }
    }

    private Opened openMissing(@Nullable StoreMark mark, Tide.@Nullable Line tide) throws SQLException, IOException {
        if (mark == null && tide == null && !Files.exists(Beside.file(store, "-wal"))) {
            StoreFile.create(store, null, () -> {});
            return ready();
        }
        return replace("is gone, though one was here before", epochOf(mark, tide), seqOf(mark, tide));
    }

    private Opened openExisting(@Nullable StoreMark mark, Tide.@Nullable Line tide)
            throws SQLException, IOException, StoreRefused {
        boolean unclean = mark == null || mark.state() != StoreMark.State.CLEAN;
        boolean logGone = unclean && !Files.exists(Beside.file(store, "-wal"));
        StoreFile file = null;
        try {
            if (!logGone) {
                refuseNewerInLog();
            }
            file = StoreFile.open(store, synchronous);
            String epoch = file.epoch();
            long last = file.lastSeq();
            file.marks(); // the small tables are read by nobody's check after a clean close
            file.parkedCount();
            String older = whyOlder(epoch, last, mark, tide, logGone);
            if (older != null) {
                file.close();
                return replace(older, epoch, last);
            }
            if (mark != null && mark.state() == StoreMark.State.FAILED) {
                StoreCheck.everything(file.connection(), epoch);
            } else if (unclean) {
                StoreCheck.quick(file.connection(), clock);
            }
            return ready(file);
        } catch (SQLException e) {
            if (file != null) {
                file.close();
            }
            if (Trouble.of(e) == Trouble.DAMAGED || isMissingTable(e)) {
                return replace("is damaged: " + Trouble.words(e), epochOf(mark, tide), seqOf(mark, tide));
            }
            throw e;
        }
    }

    /** Puts what is there aside, makes a new store that declares it, and opens that. */
    Opened replace(String why, @Nullable String oldEpoch, long oldLast) throws SQLException, IOException {
        Path aside = freeName();
        boolean anything = Files.exists(store) || Files.exists(Beside.file(store, "-wal"));
        String keptAt = anything ? String.valueOf(aside.getFileName()) : null;
        LOG.error("event store {} {}; kept at {}; a new epoch begins", store, why.replaceAll("\\s+", " "), keptAt);
        Event declaration = StoreNotice.replaced(clock.stamp(), oldEpoch, oldLast, keptAt, "the store " + why);
        StoreFile.create(store, declaration, () -> putAside(aside, anything));
        return ready();
    }

    private void putAside(Path aside, boolean anything) {
        if (!anything) {
            return;
        }
        try {
            Files.createDirectory(aside);
            for (String suffix : new String[] {"", "-wal", "-shm", "-journal"}) {
                Path from = Beside.file(store, suffix);
                if (Files.exists(from)) {
                    Files.move(from, aside.resolve(from.getFileName()), StandardCopyOption.ATOMIC_MOVE);
                }
            }
            for (String suffix : new String[] {".mark", ".tide"}) { // copied: they are the evidence until replaced
                Path from = Beside.file(store, suffix);
                if (Files.exists(from)) {
                    Files.copy(from, aside.resolve(from.getFileName()));
                }
            }
            Beside.syncDirectory(aside.resolve("."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Opened ready() throws SQLException, IOException {
        return ready(StoreFile.open(store, synchronous));
    }

    private Opened ready(StoreFile file) throws SQLException, IOException {
        try {
            String epoch = file.epoch();
            long last = file.lastSeq(); // reading makes the log file exist, before the mark says "open"
            Tide tide = Tide.start(store, epoch, last, clock.stamp().bootId());
            new StoreMark(epoch, last, StoreMark.State.OPEN).write(store);
            return new Opened(file, tide, epoch, last);
        } catch (SQLException | IOException e) {
            file.close();
            throw e;
        }
    }

    /** @return why this store cannot be the newest of its epoch, or null */
    private @Nullable String whyOlder(
            String epoch, long last, @Nullable StoreMark mark, Tide.@Nullable Line tide, boolean logGone) {
        boolean tideIsOurs = tide != null && tide.epoch().equals(epoch);
        if (mark == null && !tideIsOurs && last > 0) {
            return "was put here without its mark file: nothing shows that it is the newest";
        }
        if (mark != null && !mark.epoch().equals(epoch)) {
            return "has epoch " + epoch + ", but epoch " + mark.epoch() + " was last in use here";
        }
        long known = Math.max(mark == null ? 0 : mark.seq(), tideIsOurs && tide != null ? tide.seq() : 0);
        if (last < known) {
            return "ends at " + last + ", but " + known + " were stored: it is an older copy or its log is gone";
        }
        // After a power cut the tide may lag, so a missing log cannot be ruled harmless. Within one boot it can: then
        // the tide is exact, and the log was folded in by a tool.
        boolean tideIsExact = tideIsOurs && tide != null && tide.bootId().equals(bootId());
        if (logGone && last > 0 && !tideIsExact) {
            return "lost its write-ahead log";
        }
        return null;
    }

    private String bootId() {
        Stamp now = clock.stamp();
        return now.bootId();
    }

    private void refuseNewer(long version) throws StoreRefused {
        if (version > StoreFile.VERSION) {
            throw new StoreRefused(
                    "the event store " + store + " was written by a newer agent (store version " + version
                            + ", this agent knows " + StoreFile.VERSION
                            + "): install that agent again; nothing in the store was changed");
        }
    }

    /** A newer agent's version may still be in the log only; a read-only look changes neither file. */
    private void refuseNewerInLog() throws SQLException, StoreRefused, IOException {
        Path log = Beside.file(store, "-wal");
        if (!Files.exists(log) || Files.size(log) == 0) {
            return;
        }
        long version;
        try (Connection look = Sqlite.reader(store)) {
            version = Sqlite.number(look, "PRAGMA user_version");
        }
        refuseNewer(version);
    }

    private static boolean isMissingTable(SQLException e) {
        return e.getErrorCode() == 1; // SQLITE_ERROR: the schema is not ours; every statement here is a constant
    }

    private static @Nullable String epochOf(@Nullable StoreMark mark, Tide.@Nullable Line tide) {
        return mark != null ? mark.epoch() : tide != null ? tide.epoch() : null;
    }

    private static long seqOf(@Nullable StoreMark mark, Tide.@Nullable Line tide) {
        long marked = mark == null ? -1 : mark.seq();
        boolean same = tide != null && (mark == null || mark.epoch().equals(tide.epoch()));
        return same && tide != null ? Math.max(marked, tide.seq()) : marked;
    }

    private Path freeName() throws IOException {
        String time = NAME_TIME.format(clock.stamp().wall());
        for (int n = 1; n <= SAME_SECOND_MAX; n++) {
            Path name = Beside.file(store, ".quarantine-" + time + "-" + n);
            if (!Files.exists(name)) {
                return name;
            }
        }
        throw new IOException("too many quarantined stores of the same second");
    }
}
