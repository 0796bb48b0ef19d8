package hubfloor.sorter.decision;

import hubfloor.config.model.CustomsStatus;
import hubfloor.sorter.event.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What customs last said of a parcel, by the issuer's own count and not by arrival: a hold that overtakes a release, or
 * the other way round, changes nothing. Two statuses under one number contradict each other and count as no release
 * until a higher number comes; of these DO_NOT_LOAD wins outright. Only RELEASED, fresh and uncontradicted, opens a
 * NORMAL chute.
 *
 * @param sequence the issuer's count of {@code status}
 * @param at when customs said so
 */
public record CustomsFacts(Optional<CustomsStatus> status, long sequence, Instant at, boolean conflicting) {
    /** Nothing was heard. */
    public static final CustomsFacts UNKNOWN = new CustomsFacts(Optional.empty(), Long.MIN_VALUE, Instant.EPOCH, false);

    /** A release this far ahead of our clock is the issuer's clock; further, and one of the two clocks is wrong. */
    static final Duration AHEAD_MAX = Duration.ofMinutes(2);

    /** Takes one message into account, in whatever order messages come. */
    public CustomsFacts heard(CustomsStatus said, long saidSequence, Instant saidAt) {
        if (status.isEmpty() || saidSequence > sequence) {
            return new CustomsFacts(Optional.of(said), saidSequence, saidAt, false);
        }
        if (saidSequence < sequence || status.get() == CustomsStatus.DO_NOT_LOAD) {
            return this;
        }
        if (said == CustomsStatus.DO_NOT_LOAD) {
            return new CustomsFacts(Optional.of(said), sequence, saidAt, false);
        }
        if (said != status.get()) {
            return conflicting ? this : new CustomsFacts(status, sequence, at, true);
        }
        // the same again: customs confirmed it, so it is as fresh as the later of the two
        return saidAt.isAfter(at) ? new CustomsFacts(status, sequence, saidAt, conflicting) : this;
    }

    /** The same for what central told; advice without a status says nothing of customs. */
    public CustomsFacts heard(Advice advice) {
        return advice.customs().isEmpty()
                ? this
                : heard(advice.customs().get(), advice.customsSequence(), advice.customsAt());
    }

    /**
     * @param wall now; before the clock is known this is {@link Instant#EPOCH}, at which nothing is fresh
     * @return NONE when the parcel is released, else why it must stay on the bonded side
     */
    public Reason hold(Instant wall, int validMinutes) {
        if (status.isEmpty()) {
            return Reason.CUSTOMS_UNKNOWN;
        }
        if (conflicting) {
            return Reason.CUSTOMS_CONFLICT;
        }
        return switch (status.get()) {
            case NONE, PRE_ADVISED, ASSESSING -> Reason.CUSTOMS_UNKNOWN;
            case HOLD -> Reason.CUSTOMS_HOLD;
            case INSPECT -> Reason.CUSTOMS_INSPECT;
            case DO_NOT_LOAD -> Reason.CUSTOMS_DO_NOT_LOAD;
            case DETAINED -> Reason.CUSTOMS_DETAINED;
            case RELEASED -> fresh(wall, validMinutes) ? Reason.NONE : Reason.CUSTOMS_STALE;
        };
    }

    private boolean fresh(Instant wall, int validMinutes) {
        Duration age = Duration.between(at, wall);
        return age.compareTo(Duration.ofMinutes(validMinutes)) <= 0 && age.compareTo(AHEAD_MAX.negated()) >= 0;
    }
}
