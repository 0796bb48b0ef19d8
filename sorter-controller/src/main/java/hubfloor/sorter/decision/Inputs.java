package hubfloor.sorter.decision;

import hubfloor.advice.Advice;
import hubfloor.advice.CustomsFacts;
import hubfloor.advice.FloorRelease;
import hubfloor.sorter.event.Reason;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The words a decision was made from; what is not known is left out, and every word is bounded. One thread. */
final class Inputs {
    static final int WORDS_MAX = 16;
    static final int LENGTH_MAX = 64;

    private final List<String> words = new ArrayList<>(WORDS_MAX);

    Inputs add(String key, String value) {
        if (!value.isEmpty() && words.size() < WORDS_MAX) {
            String word = key + "=" + value;
            words.add(word.length() <= LENGTH_MAX ? word : word.substring(0, LENGTH_MAX - 1) + "~");
        }
        return this;
    }

    Inputs add(String key, long value, boolean known) {
        return known ? add(key, Long.toString(value)) : this;
    }

    List<String> words() {
        return words;
    }

    /** In order of worth, should there ever be more than fit. */
    static Inputs of(Facts facts, CompiledPlan plan, boolean customsAsked, boolean onFloor, Draw draw) {
        Inputs in = new Inputs();
        if (facts.doubt() != Reason.NONE) {
            in.add("doubt", facts.doubt().word());
        }
        boolean named = facts.identity().problem() == Reason.NONE;
        in.add(
                "read",
                named ? facts.identity().scheme() : facts.identity().problem().word());
        CustomsFacts customs = facts.customs();
        if (customs.status().isPresent()) {
            in.add(
                    "customs",
                    customs.conflicting()
                            ? "conflicting"
                            : PlanMatch.word(customs.status().get()));
            in.add("customs-seq", Long.toString(customs.sequence()));
            in.add(
                    "customs-age-s",
                    Long.toString(Duration.between(customs.at(), facts.wall()).toSeconds()));
        } else if (customsAsked) {
            in.add("customs", "unknown");
        }
        if (onFloor && customs.floor().isPresent()) {
            FloorRelease release = customs.floor().get();
            in.add("released-by", release.by());
            in.add("released-as", release.role().word());
            in.add(
                    "released-until",
                    release.until().truncatedTo(ChronoUnit.SECONDS).toString());
        } else {
            in.add("drawn", draw.words(facts));
        }
        in.add("host", facts.host().late() ? "late" : facts.host().chute());
        if (facts.advice().isPresent()) {
            Advice advice = facts.advice().get();
            in.add("country", advice.country());
            in.add("postcode", advice.postcode());
            in.add("service", advice.service());
            in.add("priority", advice.priority(), advice.routing().known());
            in.add("announced-g", advice.announcedGrams(), advice.announcedGrams() > 0);
        }
        in.add("measured-g", facts.size().grams(), facts.size().grams() > 0);
        in.add("longest-mm", facts.size().longestMm(), facts.size().longestMm() > 0);
        in.add("round", facts.rounds(), facts.rounds() > 0);
        return in.add("zone", plan.plan().zone().getId());
    }
}
