package hubfloor.adapter.sqlite;

import java.nio.file.Path;
import java.util.Optional;

/** Tells who has a store open, without opening it. */
public final class StoreOwner {
    private StoreOwner() {}

    /**
     * @return the process id of who holds the store's lock; empty when nobody does, or there is no store
     * @throws StoreUnavailable when this user may not ask
     */
    public static Optional<String> of(Path store) throws StoreUnavailable {
        return StoreLock.owner(store.toAbsolutePath().normalize());
    }
}
