package hubfloor.parcel;

import java.util.List;

/**
 * Everything one barcode can mean. A conflict is a result, never a choice made here: a person or the exception chute
 * settles it.
 *
 * @param candidates every format that matches, best first; invalid readings are listed too, with their reason
 */
public record Identification(Outcome outcome, List<Candidate> candidates) {
    public Identification {
        candidates = List.copyOf(candidates);
    }

    /** What a person may conclude from one scan. */
    public enum Outcome {
        /** Exactly one parcel identifier. */
        ONE,
        /** Two different valid primary identifiers. */
        CONFLICT,
        /** Text was read, but it is no identifier this device knows. */
        NONE,
        /** The trigger fired and no code was seen. */
        NO_READ
    }
}
