package hubfloor.adapter.sqlite;

import java.sql.SQLException;

/** A row whose checksum or references are wrong. SQLite has no checksums of its own and would hand it out. */
final class DamagedRow extends SQLException {
    private static final long serialVersionUID = 1L;
    private static final int SQLITE_CORRUPT = 11;

    DamagedRow(String words) {
        super(words, null, SQLITE_CORRUPT);
    }
}
