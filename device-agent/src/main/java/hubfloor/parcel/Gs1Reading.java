package hubfloor.parcel;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a GS1 symbol, element string or Digital Link said. Immutable.
 *
 * @param elements in their order; those before the fault when there is one
 * @param wellFormed every element alone obeys the dictionary and none excludes another
 * @param valid also every element that needs company has it. GS1 judges that over all symbols of an item, so a
 *     reading that is well formed but not valid is a warning on a floor
 * @param reason empty when valid, else {@code length}, {@code charset}, {@code check_digit}, {@code content},
 *     {@code unknown_ai}, {@code association}, {@code digital_link} or {@code symbology_id}
 * @param failedAi the element at fault; empty when none alone is
 * @param plain what a symbol without GS1 syntax held; else empty
 * @param symbology empty when unknown
 */
public record Gs1Reading(
        List<Candidate.Element> elements,
        boolean wellFormed,
        boolean valid,
        String reason,
        String failedAi,
        String plain,
        String symbology) {
    public Gs1Reading {
        elements = List.copyOf(elements);
    }

    static Gs1Reading fault(String reason, String failedAi, List<Candidate.Element> before) {
        return new Gs1Reading(before, false, false, reason, failedAi, "", "");
    }

    static Gs1Reading plain(String text) {
        return new Gs1Reading(List.of(), true, true, "", "", text, "");
    }

    Gs1Reading in(String name) {
        return new Gs1Reading(elements, wellFormed, valid, reason, failedAi, plain, name);
    }

    /** The value of the first element with this AI. */
    public Optional<String> value(String ai) {
        for (Candidate.Element element : elements) {
            if (element.ai().equals(ai)) {
                return Optional.of(element.value());
            }
        }
        return Optional.empty();
    }

    /** Net (310n) or gross (330n) weight in kilograms; n tells the decimals. */
    public Optional<BigDecimal> kilograms() {
        for (Candidate.Element element : elements) {
            String ai = element.ai();
            if (ai.length() == 4 && (ai.startsWith("310") || ai.startsWith("330"))) {
                return Optional.of(new BigDecimal(element.value()).movePointLeft(ai.charAt(3) - '0'));
            }
        }
        return Optional.empty();
    }

    /** {@code (00)106141412345678908(3301)000125}, the form people read. */
    public String bracketed() {
        StringBuilder out = new StringBuilder();
        for (Candidate.Element element : elements) {
            out.append('(').append(element.ai()).append(')').append(element.value());
        }
        return out.toString();
    }
}
