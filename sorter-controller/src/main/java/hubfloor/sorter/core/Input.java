package hubfloor.sorter.core;

import hubfloor.advice.Advice;
import hubfloor.config.model.SortPlan;
import hubfloor.parcel.Identification;
import java.time.Instant;
import java.util.List;

/**
 * Something the line saw or was told. Every input carries the monotonic instant at which it happened, not at which it
 * was handled ({@code atNanos}, from the kernel's edge timestamp where there is one), and the encoder's count at that
 * instant ({@code count}; 0 for ever on a line without an encoder). Inputs are stepped in the order of handling; their
 * {@code atNanos} may lie up to the shell's latency behind the last tick, never ahead of now.
 *
 * <p>A line's recording is the list of its inputs: the same list gives the same effects.
 */
public sealed interface Input {
    long atNanos();

    long count();

    /** Time and belt moved on; nothing else happened. Given at least every 10 ms, and when something is due. */
    record Tick(long atNanos, long count) implements Input {}

    /** A photo-eye's debounced edge. {@code eye} is its index in the line's config. */
    record EyeEdge(long atNanos, long count, int eye, boolean blocked) implements Input {}

    /** Edges of this eye were lost by the kernel: what it saw is not known. */
    record EyeEdgesLost(long atNanos, long count, int eye) implements Input {}

    /** The belt-running contact. */
    record BeltContact(long atNanos, long count, boolean running) implements Input {}

    /** The status contact of the safety circuit; {@code open} = somebody pressed e-stop. */
    record EmergencyStop(long atNanos, long count, boolean open) implements Input {}

    /** A chute's full or half-full input. */
    record ChuteLevel(long atNanos, long count, int chute, Level level, boolean active) implements Input {
        /** Which of the two inputs. */
        public enum Level {
            HALF_FULL,
            FULL
        }
    }

    /**
     * One telegram of a reader, already read as identifiers. Empty = the reader's own word for no-read.
     *
     * @param area index of the reading area
     */
    record Read(long atNanos, long count, int area, String scanner, List<Identification> codes) implements Input {
        public Read {
            codes = List.copyOf(codes);
        }
    }

    /** A scale's or dimensioner's stable result; 0 = not measured. */
    record Measured(long atNanos, long count, int area, int grams, int lengthMm, int widthMm, int heightMm)
            implements Input {}

    /** What the floor knows of a parcel's identifier, as answer to {@link Effect.Ask} or as later news. */
    record Advised(long atNanos, long count, String subject, Advice advice) implements Input {}

    /** The host names a chute for a parcel it was asked about. */
    record HostAssigned(long atNanos, long count, long parcel, String chute) implements Input {}

    /** A complete, checked plan; in force for parcels inducted from its {@code validFrom} on. */
    record PlanArrived(long atNanos, long count, SortPlan plan) implements Input {}

    /** What the wall clock said at {@code atNanos}; given at start, every second and after a step. */
    record WallClock(long atNanos, long count, Instant wall) implements Input {}

    /** A person, or a system with a person's right, wants something of the line. */
    record Order(long atNanos, long count, LineOrder order) implements Input {}
}
