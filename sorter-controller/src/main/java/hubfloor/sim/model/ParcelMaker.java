package hubfloor.sim.model;

import hubfloor.advice.Advice;
import hubfloor.config.model.CustomsStatus;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortRule;
import hubfloor.parcel.Candidate;
import hubfloor.parcel.Identification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Parcels as this line's plan expects them: every rule gets its share, some fit none. Sizes fill what the line allows.
 */
final class ParcelMaker {
    private final Hall hall;
    private final ParcelLabels labels;
    private final Function<String, Identification> identify;
    private final List<SortRule> rules;
    private final double shortest;
    private final double longest;
    private int made;

    ParcelMaker(Hall hall, Function<String, Identification> identify) {
        this.hall = hall;
        this.identify = identify;
        labels = new ParcelLabels(hall.chance::below);
        rules = hall.plan.rules();
        shortest = shortest(hall.line);
        longest = Math.max(shortest + 1, Math.min(480, hall.line.tracking().maxLengthMm() * 0.85) * 1e3);
    }

    /** Micrometres. */
    static double shortest(LineConfig line) {
        return Math.max(80, line.tracking().minLengthMm() * 1.3) * 1e3;
    }

    double meanLength() {
        return (shortest + longest) / 2;
    }

    SimParcel next() {
        long length = (long) hall.chance.between(shortest, longest);
        List<Identification> codes = new ArrayList<>(2);
        if (hall.chance.strikes(Fault.BAD_LABEL)) {
            if (hall.chance.oneIn(3)) {
                codes.add(identify.apply("4006381333931"));
            } else if (hall.chance.oneIn(2)) {
                codes.add(identify.apply("RR1234?678MY"));
            }
        } else {
            codes.add(goodLabel());
            if (hall.chance.strikes(Fault.TWO_LABELS)) {
                codes.add(goodLabel());
            }
        }
        List<String> subjects = new ArrayList<>(2);
        for (Identification code : codes) {
            for (Candidate candidate : code.candidates()) {
                if (candidate.valid()) {
                    subjects.add(candidate.scheme() + "/" + candidate.value());
                }
            }
        }
        SortRule rule = rules.get(hall.chance.below(rules.size()));
        int grams = grams(rule);
        SimParcel parcel = new SimParcel(
                ++made,
                length,
                60 + hall.chance.below(300),
                20 + hall.chance.below(300),
                grams,
                codes,
                subjects,
                advice(rule, grams),
                (long) (length * hall.chance.between(0.1, 0.9)));
        for (String subject : subjects) {
            if (!subject.startsWith("gtin/")) {
                hall.bySubject.put(subject, parcel);
            }
        }
        return parcel;
    }

    private Identification goodLabel() {
        while (true) {
            Identification read = identify.apply(labels.next());
            if (read.outcome() == Identification.Outcome.ONE) {
                return read;
            }
        }
    }

    private int grams(SortRule rule) {
        int from = rule.minGrams().orElse(50);
        int to = rule.maxGrams().orElse(Math.max(from + 1, 20_000));
        return (int) hall.chance.between((long) from, to);
    }

    private Advice advice(SortRule rule, int grams) {
        String country = pick(rule.countries(), "MY");
        String postcode = String.valueOf(10_000 + hall.chance.below(90_000));
        if (!rule.postcodes().isEmpty()) {
            postcode = rule.postcodes()
                    .get(hall.chance.below(rule.postcodes().size()))
                    .from();
        }
        CustomsStatus status = CustomsStatus.RELEASED;
        if (hall.chance.strikes(Fault.CUSTOMS_NEWS)) {
            CustomsStatus[] all = CustomsStatus.values();
            status = all[hall.chance.below(all.length)];
        }
        String service = pick(rule.services(), "");
        int sequence = 1 + hall.chance.below(5);
        Instant said = hall.trueWall().minusSeconds(60 + hall.chance.below(60));
        int priority = rule.minPriority().orElse(hall.chance.below(10));
        return Advice.to(country, postcode, service, grams, priority).heard(status, sequence, said);
    }

    private String pick(Set<String> of, String otherwise) {
        if (of.isEmpty()) {
            return otherwise;
        }
        List<String> sorted = of.stream().sorted().toList();
        return sorted.get(hall.chance.below(sorted.size()));
    }
}
