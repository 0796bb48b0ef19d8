package hubfloor.sorter.event;

import hubfloor.advice.TimeLeft;
import hubfloor.config.model.CustomsStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One thing that happened on a line, in the words that staff and central read. All that carry a parcel's number, in
 * order, are that parcel's story. {@code parcel} counts from 1 at each start of the line and is unique within a boot;
 * {@code atNanos} is monotonic.
 */
public sealed interface LineEvent {
    long atNanos();

    /** About one parcel. */
    sealed interface OfParcel extends LineEvent {
        long parcel();
    }

    /** Its leading edge met the induction eye, or an eye saw a parcel nobody knew ({@code unknown}). */
    record Inducted(long atNanos, long parcel, int eye, boolean unknown, String plan) implements OfParcel {}

    /** The induction eye is free again; {@code gapMm} to the parcel before, -1 for none. */
    record Sized(long atNanos, long parcel, int lengthMm, int gapMm) implements OfParcel {}

    /** A read was joined to this parcel. */
    record Joined(long atNanos, long parcel, int area, String scanner, List<String> subjects) implements OfParcel {
        public Joined {
            subjects = List.copyOf(subjects);
        }
    }

    record Weighed(long atNanos, long parcel, int grams, int lengthMm, int widthMm, int heightMm) implements OfParcel {}

    /**
     * Where it shall go and why. Said again when the decision changes before the gate's decision point.
     *
     * @param subject {@code s10/RR123456785MY}; empty without a single identifier
     * @param plan version of the plan this parcel is sorted by, and the instant from which it is valid
     * @param rule the plan's rule that matched; empty when none was asked
     * @param timeLeft of the parcel's clock with the least left; empty when none is known
     * @param inputs what the decision was made from, in words of key=value, bounded to 16
     */
    record Decided(
            long atNanos,
            long parcel,
            String subject,
            int chute,
            Step step,
            Reason reason,
            String plan,
            Instant planValidFrom,
            String rule,
            Optional<CustomsStatus> customs,
            Optional<TimeLeft> timeLeft,
            List<String> inputs)
            implements OfParcel {
        public Decided {
            inputs = List.copyOf(inputs);
        }
    }

    /** The host's answer was not used: too late by {@code lateMs}, or for a chute that does not exist or is shut. */
    record HostRefused(long atNanos, long parcel, Reason reason, long lateMs, String chute) implements OfParcel {}

    /** The gate's output was told to move, {@code offsetPulses} from the due count. */
    record Fired(long atNanos, long parcel, int gate, int chute, long duePulse, long offsetPulses)
            implements OfParcel {}

    /** The divert was withdrawn or refused; the parcel goes on to the belt's end or the next chance. */
    record Aborted(long atNanos, long parcel, int gate, int chute, Reason reason) implements OfParcel {}

    /** A check eye saw it where it should be, off by {@code offsetMm}. */
    record Passed(long atNanos, long parcel, int eye, int offsetMm) implements OfParcel {}

    /** The end of the story: the parcel is out of the line's account. */
    record Ended(long atNanos, long parcel, Outcome outcome, int chute, Reason reason) implements OfParcel {}

    /** An eye saw something that fits no parcel. It was taken into account as an unknown parcel where it lay on the belt. */
    record Stray(long atNanos, int eye) implements LineEvent {}

    /** PackML state or mode changed. */
    record StateChanged(long atNanos, String mode, String from, String to, Reason reason) implements LineEvent {}

    record GateOutOfService(long atNanos, int gate, Reason reason) implements LineEvent {}

    record ChuteChanged(long atNanos, int chute, String state, Reason reason) implements LineEvent {}

    record PlanChanged(long atNanos, String from, String to, Instant validFrom) implements LineEvent {}

    /** Something a person must look at. */
    record Alarm(long atNanos, Reason reason, String about, String detail) implements LineEvent {}

    /** An order was not obeyed. */
    record OrderRefused(long atNanos, String order, Reason reason) implements LineEvent {}

    /** The rung of the ladder that decided. */
    enum Step {
        SAFETY,
        CUSTOMS,
        HOST,
        PLAN,
        ALTERNATE,
        RECIRCULATE,
        EXCEPTION
    }

    /** How a story ends. */
    enum Outcome {
        /** Its chute's eye saw it. */
        CONFIRMED,
        /** It was to leave and nobody saw it land; reported unknown, never guessed. */
        UNCONFIRMED,
        /** Seen further down the belt after its gate fired or should have. It gets a new decision: only said at the end. */
        MISSED,
        /** Another chute's eye saw it. */
        WRONG_CHUTE,
        /** Not seen where it must have come by. */
        LOST,
        /** At the belt's end, by decision or because nothing was diverted. */
        RAN_OUT,
        /** Went round again. */
        RECIRCULATED
    }
}
