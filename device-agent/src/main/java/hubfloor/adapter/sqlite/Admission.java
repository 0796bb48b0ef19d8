package hubfloor.adapter.sqlite;

import hubfloor.event.Event;
import hubfloor.event.EventClass;
import hubfloor.event.Stamp;
import hubfloor.port.EventStore.Refusal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who gets in when room is short. Shed events never get a number, so numbers stay gapless; each run of them is
 * declared by one event: when its class is admitted again, else every {@value #DECLARE_EVERY_MS} ms while shedding
 * lasts (else the declarations of a mixed stream would fill the room they are meant to save), and at close.
 *
 * <pre>
 * used / max      0 %           80 %              90 %            100 %
 * telemetry       | admitted    | shed            | shed          | refused
 * alarm           | admitted    | admitted        | shed          | refused
 * custody         | admitted    | admitted        | admitted      | refused FULL
 * free disk                     < reserve           < reserve / 2
 * </pre>
 */
final class Admission {
    static final long DECLARE_EVERY_MS = 10_000;
    private static final long MEASURE_NANOS = 200_000_000;

    private final long maxBytes;
    private final long reserveBytes;
    private final Map<EventClass, Run> runs =
            new EnumMap<>(Map.of(EventClass.ALARM, new Run(), EventClass.TELEMETRY, new Run()));
    private long measuredAtNanos;
    private long grown;
    private long uncommitted;
    private long usedBytes;
    private long freeBytes = Long.MAX_VALUE;

    private static final class Run {
        long count;
        long declaring;
        long fromMonoMs;
        long toMonoMs;
    }

    Admission(long maxBytes, long reserveBytes, long nanos) {
        this.maxBytes = maxBytes;
        this.reserveBytes = reserveBytes;
        measuredAtNanos = nanos - MEASURE_NANOS;
    }

    /** Five times a second of writing, or when half a percent of the share has been written since. */
    boolean measureDue(long nanos) {
        return nanos - measuredAtNanos >= MEASURE_NANOS || grown >= maxBytes / 200;
    }

    void measure(StoreFile file, long nanos) throws SQLException {
        measuredAtNanos = nanos;
        freeBytes = file.path().toFile().getUsableSpace();
        usedBytes = file.usedBytes() + uncommitted;
        grown = 0;
    }

    /** An event was admitted; between two measurements the use is carried on by estimate. */
    void grew(long bytes) {
        usedBytes += bytes;
        grown += bytes;
        uncommitted += bytes;
    }

    /** The batch has been committed or given up: the file's size tells all again. */
    void settled() {
        uncommitted = 0;
    }

    boolean pressed(int percent) {
        return usedBytes * 100 >= maxBytes * percent;
    }

    /** @return null when the class is admitted */
    @Nullable
    Refusal verdict(EventClass eventClass) {
        return switch (eventClass) {
            case CUSTODY -> pressed(100) ? Refusal.FULL : null;
            case ALARM -> pressed(90) || freeBytes < reserveBytes / 2 ? Refusal.SHED : null;
            case TELEMETRY -> pressed(80) || freeBytes < reserveBytes ? Refusal.SHED : null;
        };
    }

    void shed(Event event) {
        Run run = run(event.eventClass());
        if (run.count++ == 0) {
            run.fromMonoMs = event.stamp().monoMs();
        }
        run.toMonoMs = event.stamp().monoMs();
    }

    boolean anyRun() {
        return runs.values().stream().anyMatch(run -> run.count > 0);
    }

    /**
     * Declarations now due. They stay due until {@link #declared}, so a commit that fails loses no count.
     *
     * @param all at close
     */
    List<Event> due(Stamp now, boolean all) {
        List<Event> events = new ArrayList<>(2);
        if (pressed(100)) {
            return events;
        }
        for (EventClass c : List.of(EventClass.ALARM, EventClass.TELEMETRY)) {
            Run run = run(c);
            if (run.count > 0 && (all || verdict(c) == null || now.monoMs() - run.fromMonoMs >= DECLARE_EVERY_MS)) {
                events.add(StoreNotice.shed(now, c, run.count, run.fromMonoMs, run.toMonoMs));
                run.declaring = run.count;
            }
        }
        return events;
    }

    void declared() {
        for (Run run : runs.values()) {
            run.count -= run.declaring;
            run.fromMonoMs = run.toMonoMs;
            run.declaring = 0;
        }
    }

    private Run run(EventClass eventClass) {
        return runs.computeIfAbsent(eventClass, c -> new Run());
    }
}
