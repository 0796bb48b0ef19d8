package hubfloor.advice;

import hubfloor.advice.Clocks.Running;
import hubfloor.config.model.CustomsStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was told of one parcel's clocks, and when there is something to tell again. Told is the highest stage of each
 * clock, two bits a clock, kept with the parcel: so each stage is told once, and of several that passed at once only
 * the last. A clock whose end was moved begins anew; one that stopped says nothing more. Stateless.
 *
 * <pre>
 *   told:  .. promise (2 bits) | cut-off (2) | customs (2)      0 nothing, 1 half used, 2 nearly used, 3 overdue
 * </pre>
 */
public final class ClockWatch {
    /** There is nothing to wait for. */
    public static final long NEVER = 0;

    private static final int STAGE = 3;

    private ClockWatch() {}

    /** What of {@code told} still counts now that more is known of the parcel. */
    public static int kept(int told, Advice before, Advice after) {
        int kept = told;
        for (Running now : running(after)) {
            Optional<Running> then = running(before).stream()
                    .filter(clock -> clock.which() == now.which())
                    .findFirst();
            if (then.isPresent() && !then.get().due().equals(now.due())) {
                kept &= ~(STAGE << shift(now.which()));
            }
        }
        return kept;
    }

    /** The second since 1970 at which the next stage of any clock begins; {@link #NEVER} when none will. */
    public static long nextS(int told, Advice advice) {
        long next = NEVER;
        for (Running clock : running(advice)) {
            Instant at = switch (stage(told, clock)) {
                case 0 -> clock.used(TimeLeft.WARN_FIRST_PERCENT);
                case TimeLeft.HALF_USED -> clock.used(TimeLeft.WARN_AGAIN_PERCENT);
                case TimeLeft.NEARLY_USED -> clock.due();
                default -> Instant.EPOCH;
            };
            // a due instant between two seconds has passed at the later one
            long second = at.getNano() > 0 ? at.getEpochSecond() + 1 : at.getEpochSecond();
            if (second > NEVER && (next == NEVER || second < next)) {
                next = second;
            }
        }
        return next;
    }

    /** The clocks that have reached a stage not told yet, each as it stands now. */
    public static List<TimeLeft> passed(int told, Advice advice, Instant wall) {
        List<TimeLeft> passed = new ArrayList<>(3);
        for (Running clock : running(advice)) {
            TimeLeft left = clock.at(wall);
            if (left.level() > stage(told, clock)) {
                passed.add(left);
            }
        }
        return passed;
    }

    /** {@code told} with these as well. */
    public static int with(int told, List<TimeLeft> passed) {
        int all = told;
        for (TimeLeft left : passed) {
            int shift = shift(left.which());
            all = (all & ~(STAGE << shift)) | left.level() << shift;
        }
        return all;
    }

    /**
     * When the first of the parcel's clocks runs out, in seconds since 1970, for a parcel on the list of late ones: one of
     * whose clocks any was told to be nearly used or overdue. {@link #NEVER} for a parcel that is not on it.
     */
    public static long lateS(int told, Advice advice) {
        long first = Long.MAX_VALUE;
        boolean late = false;
        for (Running clock : running(advice)) {
            late |= stage(told, clock) >= TimeLeft.NEARLY_USED;
            first = Math.min(first, clock.due().getEpochSecond());
        }
        return late ? first : NEVER;
    }

    /** This clock as it stands now; empty when it has stopped or was never known. */
    public static Optional<TimeLeft> of(TimeLeft.Which which, Advice advice, Instant wall) {
        return running(advice).stream()
                .filter(clock -> clock.which() == which)
                .map(clock -> clock.at(wall))
                .findFirst();
    }

    /** The one of which least is left. */
    public static Optional<TimeLeft> least(Advice advice, Instant wall) {
        return advice.routing().clocks().least(advice.routing().trusted(), released(advice), wall);
    }

    private static boolean released(Advice advice) {
        return advice.customs().status().equals(Optional.of(CustomsStatus.RELEASED));
    }

    private static List<Running> running(Advice advice) {
        return advice.routing().clocks().running(advice.routing().trusted(), released(advice));
    }

    private static int stage(int told, Running clock) {
        return told >> shift(clock.which()) & STAGE;
    }

    private static int shift(TimeLeft.Which which) {
        return switch (which) { // kept on disk
            case CUSTOMS -> 0;
            case CUT_OFF -> 2;
            case PROMISE -> 4;
        };
    }
}
