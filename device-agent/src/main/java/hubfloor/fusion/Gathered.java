package hubfloor.fusion;

import hubfloor.parcel.Candidate;
import hubfloor.parcel.Identification.Outcome;
import hubfloor.reader.ReaderMessage.Dimensions;
import java.util.List;
import java.util.Optional;

/**
 * All that was seen of one parcel in one reading area.
 *
 * @param seen every code and tag, in the order of their first sighting
 * @param missing labels that scanners looked for and did not see
 * @param parcel the one identifier all agree on, with the confidence of all kinds of readers together; present exactly
 *     when {@code outcome} is ONE
 * @param weight the last stable weight while the parcel was there
 * @param reasons what a person should know, in words such as {@code weight-motion}; may be empty
 */
public record Gathered(
        Outcome outcome,
        List<Seen> seen,
        int missing,
        Optional<Candidate> parcel,
        Optional<Weighed> weight,
        Optional<Dimensions> size,
        List<String> reasons) {
    public Gathered {
        seen = List.copyOf(seen);
        reasons = List.copyOf(reasons);
    }

    /**
     * A stable weight as its scale sent it.
     *
     * @param value decimal digits as sent
     * @param device the scale's name
     */
    public record Weighed(String value, String unit, boolean net, String device) {}
}
