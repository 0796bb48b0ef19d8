package hubfloor.advice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * How much of one of a parcel's clocks is left.
 *
 * @param due when it runs out
 * @param left below zero once it has
 * @param usedPercent 0 when it began, 100 when it runs out, at most 999
 */
public record TimeLeft(Which which, Instant due, Duration left, int usedPercent) {
    /** A person is told when so much is used. */
    public static final int WARN_FIRST_PERCENT = 50;

    /** And again. */
    public static final int WARN_AGAIN_PERCENT = 80;

    static final int HALF_USED = 1;
    static final int NEARLY_USED = 2;
    static final int OVERDUE = 3;
    private static final List<String> STAGES = List.of("in-time", "half-used", "nearly-used", "overdue");

    /** Which clock. */
    public enum Which {
        CUSTOMS,
        CUT_OFF,
        PROMISE;

        /** As events carry it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static TimeLeft at(Which which, Instant from, Instant due, Instant wall) {
        long whole = Math.max(1, Duration.between(from, due).toSeconds());
        long used = Duration.between(from, wall).toSeconds();
        int percent = Math.clamp(used * 100 / whole, 0, 999);
        return new TimeLeft(which, due, Duration.between(wall, due), percent);
    }

    /** {@code in-time}, {@code half-used}, {@code nearly-used} from 80 % on, or {@code overdue}. */
    public String stage() {
        return STAGES.get(level());
    }

    /** The stage as a number, 0 to 3: it only grows while a clock runs. */
    int level() {
        if (left.isNegative() || left.isZero()) {
            return OVERDUE;
        }
        return usedPercent >= WARN_AGAIN_PERCENT ? NEARLY_USED : usedPercent >= WARN_FIRST_PERCENT ? HALF_USED : 0;
    }
}
