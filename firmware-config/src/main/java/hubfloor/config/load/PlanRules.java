package hubfloor.config.load;

import hubfloor.config.model.SortRule;
import hubfloor.config.model.SortRule.PostcodeRange;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a plan must hold between its keys: times that exist, ranges that are ranges, a last rule for every parcel, and
 * no rule that an earlier one leaves nothing to. Runs on whatever could be read, but the last only on a whole plan:
 * a rule of which a condition was refused would seem to take more than it does.
 */
final class PlanRules {
    /** Kosovo: no ISO code, but what posts and carriers use. */
    private static final String KOSOVO = "XK";

    private final Problems problems;
    private final Findings findings;

    PlanRules(Problems problems) {
        this.problems = problems;
        findings = new Findings(problems);
    }

    void check(Values file) {
        file.groupIfGiven("plan").ifPresent(this::plan);
        List<Values> waves = file.groups("waves");
        findings.once(waves, "name");
        waves.forEach(this::wave);
        List<String> names = waves.stream()
                .flatMap(wave -> wave.textIfKnown("name").stream())
                .toList();
        List<Values> rules = file.groups("rules");
        findings.once(rules, "name");
        Set<String> countries = Set.of(Locale.getISOCountries());
        for (Values rule : rules) {
            findings.known(rule, "wave", names, "wave");
            order(rule);
            countries(rule, countries);
            postcodes(rule);
        }
        complete(file, rules);
    }

    /** Refuses each chute that the line does not have, or slot that the wall does not. */
    void chutes(Values file, Collection<String> places, String kind) {
        file.groups("rules").forEach(rule -> findings.knownAll(rule, "chutes", places, kind));
    }

    /** Refuses rules to which an earlier one leaves nothing. Several earlier ones together are not added up. */
    void reached(Values file, List<SortRule> rules) {
        List<Values> at = file.groups("rules");
        for (int late = 1; late < rules.size(); late++) {
            for (int early = 0; early < late; early++) {
                if (Cover.covers(rules.get(early), rules.get(late))) {
                    Values first = at.get(early);
                    findings.refuse(
                            at.get(late),
                            "name",
                            ", a rule that no parcel reaches",
                            "a place before rule " + rules.get(early).name() + " (line "
                                    + first.node("name").line() + "), which takes all it would");
                    break;
                }
            }
        }
    }

    private void plan(Values plan) {
        plan.textIfKnown("valid-from").ifPresent(text -> {
            try {
                Instant.parse(text);
            } catch (DateTimeException e) {
                findings.refuse(plan, "valid-from", ", which no calendar has", "an instant that exists");
            }
        });
        plan.textIfKnown("zone")
                .filter(zone -> !ZoneId.getAvailableZoneIds().contains(zone))
                .ifPresent(zone -> findings.note(
                        plan,
                        "zone",
                        plan.node("zone").words() + ", which no time zone is called",
                        Nearest.to(zone, List.copyOf(ZoneId.getAvailableZoneIds()))
                                + "a name such as Europe/Brussels"));
    }

    private void wave(Values wave) {
        Optional<String> from = wave.textIfKnown("from");
        if (from.isPresent() && from.equals(wave.textIfKnown("to"))) {
            findings.refuse(wave, "to", ", the same as from", "another time; a rule for the whole day needs no wave");
        }
    }

    private void order(Values rule) {
        OptionalLong least = rule.numberIfKnown("min-grams");
        OptionalLong most = rule.numberIfKnown("max-grams");
        if (least.isPresent() && most.isPresent() && most.getAsLong() < least.getAsLong()) {
            findings.refuse(rule, "max-grams", ", less than min-grams", "at least " + least.getAsLong());
        }
    }

    private void countries(Values rule, Set<String> known) {
        for (Node.Scalar item : items(rule, "countries")) {
            if (!known.contains(item.text()) && !item.text().equals(KOSOVO)) {
                problems.add(
                        item,
                        KeyReader.join(rule.path(), "countries"),
                        item.words() + ", which is no country",
                        "two letters after ISO 3166-1" + (item.text().equals("UK") ? ": GB" : ""));
            }
        }
    }

    private void postcodes(Values rule) {
        String path = KeyReader.join(rule.path(), "postcodes");
        List<PostcodeRange> before = new ArrayList<>();
        for (Node.Scalar item : items(rule, "postcodes")) {
            PostcodeRange range = PlanBuilder.range(item.text());
            if (range.from().length() != range.to().length()) {
                problems.add(item, path, item.words() + ", ends of unequal length", "two postcodes of one length");
            } else if (range.from().compareTo(range.to()) > 0) {
                problems.add(item, path, item.words() + ", which ends before it begins", "the lower one first");
            } else {
                before.stream()
                        .filter(other -> overlap(other, range))
                        .findFirst()
                        .ifPresent(other -> problems.add(
                                item,
                                path,
                                item.words() + ", which overlaps " + other.from() + ".." + other.to(),
                                "ranges apart from each other"));
                before.add(range);
            }
        }
    }

    /** Of unequal length: compared as far as the shorter goes, because one of the two is surely mistyped. */
    private static boolean overlap(PostcodeRange one, PostcodeRange other) {
        int length = Math.min(one.from().length(), other.from().length());
        return one.from().substring(0, length).compareTo(other.to().substring(0, length)) <= 0
                && other.from().substring(0, length).compareTo(one.to().substring(0, length)) <= 0;
    }

    private void complete(Values file, List<Values> rules) {
        if (rules.isEmpty() || !(file.node("rules") instanceof Node.Sequence list) || !list.complete()) {
            return;
        }
        Values last = rules.getLast();
        for (Key key : last.keys()) {
            if (!PlanKeys.NO_CONDITIONS.contains(key.name()) && last.has(key.name())) {
                findings.note(
                        last,
                        key.name(),
                        "a last rule with a condition",
                        "a last rule with only name and chutes, so that every parcel has a chute");
                return;
            }
        }
    }

    /** The texts of a list that could be read, with their places. */
    private static List<Node.Scalar> items(Values rule, String key) {
        if (!rule.has(key) || !(rule.node(key) instanceof Node.Sequence list)) {
            return List.of();
        }
        List<String> taken = rule.texts(key);
        return list.items().stream()
                .filter(Node.Scalar.class::isInstance)
                .map(Node.Scalar.class::cast)
                .filter(item -> taken.contains(item.text()))
                .toList();
    }
}
