package hubfloor.main;

import hubfloor.adapter.postgres.PostgresArchive;
import hubfloor.adapter.postgres.PostgresLedger;
import hubfloor.adapter.sqlite.LedgerReading;
import hubfloor.adapter.sqlite.SqliteLedger;
import hubfloor.adapter.sqlite.StoreInUse;
import hubfloor.adapter.sqlite.StoreRefused;
import hubfloor.adapter.sqlite.StoreUnavailable;
import hubfloor.ledger.LedgerArchive;
import hubfloor.ledger.LedgerStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which store a ledger's {@code --store} names. PostgreSQL's driver is loaded only when an address of it is given. */
final class LedgerStores {
    private static final String POSTGRES = "jdbc:postgresql:";
    private static final String TAKEN = "a file, or jdbc:postgresql://HOST[:PORT]/DATABASE?user=NAME";

    private LedgerStores() {}

    /**
     * @throws LedgerStore.Away when the database cannot be reached
     * @throws IllegalStateException when it cannot be used as it is
     * @throws IllegalArgumentException when this names no store
     */
    static LedgerStore open(String store) {
        if (isShared(store)) {
            return PostgresLedger.open(store);
        }
        if (store.startsWith("jdbc:")) {
            throw new IllegalArgumentException(TAKEN);
        }
        return SqliteLedger.open(Path.of(store));
    }

    /** Makes no store where there is none. */
    static LedgerStore openToRead(String store) {
        if (isShared(store)) {
            return PostgresLedger.openToRead(store);
        }
        if (!store.startsWith("jdbc:") && !Files.isRegularFile(Path.of(store))) {
            throw new IllegalArgumentException("there is no file " + store);
        }
        return open(store);
    }

    /**
     * Everything it holds, to be read in order; throws as {@link #openToRead} does.
     *
     * @throws StoreInUse a file whose ledger runs
     * @throws StoreRefused a file of something else
     * @throws StoreUnavailable a file that cannot be read
     */
    static LedgerArchive archive(String store) throws StoreInUse, StoreRefused, StoreUnavailable {
        if (isShared(store)) {
            return PostgresArchive.open(store);
        }
        if (store.startsWith("jdbc:")) {
            throw new IllegalArgumentException(TAKEN);
        }
        return LedgerReading.open(Path.of(store));
    }

    /** Several instances may write to it. */
    static boolean isShared(String store) {
        return store.startsWith(POSTGRES);
    }

    /** Without the options, which concern nobody who reads a log. */
    static String shown(String store) {
        int options = store.indexOf('?');
        return isShared(store) && options > 0 ? store.substring(0, options) : store;
    }
}
