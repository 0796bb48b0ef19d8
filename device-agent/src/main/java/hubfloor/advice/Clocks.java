package hubfloor.advice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
        for (Running clock : running(trusted, released)) {
            least = lesser(least, clock.at(wall));
        }
        return Optional.ofNullable(least);
    }

    /** One clock that has not stopped: from when it runs, and when it runs out. */
    public record Running(TimeLeft.Which which, Instant from, Instant due) {
        /** How much of it is left. */
        public TimeLeft at(Instant wall) {
            return TimeLeft.at(which, from, due, wall);
        }

        /** The first whole second at which {@code percent} of it are used, at most when it runs out. */
        Instant used(int percent) {
            long whole = Math.max(1, Duration.between(from, due).toSeconds());
            Instant at = from.plusSeconds((whole * percent + 99) / 100);
            return at.isBefore(due) ? at : due;
        }
    }

    /** Those that are known and have not stopped: customs, cut-off, promise, in this order. */
    public List<Running> running(boolean trusted, boolean released) {
        List<Running> running = new ArrayList<>(3);
        if (known(presented) && !released) {
            running.add(new Running(
                    TimeLeft.Which.CUSTOMS, presented, presented.plus(trusted ? CUSTOMS_TRUSTED : CUSTOMS)));
        }
        if (known(cutOff)) {
            Instant from = known(accepted) && accepted.isBefore(cutOff) ? accepted : cutOff.minus(PROMISE);
            running.add(new Running(TimeLeft.Which.CUT_OFF, from, cutOff));
        }
        if (known(accepted)) {
            running.add(new Running(TimeLeft.Which.PROMISE, accepted, accepted.plus(PROMISE)));
        }
        return running;
    }

    private static TimeLeft lesser(@Nullable TimeLeft one, TimeLeft other) {
        return one == null || other.left().compareTo(one.left()) < 0 ? other : one;
    }

    private static boolean known(Instant instant) {
        return instant.isAfter(Instant.EPOCH);
    }
}
