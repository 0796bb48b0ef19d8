package hubfloor.adapter.sqlite;

import hubfloor.advice.Advice;
import hubfloor.advice.ClockWatch;
import hubfloor.advice.FeedBook.Mark;
import hubfloor.advice.FloorRelease;
import hubfloor.advice.LateParcel;
import hubfloor.advice.ParcelNews;
import hubfloor.port.HubStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a hub told, in one SQLite file beside the event store. News is not flushed at each commit: the feed's mark is in
 * the same transaction, so what a power cut takes away is missing by its number and is asked for again. Commands are
 * flushed before anybody acts on them. Reading has a connection of its own and never waits for writing.
 *
 * <p>Rows past their time go in slices of {@value #SLICE} at each sweep. A full table takes no new parcel: it stays
 * unknown, which customs counts as hold.
 */
public final class SqliteHubStore implements HubStore {
    private static final int SLICE = 2_000;
    private static final int WRITER_KIB = 4_096;
    private static final int READER_KIB = 1_024;

    private final Connection writer;
    private final Connection reader;
    private final ParcelRows rows;
    private final ParcelRows looking;
    private final FloorRows floor;
    private final FloorRows lookingOnFloor;
    private final ClockRows clocks;
    private final ClockRows lookingAtClocks;
    private final long max;
    private final long keepHours;
    private long count;
    private String sweptTo = "";
    private volatile long parcels;
    private final AtomicLong refused = new AtomicLong();

    private SqliteHubStore(Connection writer, Connection reader, long max, Duration keep) throws SQLException {
        this.writer = writer;
        this.reader = reader;
        this.max = max;
        this.keepHours = keep.toHours();
        rows = new ParcelRows(writer, true);
        looking = new ParcelRows(reader, false);
        floor = new FloorRows(writer);
        lookingOnFloor = new FloorRows(reader);
        clocks = new ClockRows(writer);
        lookingAtClocks = new ClockRows(reader);
        count = Sqlite.number(writer, "SELECT count(*) FROM parcel");
        parcels = count;
    }

    /**
     * A file that cannot be opened is put aside as {@code .damaged} and begun anew.
     *
     * @param max most parcels kept
     * @param keep how long a parcel is kept after the last word on it, in whole hours
     */
    public static SqliteHubStore open(Path file, long max, Duration keep) throws HubStoreFailed {
        try {
            Sqlite.prepareNative(file);
            try {
                return opened(file, max, keep);
            } catch (SQLException e) {
                if (Trouble.of(e) != Trouble.DAMAGED) {
                    throw e;
                }
                Files.move(file, Beside.file(file, ".damaged"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                Files.deleteIfExists(Beside.file(file, "-wal"));
                Files.deleteIfExists(Beside.file(file, "-shm"));
                return opened(file, max, keep);
            }
        } catch (SQLException | IOException e) {
            throw new HubStoreFailed("what the hub told cannot be kept in " + file + ": " + e.getMessage(), e);
        }
    }

    private static SqliteHubStore opened(Path file, long max, Duration keep) throws SQLException {
        Connection writer = Sqlite.hubWriter(file, WRITER_KIB);
        try {
            Sqlite.run(writer, ParcelRows.TABLE);
            ClockRows.upgrade(writer);
            for (String table : ClockRows.TABLES) {
                Sqlite.run(writer, table);
            }
            for (String table : List.of(
                    FloorRows.TABLE,
                    "CREATE TABLE IF NOT EXISTS feed (name TEXT PRIMARY KEY, epoch TEXT NOT NULL, mark TEXT NOT NULL)"
                            + " WITHOUT ROWID",
                    "CREATE TABLE IF NOT EXISTS plan (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE,"
                            + " version TEXT NOT NULL,"
                            + " text BLOB NOT NULL, in_force INTEGER NOT NULL)",
                    "CREATE TABLE IF NOT EXISTS command (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
                            + " at_ms INTEGER NOT NULL, answer BLOB)")) {
                Sqlite.run(writer, table);
            }
            Connection reader = Sqlite.reader(file, READER_KIB);
            return new SqliteHubStore(writer, reader, max, keep);
        } catch (SQLException e) {
            Beside.closeQuietly(writer);
            throw e;
        }
    }

    @Override
    public Optional<Advice> find(String subject) throws HubStoreFailed {
        synchronized (looking) {
            try {
                Optional<Advice> told = looking.find(subject).map(ParcelRows.Kept::advice);
                Optional<FloorRelease> said = lookingOnFloor.find(subject);
                return said.isEmpty()
                        ? told
                        : Optional.of(told.orElse(Advice.UNKNOWN).heard(said.get()));
            } catch (SQLException | IllegalArgumentException e) {
                throw failed(e);
            }
        }
    }

    @Override
    public Map<String, Advice> take(String feed, Mark mark, List<ParcelNews> news, Instant wall) throws HubStoreFailed {
        long until = wall.isAfter(Instant.EPOCH) ? wall.getEpochSecond() / 3_600 + keepHours : 0;
        Map<String, Advice> changed = new LinkedHashMap<>();
        transaction("NORMAL", () -> {
            for (ParcelNews each : news) {
                Optional<ParcelRows.Kept> kept = rows.find(each.subject());
                Optional<Advice> before = kept.map(ParcelRows.Kept::advice);
                Advice after = before.orElse(Advice.UNKNOWN).heard(each);
                if (before.isEmpty() && count >= max) {
                    refused.incrementAndGet();
                    continue;
                }
                count += before.isEmpty() ? 1 : 0;
                int told = kept.map(k -> ClockWatch.kept(k.told(), k.advice(), after))
                        .orElse(0);
                rows.put(each.subject(), until, after, told);
                if (before.isEmpty() || !after.equals(before.get())) {
                    changed.put(each.subject(), after);
                }
            }
            try (PreparedStatement put = writer.prepareStatement("REPLACE INTO feed VALUES (?, ?, ?)")) {
                put.setString(1, feed);
                put.setString(2, mark.epoch());
                put.setString(3, mark.text());
                put.executeUpdate();
            }
        });
        parcels = count;
        return changed;
    }

    @Override
    public boolean keep(String subject, FloorRelease said) throws HubStoreFailed {
        boolean[] kept = {false};
        transaction("FULL", () -> {
            floor.forget(said.at().minus(FLOOR_KEEP));
            kept[0] = floor.count() < FLOOR_MAX || floor.find(subject).isPresent();
            if (kept[0]) {
                floor.put(subject, said);
            }
        });
        return kept[0];
    }

    @Override
    public List<ClockPassed> passed(Instant wall, int max, EventMark from) throws HubStoreFailed {
        List<ClockPassed> passed = new ArrayList<>();
        try {
            if (!clocks.anyPassed(wall)) {
                return passed;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
        transaction("FULL", () -> passed.addAll(clocks.passed(wall, max, from)));
        return passed;
    }

    @Override
    public List<Untold> untold() throws HubStoreFailed {
        try {
            return clocks.untold();
        } catch (SQLException | IllegalArgumentException e) {
            throw failed(e);
        }
    }

    @Override
    public void told() throws HubStoreFailed {
        transaction("NORMAL", () -> update("DELETE FROM telling"));
    }

    @Override
    public List<LateParcel> late(Instant wall, int max, boolean soon) throws HubStoreFailed {
        synchronized (looking) {
            try {
                return lookingAtClocks.late(wall, max, soon);
            } catch (SQLException | IllegalArgumentException e) {
                throw failed(e);
            }
        }
    }

    @Override
    public Map<String, Mark> marks() throws HubStoreFailed {
        Map<String, Mark> marks = new HashMap<>();
        try (Statement s = writer.createStatement();
                ResultSet row = s.executeQuery("SELECT name, epoch, mark FROM feed")) {
            while (row.next()) {
                marks.put(
                        row.getString(1),
                        Mark.parse(row.getString(2), row.getString(3)).orElse(Mark.NONE));
            }
            return marks;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public int sweep(Instant wall) throws HubStoreFailed {
        int[] removed = {0};
        transaction("NORMAL", () -> {
            String last = "";
            try (PreparedStatement slice = writer.prepareStatement(
                    "SELECT max(subject) FROM (SELECT subject FROM parcel WHERE subject > ? ORDER BY subject LIMIT "
                            + SLICE + ")")) {
                slice.setString(1, sweptTo);
                try (ResultSet row = slice.executeQuery()) {
                    last = row.next() && row.getString(1) != null ? row.getString(1) : "";
                }
            }
            if (!last.isEmpty()) {
                try (PreparedStatement delete = writer.prepareStatement("DELETE FROM parcel WHERE subject > ?"
                        + " AND subject <= ? AND until_hour > 0 AND until_hour < ?")) {
                    delete.setString(1, sweptTo);
                    delete.setString(2, last);
                    delete.setLong(3, wall.getEpochSecond() / 3_600);
                    removed[0] = delete.executeUpdate();
                }
            }
            sweptTo = last;
        });
        count -= removed[0];
        parcels = count;
        return removed[0];
    }

    @Override
    public long parcels() {
        return parcels;
    }

    @Override
    public long refused() {
        return refused.get();
    }

    @Override
    public List<KeptPlan> plans() throws HubStoreFailed {
        List<KeptPlan> plans = new ArrayList<>();
        try (Statement s = writer.createStatement();
                ResultSet row = s.executeQuery("SELECT sha256, version, text, in_force FROM plan ORDER BY id")) {
            while (row.next()) {
                plans.add(new KeptPlan(row.getString(1), row.getString(2), row.getBytes(3), row.getInt(4) == 1));
            }
            return plans;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void keep(KeptPlan plan) throws HubStoreFailed {
        transaction("FULL", () -> {
            update(
                    "INSERT OR IGNORE INTO plan (sha256, version, text, in_force) VALUES (?, ?, ?, 0)",
                    plan.sha256(),
                    plan.version(),
                    plan.text());
            update("DELETE FROM plan WHERE in_force = 0 AND id NOT IN (SELECT id FROM plan ORDER BY id DESC LIMIT "
                    + PLANS_MAX + ")");
        });
    }

    @Override
    public void inForce(String version) throws HubStoreFailed {
        transaction("FULL", () -> update("UPDATE plan SET in_force = (version = ?)", version));
    }

    @Override
    public Optional<byte[]> begin(String id, Instant wall) throws HubStoreFailed {
        List<byte[]> known = new ArrayList<>(1);
        transaction("FULL", () -> {
            try (PreparedStatement find = writer.prepareStatement("SELECT answer FROM command WHERE name = ?")) {
                find.setString(1, id);
                try (ResultSet row = find.executeQuery()) {
                    if (row.next()) {
                        byte[] answer = row.getBytes(1);
                        known.add(answer == null ? new byte[0] : answer);
                        return;
                    }
                }
            }
            update("INSERT INTO command (name, at_ms) VALUES (?, ?)", id, wall.toEpochMilli());
            update("DELETE FROM command WHERE id <= (SELECT max(id) FROM command) - " + COMMANDS_MAX);
        });
        return known.stream().findFirst();
    }

    @Override
    public void answered(String id, byte[] answer) throws HubStoreFailed {
        transaction("NORMAL", () -> update("UPDATE command SET answer = ? WHERE name = ?", answer, id));
    }

    /** What one transaction does. */
    private interface Work {
        void run() throws SQLException;
    }

    private void transaction(String synchronous, Work work) throws HubStoreFailed {
        long before = count;
        try {
            Sqlite.run(writer, "PRAGMA synchronous=" + synchronous);
            Sqlite.run(writer, "BEGIN IMMEDIATE");
            work.run();
            Sqlite.run(writer, "COMMIT");
        } catch (SQLException | IllegalArgumentException e) {
            count = before;
            try {
                Sqlite.run(writer, "ROLLBACK");
            } catch (SQLException already) {
                e.addSuppressed(already);
            }
            throw failed(e);
        }
    }

    private void update(String sql, Object... values) throws SQLException {
        try (PreparedStatement update = writer.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            update.executeUpdate();
        }
    }

    private static HubStoreFailed failed(Exception e) {
        return new HubStoreFailed("what the hub told cannot be kept or found: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        synchronized (looking) {
            Beside.closeQuietly(reader);
        }
        Beside.closeQuietly(writer);
    }
}
