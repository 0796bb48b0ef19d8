package hubfloor.adapter.sqlite;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What an error of SQLite means for the floor. */
enum Trouble {
    /** No room now; the transaction is undone and the next one is tried. */
    FULL,
    /** Another program holds the file's write lock; tried again like FULL. */
    BUSY,
    /** The file's content is wrong. */
    DAMAGED,
    /**
     * The disk did not do as told: a failed flush or write, a read-only mount, anything unknown. Never retried: after
     * a failed flush the kernel may report the next one as good although the pages are gone.
     */
    DISK;

    static Trouble of(SQLException e) {
        if (e instanceof SQLiteException s && s.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) {
            return FULL; // the -shm file could not grow: no space, nothing was written yet
        }
        return switch (e.getErrorCode() & 0xff) {
            case 13 -> FULL;
            case 5, 6 -> BUSY;
            case 11, 19, 26 -> DAMAGED;
            default -> DISK;
        };
    }

    /** The message without line breaks, with SQLite's extended code where there is one. */
    static String words(SQLException e) {
        String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
        return e instanceof SQLiteException s ? s.getResultCode().name() + ": " + message : message;
    }
}
