package hubfloor.conform;

/** What became of one check. */
public enum Verdict {
    PASSED("pass"),
    FAILED("fail"),
    /** It could not be seen from where the kit stands, or would do harm; the sentence says why. */
    NOT_TRIED("not-tried");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
