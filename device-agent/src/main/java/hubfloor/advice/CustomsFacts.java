package hubfloor.advice;

import hubfloor.config.model.CustomsStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What customs last said of a parcel, by the issuer's own count and not by arrival: a hold that overtakes a release, or
 * the other way round, changes nothing. Two statuses under one number contradict each other and count as no release
 * until a higher number comes; of these DO_NOT_LOAD wins outright. Only RELEASED, fresh and uncontradicted, opens a
 * NORMAL chute; or a person's word on the floor, within its limits.
 *
 * @param sequence the issuer's count of {@code status}
 * @param at when customs said so
 * @param floor what a person on the floor said to this very word of customs
 */
public record CustomsFacts(
        Optional<CustomsStatus> status, long sequence, Instant at, boolean conflicting, Optional<FloorRelease> floor) {
    /** Nothing was heard. */
    public static final CustomsFacts UNKNOWN = new CustomsFacts(Optional.empty(), Long.MIN_VALUE, Instant.EPOCH, false);

    /** How old a release may be on a device whose file does not say. */
    public static final int VALID_MINUTES = 60;

    /** A release this far ahead of our clock is the issuer's clock; further, and one of the two clocks is wrong. */
    static final Duration AHEAD_MAX = Duration.ofMinutes(2);

    /** Without anybody's word on the floor. */
    public CustomsFacts(Optional<CustomsStatus> status, long sequence, Instant at, boolean conflicting) {
        this(status, sequence, at, conflicting, Optional.empty());
    }

    /** Takes one message into account, in whatever order messages come. */
    public CustomsFacts heard(CustomsStatus said, long saidSequence, Instant saidAt) {
        if (status.isEmpty() || saidSequence > sequence) {
            return new CustomsFacts(Optional.of(said), saidSequence, saidAt, false);
        }
        if (saidSequence < sequence || status.get() == CustomsStatus.DO_NOT_LOAD) {
            return this;
        }
        if (said == CustomsStatus.DO_NOT_LOAD) {
            return new CustomsFacts(Optional.of(said), sequence, saidAt, false, floor);
        }
        if (said != status.get()) {
            return conflicting ? this : new CustomsFacts(status, sequence, at, true, floor);
        }
        // the same again: customs confirmed it, so it is as fresh as the later of the two
        return saidAt.isAfter(at) ? new CustomsFacts(status, sequence, saidAt, conflicting, floor) : this;
    }

    /** The same for all that somebody else has heard. */
    public CustomsFacts heard(CustomsFacts other) {
        CustomsFacts both = other.status.isEmpty() ? this : heard(other.status.get(), other.sequence, other.at);
        boolean contradicted = other.conflicting
                && both.sequence == other.sequence
                && !both.status.equals(Optional.of(CustomsStatus.DO_NOT_LOAD));
        both = contradicted ? new CustomsFacts(both.status, both.sequence, both.at, true, both.floor) : both;
        return other.floor.isPresent() ? both.heard(other.floor.get()) : both;
    }

    /** Takes a person's word into account; one that was said to another word of customs is none. */
    public CustomsFacts heard(FloorRelease said) {
        boolean counts = said.sequence() == sequence && floor.map(said::after).orElse(true);
        return counts ? new CustomsFacts(status, sequence, at, conflicting, Optional.of(said)) : this;
    }

    /** @param wall now; before the clock is known this is {@link Instant#EPOCH}, at which nothing is fresh */
    public CustomsStanding standing(Instant wall, int validMinutes) {
        CustomsStanding said = said(wall, validMinutes);
        boolean opened = floor.isPresent() && floor.get().opens(said, sequence, wall);
        return opened ? CustomsStanding.RELEASED_ON_FLOOR : said;
    }

    /** The same without anybody's word on the floor. */
    public CustomsStanding said(Instant wall, int validMinutes) {
        if (status.isEmpty()) {
            return CustomsStanding.UNKNOWN;
        }
        if (conflicting) {
            return CustomsStanding.CONFLICT;
        }
        return switch (status.get()) {
            case NONE, PRE_ADVISED, ASSESSING -> CustomsStanding.UNKNOWN;
            case HOLD -> CustomsStanding.HOLD;
            case INSPECT -> CustomsStanding.INSPECT;
            case DO_NOT_LOAD -> CustomsStanding.DO_NOT_LOAD;
            case DETAINED -> CustomsStanding.DETAINED;
            case RELEASED -> fresh(wall, validMinutes) ? CustomsStanding.RELEASED : CustomsStanding.STALE;
        };
    }

    private boolean fresh(Instant wall, int validMinutes) {
        Duration age = Duration.between(at, wall);
        return age.compareTo(Duration.ofMinutes(validMinutes)) <= 0 && age.compareTo(AHEAD_MAX.negated()) >= 0;
    }
}
