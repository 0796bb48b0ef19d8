package hubfloor.advice;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The instants from which a parcel's time is counted; {@link Instant#EPOCH} = not known.
 *
 * @param accepted from the merchant: promised anywhere within {@link #PROMISE}
 * @param presented to customs: to be done within {@link #CUSTOMS_TRUSTED} or {@link #CUSTOMS}
 * @param cutOff of the planned departure
 */
public record Clocks(Instant accepted, Instant presented, Instant cutOff) {
    public static final Clocks NONE = new Clocks(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);

    /** From acceptance to the door. */
    public static final Duration PROMISE = Duration.ofDays(3);

    /** From presentation to release, for a merchant with a clean record. */
    public static final Duration CUSTOMS_TRUSTED = Duration.ofHours(3);

    /** The same for anybody. */
    public static final Duration CUSTOMS = Duration.ofHours(6);

    /**
     * The clock with the least time left; of two equal ones the customs clock, then the cut-off.
     *
     * @param released customs has let it go, so its clock has stopped
     * @param wall now; {@link Instant#EPOCH} while the clock is not known, at which no time can be told
     * @return empty when no clock is known
     */
    public Optional<TimeLeft> least(boolean trusted, boolean released, Instant wall) {
        if (!known(wall)) {
            return Optional.empty();
        }
        TimeLeft least = null;
        if (known(presented) && !released) {
            Instant due = presented.plus(trusted ? CUSTOMS_TRUSTED : CUSTOMS);
            least = TimeLeft.at(TimeLeft.Which.CUSTOMS, presented, due, wall);
        }
        if (known(cutOff)) {
            Instant from = known(accepted) && accepted.isBefore(cutOff) ? accepted : cutOff.minus(PROMISE);
            least = lesser(least, TimeLeft.at(TimeLeft.Which.CUT_OFF, from, cutOff, wall));
        }
        if (known(accepted)) {
            least = lesser(least, TimeLeft.at(TimeLeft.Which.PROMISE, accepted, accepted.plus(PROMISE), wall));
        }
        return Optional.ofNullable(least);
    }

    private static TimeLeft lesser(@Nullable TimeLeft one, TimeLeft other) {
        return one == null || other.left().compareTo(one.left()) < 0 ? other : one;
    }

    private static boolean known(Instant instant) {
        return instant.isAfter(Instant.EPOCH);
    }
}
