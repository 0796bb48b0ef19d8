package hubfloor.conform;

/**
 * One check of one rule, told once.
 *
 * @param rule its id in the contract's {@code x-rules}
 * @param check which part of the rule, one word; unique within the rule
 * @param seen one sentence of what was seen, of printable characters only
 */
public record Finding(String rule, String check, Verdict verdict, String seen) {
    private static final int SEEN_MAX = 400;

    public Finding {
        seen = printable(seen);
    }

    /** Words of the other side may be in it: nothing in them may move a terminal's cursor. */
    private static String printable(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().limit(SEEN_MAX).forEach(c -> {
            int type = Character.getType(c);
            boolean shown = !Character.isISOControl(c)
                    && type != Character.FORMAT
                    && type != Character.LINE_SEPARATOR
                    && type != Character.PARAGRAPH_SEPARATOR
                    && type != Character.SURROGATE;
            safe.appendCodePoint(shown ? c : '?');
        });
        return safe.toString();
    }
}
