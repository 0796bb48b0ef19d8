package hubfloor.sorter.decision;

import hubfloor.advice.Advice;
import hubfloor.advice.Routing;
import hubfloor.config.model.SortRule;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which rule of a plan decides for a parcel, and for every rule before it the first condition that did not hold.
 *
 * @param rule index in the plan
 * @param misses one for each earlier rule, in order
 */
public record PlanMatch(int rule, String name, List<Miss> misses) {
    private static final int TEXT_MAX = 80;

    public PlanMatch {
        misses = List.copyOf(misses);
    }

    /** The misses nearest to the match in one phrase each, at most {@code max}: {@code asia: country=MY not in SG TH}. */
    public List<String> nearest(int max) {
        List<String> words = new ArrayList<>();
        for (Miss miss : misses.subList(Math.max(0, misses.size() - max), misses.size())) {
            words.add(miss.words());
        }
        return words;
    }

    /**
     * Why one rule did not match.
     *
     * @param wanted what the rule asks, at most 80 characters
     * @param value what the parcel has; {@code unknown} when nothing is known of it
     */
    public record Miss(int rule, String name, Condition condition, String wanted, String value) {
        public String words() {
            return name + ": " + condition.word() + "=" + value + " not in " + wanted;
        }

        static Miss of(int index, SortRule rule, Condition condition, Facts facts, ZoneId zone) {
            return new Miss(
                    index, rule.name(), condition, cut(asked(rule, condition)), cut(found(facts, condition, zone)));
        }
    }

    private static String asked(SortRule rule, Condition condition) {
        return switch (condition) {
            case SCHEME -> sorted(rule.schemes());
            case PREFIX -> String.join(" ", rule.prefixes());
            case COUNTRY -> sorted(rule.countries());
            case POSTCODE ->
                rule.postcodes().stream().map(r -> r.from() + "-" + r.to()).collect(Collectors.joining(" "));
            case SERVICE -> sorted(rule.services());
            case WEIGHT ->
                rule.minGrams().orElse(0) + "-"
                        + (rule.maxGrams().isPresent() ? rule.maxGrams().getAsInt() + " g" : "any");
            case SIZE -> ordered(rule.sizes());
            case CUSTOMS -> ordered(rule.customs());
            case PRIORITY -> rule.minPriority().orElse(0) + " and up";
            case TIME_LEFT -> rule.maxMinutesLeft().orElse(0) + " min or less";
            case TRUSTED -> "true";
            case WEEKDAY -> ordered(rule.weekdays());
            case WAVE ->
                rule.wave().map(w -> w.name() + " " + w.from() + "-" + w.to()).orElse("");
        };
    }

    private static String found(Facts facts, Condition condition, ZoneId zone) {
        String value = switch (condition) {
            case SCHEME -> facts.identity().scheme();
            case PREFIX -> facts.identity().value();
            case COUNTRY -> facts.advice().map(Advice::country).orElse("");
            case POSTCODE -> facts.advice().map(Advice::postcode).orElse("");
            case SERVICE -> facts.advice().map(Advice::service).orElse("");
            case WEIGHT -> grams(facts);
            case SIZE -> {
                int longest = facts.size().longestMm();
                yield longest <= 0
                        ? ""
                        : Known.sizeClass(longest).name().toLowerCase(Locale.ROOT) + " (" + longest + " mm)";
            }
            case CUSTOMS ->
                facts.customs().conflicting()
                        ? "conflicting"
                        : facts.customs().status().map(PlanMatch::word).orElse("");
            case PRIORITY ->
                facts.advice()
                        .map(Advice::routing)
                        .filter(Routing::known)
                        .map(r -> Integer.toString(r.priority()))
                        .orElse("");
            case TIME_LEFT ->
                facts.timeLeft()
                        .map(time -> time.left().toMinutes() + " min to "
                                + time.which().word())
                        .orElse("");
            case TRUSTED ->
                facts.advice().map(a -> Boolean.toString(a.routing().trusted())).orElse("");
            case WEEKDAY -> timeKnown(facts) ? word(local(facts, zone).getDayOfWeek()) : "";
            case WAVE ->
                timeKnown(facts) ? local(facts, zone).toLocalTime().withNano(0).toString() : "";
        };
        return value.isEmpty() ? "unknown" : value;
    }

    private static String grams(Facts facts) {
        int measured = facts.size().grams();
        int announced = facts.advice().map(Advice::announcedGrams).orElse(0);
        return measured > 0 ? measured + " g" : announced > 0 ? announced + " g announced" : "";
    }

    private static boolean timeKnown(Facts facts) {
        return facts.wall().isAfter(Instant.EPOCH);
    }

    private static ZonedDateTime local(Facts facts, ZoneId zone) {
        return facts.wall().atZone(zone);
    }

    private static String sorted(Set<String> words) {
        return words.stream().sorted().collect(Collectors.joining(" "));
    }

    private static <E extends Enum<E>> String ordered(Set<E> words) {
        return words.stream().sorted().map(PlanMatch::word).collect(Collectors.joining(" "));
    }

    static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static String cut(String text) {
        return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX - 3) + "...";
    }
}
