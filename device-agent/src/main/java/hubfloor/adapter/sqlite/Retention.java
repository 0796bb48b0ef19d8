package hubfloor.adapter.sqlite;

import hubfloor.config.model.StoreConfig;
import hubfloor.event.ClockQuality;
import hubfloor.event.Stamp;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which rows may go. A receipt by every named consumer allows it, and then age or need of room does it; the published
 * retention ({@code keepUnreceipted}) allows it for what nobody receipted, and that is declared. A PUBACK allows
 * nothing. Age counts only between two disciplined clocks: a device that boots in 1970 must not take its rows for
 * fresh, nor one that jumps to 2106 take them for old. The newest row always stays: numbering continues from it.
 */
final class Retention {
    static final int ROWS_MAX = 500;

    /** Rows to delete, and how many of them from where were not receipted. */
    record Cut(long through, long unreceiptedFrom) {
        boolean declares() {
            return unreceiptedFrom <= through;
        }
    }

    private final Duration keepReceipted;
    private final Duration keepUnreceipted;
    private final PlantedFault planted;

    Retention(StoreConfig config, PlantedFault planted) {
        this.planted = planted;
        keepReceipted = config.keepReceipted();
        keepUnreceipted = config.keepUnreceipted();
    }

    boolean expiresUnreceipted() {
        return !keepUnreceipted.isZero();
    }

    /** @return at most {@value #ROWS_MAX} rows that may go now, or null */
    @Nullable
    Cut next(Connection connection, Marks marks, long last, Stamp now, Admission room) throws SQLException {
        if (planted == PlantedFault.DELETE_ON_PUBACK && marks.handed() > 0) {
            return new Cut(Math.min(marks.handed(), last - 1), Long.MAX_VALUE);
        }
        long receipted = marks.receipted();
        long lowest = Sqlite.number(connection, "SELECT min(seq) FROM event");
        if (lowest == 0 || lowest >= last) {
            return null;
        }
        boolean ageCounts = now.clock() == ClockQuality.SYNCED || room.pressed(50);
        long window = Math.min(lowest + ROWS_MAX - 1, last - 1);
        long mayGo = Math.min(window, receipted);
        if (mayGo >= lowest) {
            long through =
                    room.pressed(60) ? mayGo : ageCounts ? Math.min(mayGo, aged(connection, now, keepReceipted)) : 0;
            if (through >= lowest) {
                return new Cut(through, through + 1);
            }
        }
        if (expiresUnreceipted() && ageCounts) {
            long through = Math.min(window, aged(connection, now, keepUnreceipted));
            if (through >= lowest) {
                return new Cut(through, Math.max(lowest, receipted + 1));
            }
        }
        return null;
    }

    private static long aged(Connection connection, Stamp now, Duration keep) throws SQLException {
        long cutoff = EventRow.micros(now.wall().minus(keep));
        return Sqlite.number(
                connection,
                "SELECT max(seq) FROM (SELECT seq,wall_us,bits FROM event ORDER BY seq LIMIT " + ROWS_MAX + ") WHERE "
                        + EventRow.SYNCED + " AND wall_us<=" + cutoff);
    }
}
