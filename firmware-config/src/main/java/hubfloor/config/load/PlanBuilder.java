package hubfloor.config.load;

import hubfloor.config.model.CustomsStatus;
import hubfloor.config.model.SortPlan;
import hubfloor.config.model.SortRule;
import hubfloor.config.model.SortRule.PostcodeRange;
import hubfloor.config.model.SortRule.Share;
import hubfloor.config.model.SortRule.SizeClass;
import hubfloor.config.model.SortRule.Wave;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns values that passed every check into a sort plan's records. */
final class PlanBuilder {
    private PlanBuilder() {}

    static SortPlan plan(Values file, List<SortRule> rules, String hash) {
        Values plan = file.group("plan");
        return new SortPlan(
                plan.text("version"),
                Instant.parse(plan.text("valid-from")),
                ZoneId.of(plan.text("zone")),
                hash,
                rules);
    }

    static List<SortRule> rules(Values file) {
        List<Values> waves = file.groups("waves");
        return file.groups("rules").stream().map(rule -> rule(rule, waves)).toList();
    }

    private static SortRule rule(Values rule, List<Values> waves) {
        return new SortRule(
                rule.text("name"),
                Set.copyOf(texts(rule, "schemes")),
                texts(rule, "prefixes"),
                Set.copyOf(texts(rule, "countries")),
                texts(rule, "postcodes").stream().map(PlanBuilder::range).toList(),
                Set.copyOf(texts(rule, "services")),
                number(rule, "min-grams"),
                number(rule, "max-grams"),
                each(rule, "sizes", word -> SizeClass.valueOf(constant(word))),
                each(rule, "customs", word -> CustomsStatus.valueOf(constant(word))),
                number(rule, "min-priority"),
                number(rule, "max-minutes-left"),
                rule.flag("trusted"),
                each(rule, "weekdays", word -> DayOfWeek.of(PlanKeys.WEEKDAYS.indexOf(word) + 1)),
                rule.textIfKnown("wave").map(name -> wave(name, waves)),
                rule.texts("chutes"),
                Share.valueOf(constant(rule.text("share"))));
    }

    /** {@code 40000..49999}, or one postcode as a range of its own. */
    static PostcodeRange range(String text) {
        int dots = text.indexOf("..");
        return dots < 0
                ? new PostcodeRange(text, text)
                : new PostcodeRange(text.substring(0, dots), text.substring(dots + 2));
    }

    private static Wave wave(String name, List<Values> waves) {
        return waves.stream()
                .filter(wave -> wave.text("name").equals(name))
                .map(wave -> new Wave(name, LocalTime.parse(wave.text("from")), LocalTime.parse(wave.text("to"))))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("not checked before use: " + name));
    }

    static List<String> texts(Values rule, String key) {
        return rule.has(key) ? rule.texts(key) : List.of();
    }

    private static OptionalInt number(Values rule, String key) {
        return rule.has(key) ? OptionalInt.of(rule.number(key)) : OptionalInt.empty();
    }

    private static <T> Set<T> each(Values rule, String key, Function<String, T> meaning) {
        return texts(rule, key).stream().map(meaning).collect(Collectors.toUnmodifiableSet());
    }

    private static String constant(String word) {
        return word.replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
