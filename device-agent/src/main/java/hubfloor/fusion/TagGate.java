package hubfloor.fusion;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets one sighting of a tag through and holds its repetitions back for a while: a reader tells a tag up to a hundred
 * times while it passes. Keeps the {@value #TAGS_MAX} newest; beyond, a repetition may pass twice, never none. One
 * thread.
 */
public final class TagGate {
    static final int TAGS_MAX = 1024;

    private final long holdNanos;
    private final Map<String, Long> passed = new LinkedHashMap<>(64, 0.75f, false) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > TAGS_MAX;
        }
    };

    public TagGate(long holdNanos) {
        this.holdNanos = holdNanos;
    }

    /** Whether this sighting is news. */
    public boolean passes(String reader, String epc, long atNanos) {
        String key = reader + ' ' + epc;
        Long before = passed.get(key);
        if (before != null && atNanos - before < holdNanos) {
            return false;
        }
        passed.remove(key);
        passed.put(key, atNanos);
        return true;
    }
}
