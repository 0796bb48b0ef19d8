package hubfloor.parcel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which elements need or exclude each other (GS1 General Specifications 4.13, {@code req} and {@code ex}). */
final class Gs1Associations {
    private static final List<String> SERIALISED_KEYS = List.of("253", "255", "8003");

    private final Gs1Dictionary dictionary;

    Gs1Associations(Gs1Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    Gs1Reading judge(List<Candidate.Element> elements) {
        String clash = clash(elements);
        if (clash != null) {
            return Gs1Reading.fault("association", clash, elements);
        }
        String lonely = lonely(elements);
        return lonely == null
                ? new Gs1Reading(elements, true, true, "", "", "", "")
                : new Gs1Reading(elements, true, false, "association", lonely, "", "");
    }

    /** The first AI that cannot stand with another one here, or stands twice with different values. */
    private @Nullable String clash(List<Candidate.Element> elements) {
        for (int i = 0; i < elements.size(); i++) {
            Candidate.Element element = elements.get(i);
            Gs1Entry entry = dictionary.find(element.ai());
            if (entry == null) {
                continue;
            }
            for (int p = 0; p < entry.excluded().size(); p++) {
                if (present(entry.excluded().get(p), element.ai(), elements)) {
                    return element.ai();
                }
            }
            for (int j = i + 1; j < elements.size(); j++) {
                Candidate.Element other = elements.get(j);
                if (other.ai().equals(element.ai()) && !other.value().equals(element.value())) {
                    return element.ai();
                }
            }
        }
        return unserialised(elements);
    }

    /** A digital signature (8030) signs one thing: the keys with an optional serial must then have it. */
    private @Nullable String unserialised(List<Candidate.Element> elements) {
        if (!present("8030", "", elements)) {
            return null;
        }
        for (Candidate.Element element : elements) {
            if (SERIALISED_KEYS.contains(element.ai())) {
                Gs1Entry entry = dictionary.find(element.ai());
                if (entry != null && element.value().length() == entry.minLength()) {
                    return element.ai();
                }
            }
        }
        return null;
    }

    private @Nullable String lonely(List<Candidate.Element> elements) {
        for (int i = 0; i < elements.size(); i++) {
            String ai = elements.get(i).ai();
            Gs1Entry entry = dictionary.find(ai);
            if (entry == null) {
                continue;
            }
            for (int demand = 0; demand < entry.required().size(); demand++) {
                if (!oneGroupPresent(entry.required().get(demand), ai, elements)) {
                    return ai;
                }
            }
        }
        return null;
    }

    private static boolean oneGroupPresent(List<List<String>> groups, String self, List<Candidate.Element> elements) {
        for (int i = 0; i < groups.size(); i++) {
            boolean all = true;
            for (int j = 0; all && j < groups.get(i).size(); j++) {
                all = present(groups.get(i).get(j), self, elements);
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    private static boolean present(String pattern, String self, List<Candidate.Element> elements) {
        for (int i = 0; i < elements.size(); i++) {
            String ai = elements.get(i).ai();
            if (!ai.equals(self) && Gs1Entry.fits(pattern, ai)) {
                return true;
            }
        }
        return false;
    }
}
