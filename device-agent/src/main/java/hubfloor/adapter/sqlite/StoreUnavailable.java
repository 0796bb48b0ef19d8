package hubfloor.adapter.sqlite;

/** The store can neither be opened nor made here. The words say what to do. */
public final class StoreUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    StoreUnavailable(String words, Throwable cause) {
        super(words, cause);
    }

    StoreUnavailable(String words) {
        super(words);
    }
}
