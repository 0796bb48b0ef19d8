package hubfloor.sorter.record;

/** Bytes that are no recording, or not one this version reads. The words say what is wrong, never the content. */
public final class Damaged extends Exception {
    private static final long serialVersionUID = 1L;

    public Damaged(String words) {
        super(words, null, false, false);
    }
}
