package hubfloor.adapter.sqlite;

/** Another process, or another part of this one, has the store open. The words name it. */
public final class StoreInUse extends Exception {
    private static final long serialVersionUID = 1L;

    StoreInUse(String words) {
        super(words);
    }
}
