package hubfloor.adapter.sqlite;

/** The store was written by a newer agent. It was not opened and not one byte of it was changed. */
public final class StoreRefused extends Exception {
    private static final long serialVersionUID = 1L;

    StoreRefused(String words) {
        super(words);
    }
}
