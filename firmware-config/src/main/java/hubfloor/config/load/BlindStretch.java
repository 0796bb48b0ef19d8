package hubfloor.config.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * On a line without an encoder: the longest way a parcel goes between an eye that corrects its position and a place
 * where the position matters, and how far a belt at its slowest or fastest is then from where nominal speed puts it.
 */
final class BlindStretch {
    private final Values line;

    BlindStretch(Values line) {
        this.line = line;
    }

    /**
     * @param before the gate's or eye's name at the end of the stretch
     * @param driftUm how far off the parcel may be there
     */
    record Stretch(String before, long lengthMm, long driftUm) {}

    /** Empty when something it needs could not be read. */
    Optional<Stretch> longest() {
        Values belt = line.groupIfGiven("belt").orElse(null);
        if (belt == null) {
            return Optional.empty();
        }
        OptionalLong slowest = belt.numberIfKnown("min-mm-per-s");
        OptionalLong nominal = belt.numberIfKnown("nominal-mm-per-s");
        OptionalLong fastest = belt.numberIfKnown("max-mm-per-s");
        if (slowest.isEmpty() || nominal.isEmpty() || fastest.isEmpty()) {
            return Optional.empty();
        }
        long off = Math.max(fastest.getAsLong() - nominal.getAsLong(), nominal.getAsLong() - slowest.getAsLong());
        Stretch longest = null;
        for (Values place : places()) {
            long at = place.numberIfKnown("position-mm").orElse(0);
            long from = lastEyeBefore(at);
            if (longest == null || at - from > longest.lengthMm) {
                long drift = (at - from) * 1000 * off / nominal.getAsLong();
                longest = new Stretch(place.textIfKnown("name").orElse(place.path()), at - from, drift);
            }
        }
        return Optional.ofNullable(longest);
    }

    private List<Values> places() {
        List<Values> places = new ArrayList<>(line.groups("gates"));
        places.addAll(correcting());
        return places;
    }

    private List<Values> correcting() {
        return line.groups("eyes").stream()
                .filter(eye -> eye.has("role") && !LineRules.is(eye, "role", "verify"))
                .toList();
    }

    private long lastEyeBefore(long place) {
        return correcting().stream()
                .mapToLong(eye -> eye.numberIfKnown("position-mm").orElse(0))
                .filter(at -> at < place)
                .max()
                .orElse(0);
    }
}
