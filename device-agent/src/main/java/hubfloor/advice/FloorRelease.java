package hubfloor.advice;

import hubfloor.config.model.FloorRole;
import java.time.Instant;

/**
 * A person's word on the floor that one parcel may go. It holds for what customs had said when it was given, and for a
 * short time: any newer word of customs ends it, whatever that says. What it can never do stands in {@link #covers}.
 *
 * @param by the person's badge
 * @param inspected customs' person has looked at the parcel, under this very word of customs, and found nothing
 * @param sequence the issuer's count of customs' word at that time; {@link Long#MIN_VALUE} when there was none
 * @param until when it ends; a word that only says that the parcel was inspected ends as it begins
 */
public record FloorRelease(String by, FloorRole role, boolean inspected, long sequence, Instant at, Instant until) {

    /**
     * Whether somebody of this role may let a parcel of this standing go. A supervisor only repeats what customs has
     * said before; a customs officer may say it first. Contradiction, do-not-load and detained need customs' own system.
     */
    public static boolean covers(FloorRole role, boolean inspected, CustomsStanding standing) {
        boolean officer = role == FloorRole.CUSTOMS_OFFICER;
        return switch (standing) {
            case STALE -> true;
            case UNKNOWN, HOLD -> officer;
            case INSPECT -> officer && inspected;
            case RELEASED, RELEASED_ON_FLOOR, CONFLICT, DO_NOT_LOAD, DETAINED -> false;
        };
    }

    /** @param wall now; {@link Instant#EPOCH} while the clock is not known, at which nothing is in force */
    boolean opens(CustomsStanding said, long saidSequence, Instant wall) {
        return saidSequence == sequence
                && covers(role, inspected, said)
                && wall.isBefore(until)
                && !wall.isBefore(at.minus(CustomsFacts.AHEAD_MAX));
    }

    /** Of two words on one parcel the later one counts. */
    boolean after(FloorRelease other) {
        int order = at.compareTo(other.at);
        return order == 0 ? until.isAfter(other.until) : order > 0;
    }
}
