package hubfloor.sorter.decision;

import hubfloor.advice.Advice;
import hubfloor.advice.CustomsFacts;
import hubfloor.advice.TimeLeft;
import hubfloor.config.model.CustomsStatus;
import hubfloor.sorter.event.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * All that one decision about one parcel is made from; nothing else goes in.
 *
 * @param doubt why the line is not sure of this parcel (touching, position unsure, unknown ...); NONE when it is
 * @param advice what central told; empty when nothing did
 * @param customs all that was heard of them since the parcel came; not read from {@code advice}
 * @param host the host's answer, where the line asks one
 * @param wall now; {@link Instant#EPOCH} while the clock is not known
 * @param rounds how often it went round already
 * @param present index of the chute it is decided for so far, -1 for none: a parcel keeps its turn
 */
public record Facts(
        Reason doubt,
        Identity identity,
        Optional<Advice> advice,
        CustomsFacts customs,
        Size size,
        Host host,
        Instant wall,
        int rounds,
        int present) {

    /** The clock with the least time left; empty when central told of none, or our own clock is not known. */
    public Optional<TimeLeft> timeLeft() {
        boolean released = customs.status().equals(Optional.of(CustomsStatus.RELEASED));
        return advice.map(Advice::routing)
                .flatMap(routing -> routing.clocks().least(routing.trusted(), released, wall));
    }

    /** Nothing decided so far. */
    public static final int NO_CHUTE = -1;

    /** Measured on the belt or by a scale; 0 = not measured. */
    public record Size(int grams, int lengthMm, int widthMm, int heightMm) {
        public static final Size UNKNOWN = new Size(0, 0, 0, 0);

        /** 0 when nothing was measured. */
        public int longestMm() {
            return Math.max(lengthMm, Math.max(widthMm, heightMm));
        }
    }

    /**
     * @param chute the name the host gave before the deadline; empty for none
     * @param late the host was asked and its deadline passed without an answer
     */
    public record Host(String chute, boolean late) {
        public static final Host NONE = new Host("", false);
    }
}
