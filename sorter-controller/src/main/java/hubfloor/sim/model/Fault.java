package hubfloor.sim.model;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What can go wrong in the hall: the one table of names and rates. A rate is either a share of parcels (each parcel may
 * suffer it) or a number an hour of running (it begins at random instants). {@code all} is a bad day in a badly kept
 * hall, every fault many times as often as a maintained line sees it, within what the line's config says of its parts.
 */
public enum Fault {
    /** No reader sees the label. */
    NO_READ(0.02, Per.PARCEL, "no reader sees the label"),
    /** The label carries a product number, is smudged, or there is none. */
    BAD_LABEL(0.015, Per.PARCEL, "the label names no parcel"),
    TWO_LABELS(0.005, Per.PARCEL, "an old label beside the new one"),
    DOUBLE_READ(0.05, Per.PARCEL, "a reader sends the same code again, within its longest delay"),
    NEIGHBOUR_READ(0.01, Per.PARCEL, "a label is read just outside the area, by less than the tolerance"),
    WRONG_MEASURE(0.005, Per.PARCEL, "scale or dimensioner give wrong values or none"),

    GAPS(0.03, Per.PARCEL, "fed too close, touching included"),
    SLIDE(0.002, Per.PARCEL, "slides on the belt by up to the tolerance between two places"),
    HAND_OFF(0.001, Per.PARCEL, "a hand takes it off the belt"),
    HAND_ON(0.001, Per.PARCEL, "a hand puts another one on, anywhere"),
    JAM(2, Per.HOUR, "a parcel gets stuck on the belt or in a chute's mouth until a person clears it"),

    BOUNCE(0.03, Per.PARCEL, "an eye flickers at an edge, longer than it is debounced"),
    TRANSPARENT(0.001, Per.PARCEL, "one eye on the belt does not see the parcel at all"),
    MISSED_EDGE(0.0005, Per.PARCEL, "one edge of an eye gets lost, nobody says so"),
    EDGES_LOST(0.0005, Per.PARCEL, "edges of an eye get lost and the kernel says so"),
    PHANTOM(6, Per.HOUR, "an eye sees something where nothing is: an insect, a strap, dust"),
    EYE_STUCK_BLOCKED(1, Per.HOUR, "an eye stays blocked for seconds"),
    EYE_STUCK_CLEAR(1, Per.HOUR, "an eye stays clear for seconds"),

    ENCODER_SLIP(3, Per.HOUR, "the encoder counts 1 to 10 % too few for seconds"),
    ENCODER_DROP(3, Per.HOUR, "pulses of 5 to 60 mm get lost at once"),
    ENCODER_JITTER(6, Per.HOUR, "the encoder shakes back and forth, mostly at a standstill"),
    ENCODER_DEAD(1, Per.HOUR, "the encoder stands for 0.3 to 5 s while the belt runs"),

    GATE_STUCK_ACTIVE(0.0003, Per.PARCEL, "a gate does not come back, for 1 to 30 s or until repaired"),
    GATE_STUCK_PASSIVE(0.0005, Per.PARCEL, "a gate does not move, for 5 to 120 s or until repaired"),
    GATE_SLOW(0.0005, Per.PARCEL, "a gate takes two to four times its lag, for 5 to 60 s"),

    BELT_STOP(12, Per.HOUR, "the belt stops for 0.5 to 20 s, parcels wherever they are"),
    SPEED(6, Per.HOUR, "somebody sets another speed; not on a line without an encoder, which could not tell"),
    EMERGENCY_STOP(1, Per.HOUR, "somebody presses e-stop; a person re-arms"),

    CHUTE_FULL(20, Per.HOUR, "a chute fills up and is emptied late"),
    BAG_CHANGE(10, Per.HOUR, "a chute is closed for a new bag, or disabled"),

    HOST_LATE(0.03, Per.PARCEL, "the host answers after the deadline"),
    HOST_SILENT(0.02, Per.PARCEL, "the host never answers"),
    HOST_NONSENSE(0.01, Per.PARCEL, "the host names a chute that is not there"),
    NOT_ANNOUNCED(0.02, Per.PARCEL, "nobody announced the parcel"),
    CUSTOMS_NEWS(0.1, Per.PARCEL, "customs holds it, or changes its mind while it is on the belt"),
    FLOOR_RELEASE(0.05, Per.PARCEL, "somebody on the floor lets it go, with the right to or without"),
    PLAN_SWAP(4, Per.HOUR, "a new plan arrives while parcels are on the belt"),

    CLOCK_STEP(4, Per.HOUR, "the wall clock steps, by seconds to years"),
    LATENCY(0.01, Per.PARCEL, "the controller handles inputs some milliseconds late"),
    FREEZE(2, Per.HOUR, "the controller stands still for 0.05 to 20 s"),
    POWER_CUT(1, Per.HOUR, "the controller loses power; the belt runs on or not");

    private final double rate;
    private final Per per;
    private final String words;

    Fault(double rate, Per per, String words) {
        this.rate = rate;
        this.per = per;
        this.words = words;
    }

    enum Per {
        PARCEL,
        HOUR
    }

    double rate() {
        return rate;
    }

    Per per() {
        return per;
    }

    /** What happens, for the table of {@code --list-faults}. */
    public String words() {
        return words;
    }

    /** How often, in words. */
    public String often() {
        return per == Per.PARCEL ? rate * 100 + " % of parcels" : rate + " an hour";
    }

    /** As the command line writes it: {@code gate-stuck-active}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads {@code none}, {@code all} or a comma-separated list; empty when a word is no fault. */
    public static Optional<Set<Fault>> parse(String list) {
        if (list.equals("none")) {
            return Optional.of(EnumSet.noneOf(Fault.class));
        }
        if (list.equals("all")) {
            return Optional.of(EnumSet.allOf(Fault.class));
        }
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        for (String word : list.split(",", -1)) {
            Optional<Fault> fault =
                    Arrays.stream(values()).filter(f -> f.word().equals(word)).findFirst();
            if (fault.isEmpty()) {
                return Optional.empty();
            }
            faults.add(fault.get());
        }
        return Optional.of(faults);
    }
}
