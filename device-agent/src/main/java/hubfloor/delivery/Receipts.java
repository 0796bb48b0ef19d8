package hubfloor.delivery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the named consumers have confirmed. An event counts as receipted when all of them have it; with none named,
 * nothing ever does. Notices when confirmations stay away for {@value #MISSING_AFTER_SECONDS} s. One thread.
 */
final class Receipts {
    static final long MISSING_AFTER_SECONDS = 60;
    /** Longer than a consumer waits before it asks for what it misses: until then its silence means work, not absence. */
    static final long PATIENCE_SECONDS = 10;

    private final String epoch;
    private final Map<String, Long> through = new LinkedHashMap<>();
    /** What each said last, which is less than before when it lost its own store. */
    private final Map<String, Long> said = new LinkedHashMap<>();

    private long least;
    private long ignored;
    private long waitingSince;
    private boolean waiting;
    private boolean told;
    private long newsAt;
    private long saidAt;

    /** @param least what the store knows to be confirmed by all of them */
    Receipts(String epoch, List<String> consumers, long least) {
        this.epoch = epoch;
        this.least = least;
        consumers.forEach(name -> through.put(name, least));
    }

    /** What becomes of one receipt. */
    enum Verdict {
        TAKEN,
        NOTHING_NEW,
        IGNORED,
        STORE_OLDER
    }

    Verdict take(String receiptEpoch, String consumer, long upTo, long stored, long now) {
        Long before = through.get(consumer);
        if (before == null || !epoch.equals(receiptEpoch) || upTo < 0) {
            ignored++;
            return Verdict.IGNORED;
        }
        if (upTo > stored) {
            return Verdict.STORE_OLDER;
        }
        waiting = false;
        told = false;
        said.put(consumer, upTo);
        saidAt = now;
        newsAt = now;
        if (upTo <= before) {
            return Verdict.NOTHING_NEW;
        }
        through.put(consumer, upTo);
        least = through.values().stream().mapToLong(Long::longValue).min().orElse(0);
        return Verdict.TAKEN;
    }

    /** @return true once when a minute has passed without any receipt although there is something to confirm */
    boolean missing(long handed, long now) {
        if (!expected() || handed <= least) {
            waiting = false;
            return false;
        }
        if (!waiting) {
            waiting = true;
            waitingSince = now;
        }
        if (told || now - waitingSince < MISSING_AFTER_SECONDS * BackOff.SECOND) {
            return false;
        }
        told = true;
        return true;
    }

    /** Consumers are there, as far as one can know: one was heard lately, or there was no time for it yet. */
    boolean come(long now) {
        return expected() && now - newsAt < PATIENCE_SECONDS * BackOff.SECOND;
    }

    /** A consumer has said within the last seconds where it stands. */
    boolean said(long now) {
        return !said.isEmpty() && now - saidAt < PATIENCE_SECONDS * BackOff.SECOND;
    }

    /** Where the last of those stands that have said so; only while {@link #said}. */
    long saidLeast() {
        return said.values().stream().mapToLong(Long::longValue).min().orElse(0);
    }

    /** A new connection, or the first subscriber on it: the waiting starts anew. */
    void connected(long now) {
        waiting = false;
        newsAt = now;
    }

    boolean expected() {
        return !through.isEmpty();
    }

    boolean areMissing() {
        return told;
    }

    long least() {
        return least;
    }

    long ignored() {
        return ignored;
    }
}
