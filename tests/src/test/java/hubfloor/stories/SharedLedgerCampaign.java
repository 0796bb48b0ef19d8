package hubfloor.stories;

import hubfloor.floor.DeviceFleet;
import hubfloor.floor.Program;
import hubfloor.testing.BrokerUnderTest;
import hubfloor.testing.PostgresUnderTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Many devices at one broker, and two ledgers that share their events over one PostgreSQL database. In the middle one
 * ledger is killed and started again, then the broker, which forgets everything, then the database.
 */
final class SharedLedgerCampaign {
    private static final Duration UP = Duration.ofSeconds(40);
    private static final int LATE_SHOWN = 20;
    private static final Duration REPORT = Duration.ofSeconds(60);
    private static final Pattern LINE =
            Pattern.compile("last (\\d+), through (\\d+), missing (\\d+) in (\\d+) gaps, .*conflicts (\\d+)");

    private final int devices;
    private final int perSecond;
    private final Duration load;
    private final Duration databaseDown;

    /** @param databaseDown from the database's crash until it is started again */
    SharedLedgerCampaign(int devices, int perSecond, Duration load, Duration databaseDown) {
        this.devices = devices;
        this.perSecond = perSecond;
        this.load = load;
        this.databaseDown = databaseDown;
    }

    /**
     * @param stored events the devices committed
     * @param published with those sent again
     * @param held different events in the database, of the numbers that were given out
     * @param lost given out and not held
     * @param sources devices as the ledger's own report tells them
     * @param gaps open ones in that report
     * @param ahead sources that were receipted further than their events reach without a gap
     * @param lagMs from a device's commit to the receipt that covers it, until the database crashes: how long it then
     *     takes to come back is its own affair; half of the events, 99 in 100, the worst
     * @param worstMs the worst lag before anything was killed, then after an instance, the broker, and the database was
     * @param survivorsShare of the events, stored by the instance that was never killed, in percent
     * @param cpu seconds: both ledgers as they ended, broker, database, devices
     */
    record Outcome(
            long stored,
            long published,
            long held,
            long lost,
            long sources,
            long gaps,
            long conflicts,
            long duplicates,
            long ahead,
            long replaysAsked,
            List<Long> lagMs,
            List<Long> worstMs,
            long drainMs,
            long survivorsShare,
            List<Long> cpu) {}

    Outcome run(Duration drainLimit) throws SQLException {
        try (PostgresUnderTest database = PostgresUnderTest.start();
                BrokerUnderTest broker = BrokerUnderTest.with()
                        .line("max_queued_messages 100000") // these two are the shipped mosquitto.conf's
                        .line("max_inflight_messages 200")
                        .start();
                Program survivor = ledger(broker, database)) {
            Program victim = ledger(broker, database);
            try (DeviceFleet fleet = DeviceFleet.start(devices, perSecond, broker.port())) {
                List<Long> worst = new ArrayList<>();
                rest(load.dividedBy(4));
                worst.add(fleet.lags().worstSinceMs());
                victim.kill9();
                rest(Duration.ofMillis(1_500));
                victim = ledger(broker, database);
                rest(load.dividedBy(4));
                worst.add(fleet.lags().worstSinceMs());
                broker.kill9();
                rest(Duration.ofMillis(500));
                broker.restart();
                rest(load.dividedBy(4));
                worst.add(fleet.lags().worstSinceMs());
                List<Long> lag = List.of(
                        fleet.lags().atMs(0.5),
                        fleet.lags().atMs(0.99),
                        fleet.lags().atMs(1.0));
                database.crash();
                rest(databaseDown);
                database.restart();
                rest(load.dividedBy(4));
                fleet.rest();
                long restedAt = System.nanoTime();
                boolean drained = fleet.drained(drainLimit);
                long drainMs = (System.nanoTime() - restedAt) / 1_000_000;
                worst.add(fleet.lags().worstSinceMs());
                fleet.late().stream().limit(LATE_SHOWN).forEach(line -> System.out.println("late: " + line));
                if (!drained) {
                    System.out.println("not drained: stored " + fleet.stored() + ", receipted " + fleet.receipted()
                            + " " + fleet.failure() + "\n" + String.join("\n", survivor.lines())
                            + String.join("\n", victim.lines()));
                }
                List<Long> cpu = List.of(
                        seconds(survivor.pid()),
                        seconds(victim.pid()),
                        seconds(broker.pid()),
                        tree(database.pid()),
                        seconds(ProcessHandle.current().pid()));
                return outcome(fleet, database, survivor, lag, worst, drainMs, cpu);
            } finally {
                victim.close();
            }
        }
    }

    private static Program ledger(BrokerUnderTest broker, PostgresUnderTest database) {
        Program ledger = Program.start(Program.hubfloor(
                List.of(),
                "ledger",
                "--broker",
                "mqtt://127.0.0.1:" + broker.port(),
                "--store",
                database.url(),
                "--share",
                "floor"));
        ledger.awaitLine("Connected to ", UP);
        return ledger;
    }

    private static Outcome outcome(
            DeviceFleet fleet,
            PostgresUnderTest database,
            Program survivor,
            List<Long> lag,
            List<Long> worst,
            long drainMs,
            List<Long> cpu)
            throws SQLException {
        long survivors = 0;
        long[] held = held(database, fleet.storedBySource());
        long[] sums = new long[4];
        for (String line : report(database)) {
            Matcher figures = LINE.matcher(line);
            if (figures.find()) {
                sums[0]++;
                sums[1] += Long.parseLong(figures.group(4));
                sums[2] += Long.parseLong(figures.group(5));
            }
        }
        survivor.terminate();
        survivor.exitCode(Duration.ofSeconds(30));
        for (String line : survivor.lines()) {
            Matcher stored = Pattern.compile("stored here: (\\d+)").matcher(line);
            survivors = stored.find() ? Long.parseLong(stored.group(1)) : survivors;
        }
        return new Outcome(
                fleet.stored(),
                fleet.sent(),
                held[0],
                fleet.stored() - held[0],
                sums[0],
                sums[1],
                sums[2],
                held[1],
                held[2],
                fleet.replays(),
                lag,
                worst,
                drainMs,
                100 * survivors / Math.max(1, fleet.stored()),
                cpu);
    }

    /** The product's own words, beside the running instances. */
    private static List<String> report(PostgresUnderTest database) {
        Program report = Program.start(Program.hubfloor(List.of(), "ledger", "--report", "--store", database.url()));
        int exit = report.exitCode(REPORT);
        return exit == 0 ? report.lines() : List.of("exit " + exit + " " + report.lines());
    }

    /** Counted from the events themselves: held as given out, duplicates told, sources receipted beyond what is held. */
    private static long[] held(PostgresUnderTest database, Map<String, Long> given) throws SQLException {
        long held = 0;
        long duplicates = 0;
        long ahead = 0;
        try (Connection connection = DriverManager.getConnection(database.url());
                Statement ask = connection.createStatement();
                ResultSet rows = ask.executeQuery("SELECT source, through, duplicates,"
                        + " (SELECT count(*) FROM hubfloor_event WHERE source_id = id AND seq <= through),"
                        + " (SELECT count(*) FROM hubfloor_event WHERE source_id = id) FROM hubfloor_source")) {
            while (rows.next()) {
                long last = given.getOrDefault(rows.getString(1), 0L);
                held += Math.min(last, rows.getLong(5));
                duplicates += rows.getLong(3);
                ahead += rows.getLong(2) > rows.getLong(4) || rows.getLong(2) > last ? 1 : 0;
            }
        }
        return new long[] {held, duplicates, ahead};
    }

    private static long tree(long pid) {
        List<Long> pids = new ArrayList<>(List.of(pid));
        ProcessHandle.of(pid)
                .ifPresent(top -> top.descendants().map(ProcessHandle::pid).forEach(pids::add));
        return pids.stream().mapToLong(SharedLedgerCampaign::seconds).sum();
    }

    private static long seconds(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(Duration::toSeconds)
                .orElse(0L);
    }

    private static void rest(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
