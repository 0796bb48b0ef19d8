package hubfloor.sorter.decision;

import hubfloor.parcel.Candidate;
import hubfloor.parcel.Identification;
import hubfloor.sorter.event.Reason;
import java.util.List;

/**
 * Who a parcel is, by all the reads that were joined to it. Two reads that name two parcels are never settled here: a
 * person does that at the exception chute.
 *
 * @param scheme {@code s10}, {@code sscc}, ...; empty without a single identifier
 * @param value the identifier in its normal form; empty without one
 * @param problem NONE when exactly one parcel is named; else NO_READ, NO_DATA (text that is no identifier known here),
 *     CONFLICT (one code names two parcels) or MULTIPLE_READS (two codes do)
 */
public record Identity(String scheme, String value, Reason problem) {
    /** Nothing was read. */
    public static final Identity NONE = new Identity("", "", Reason.NO_READ);

    public Identity {
        if (problem == Reason.NONE && (scheme.isEmpty() || value.isEmpty())) {
            throw new IllegalArgumentException("a parcel without a problem has a scheme and a value");
        }
    }

    /** What all codes of all reads say together; a reader that saw nothing does not contradict one that did. */
    public static Identity of(List<Identification> codes) {
        Candidate one = null;
        boolean text = false;
        boolean several = false;
        boolean conflict = false;
        for (Identification code : codes) {
            switch (code.outcome()) {
                case NO_READ -> {}
                case NONE -> text = true;
                case CONFLICT -> conflict = true;
                case ONE -> {
                    Candidate best = code.candidates().getFirst();
                    several |= one != null
                            && !(one.scheme().equals(best.scheme())
                                    && one.value().equals(best.value()));
                    one = best;
                }
            }
        }
        if (conflict || several) {
            return new Identity("", "", conflict ? Reason.CONFLICT : Reason.MULTIPLE_READS);
        }
        if (one != null) {
            return new Identity(one.scheme(), one.value(), Reason.NONE);
        }
        return text ? new Identity("", "", Reason.NO_DATA) : NONE;
    }

    /** {@code s10/RR123456785MY}; empty without a single identifier. */
    public String subject() {
        return problem == Reason.NONE ? scheme + "/" + value : "";
    }
}
