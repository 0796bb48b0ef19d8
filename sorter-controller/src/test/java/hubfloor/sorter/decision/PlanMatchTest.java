package hubfloor.sorter.decision;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.advice.Advice;
import hubfloor.config.model.CustomsStatus;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.config.model.SortRule;
import hubfloor.config.model.SortRule.PostcodeRange;
import hubfloor.config.model.SortRule.Share;
import hubfloor.config.model.SortRule.SizeClass;
import hubfloor.config.model.SortRule.Wave;
import hubfloor.sorter.decision.TestLine.Parcel;
import hubfloor.sorter.decision.TestLine.Rule;
import hubfloor.sorter.event.Reason;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanMatchTest {
    private static final LineConfig LINE = TestLine.line(true, false);

    /** One condition, a parcel that it lets through, and one that it stops, with the words for that. */
    record Row(
            Condition condition, Consumer<Rule> rule, Consumer<Parcel> passes, Consumer<Parcel> fails, String words) {
        @Override
        public String toString() {
            return condition + " " + words;
        }
    }

    static Stream<Row> rows() {
        Consumer<Parcel> asItIs = p -> {};
        Consumer<Parcel> noAdvice = p -> p.advice = Optional.empty();
        return Stream.of(
                new Row(
                        Condition.SCHEME,
                        r -> r.schemes = Set.of("s10"),
                        asItIs,
                        p -> p.identity = new Identity("sscc", "1", Reason.NONE),
                        "scheme=sscc not in s10"),
                new Row(
                        Condition.PREFIX,
                        r -> r.prefixes = List.of("RB", "RR"),
                        asItIs,
                        p -> p.identity = new Identity("s10", "CP1", Reason.NONE),
                        "prefix=CP1 not in RB RR"),
                new Row(
                        Condition.PREFIX,
                        r -> r.prefixes = List.of("R"),
                        asItIs,
                        p -> p.identity = Identity.NONE,
                        "prefix=unknown not in R"),
                new Row(
                        Condition.COUNTRY,
                        r -> r.countries = Set.of("SG", "MY"),
                        asItIs,
                        p -> p.advice = Optional.of(Parcel.advice("TH", "", "", 0, 0)),
                        "country=TH not in MY SG"),
                new Row(
                        Condition.COUNTRY,
                        r -> r.countries = Set.of("MY"),
                        asItIs,
                        noAdvice,
                        "country=unknown not in MY"),
                new Row(
                        Condition.POSTCODE,
                        r -> r.postcodes = List.of(new PostcodeRange("50000", "50480")),
                        asItIs,
                        p -> p.advice = Optional.of(Parcel.advice("MY", "50481", "", 0, 0)),
                        "postcode=50481 not in 50000-50480"),
                new Row(
                        Condition.POSTCODE,
                        r -> r.postcodes = List.of(new PostcodeRange("50480", "50999")),
                        asItIs,
                        p -> p.advice = Optional.of(Parcel.advice("MY", "504801", "", 0, 0)),
                        "postcode=504801 not in 50480-50999"),
                new Row(
                        Condition.SERVICE,
                        r -> r.services = Set.of("express"),
                        asItIs,
                        p -> p.advice = Optional.of(Parcel.advice("MY", "", "economy", 0, 0)),
                        "service=economy not in express"),
                new Row(
                        Condition.WEIGHT,
                        r -> r.minGrams = OptionalInt.of(1_000),
                        asItIs,
                        p -> p.size = new Facts.Size(999, 0, 0, 0),
                        "weight=999 g not in 1000-any"),
                new Row(
                        Condition.WEIGHT,
                        r -> r.maxGrams = OptionalInt.of(1_000),
                        asItIs,
                        p -> p.size = new Facts.Size(1_001, 0, 0, 0),
                        "weight=1001 g not in 0-1000 g"),
                new Row(
                        Condition.WEIGHT,
                        r -> r.maxGrams = OptionalInt.of(1_000),
                        p -> p.size = Facts.Size.UNKNOWN,
                        p -> {
                            p.size = Facts.Size.UNKNOWN;
                            p.advice = Optional.empty();
                        },
                        "weight=unknown not in 0-1000 g"),
                new Row(
                        Condition.SIZE,
                        r -> r.sizes = Set.of(SizeClass.MEDIUM, SizeClass.SMALL),
                        p -> p.size = new Facts.Size(0, 10, 600, 0),
                        p -> p.size = new Facts.Size(0, 601, 0, 0),
                        "size=large (601 mm) not in small medium"),
                new Row(
                        Condition.SIZE,
                        r -> r.sizes = Set.of(SizeClass.SMALL),
                        p -> p.size = new Facts.Size(0, 250, 0, 0),
                        p -> p.size = new Facts.Size(0, 251, 0, 0),
                        "size=medium (251 mm) not in small"),
                new Row(
                        Condition.CUSTOMS,
                        r -> r.customs = Set.of(CustomsStatus.RELEASED),
                        asItIs,
                        p -> p.customs = p.customs.heard(CustomsStatus.HOLD, 7, TestLine.NOW),
                        "customs=conflicting not in released"),
                new Row(
                        Condition.PRIORITY,
                        r -> r.minPriority = OptionalInt.of(5),
                        asItIs,
                        p -> p.advice = Optional.of(Parcel.advice("MY", "", "", 0, 4)),
                        "priority=4 not in 5 and up"),
                new Row(
                        Condition.PRIORITY,
                        r -> r.minPriority = OptionalInt.of(0),
                        asItIs,
                        noAdvice,
                        "priority=unknown not in 0 and up"),
                new Row(
                        Condition.WEEKDAY,
                        r -> r.weekdays = Set.of(DayOfWeek.MONDAY),
                        asItIs,
                        p -> p.wall = Instant.parse("2026-11-23T16:00:00Z"),
                        "weekday=tuesday not in monday"),
                new Row(
                        Condition.WAVE,
                        r -> r.wave = wave("17:00", "18:00"),
                        asItIs,
                        p -> p.wall = Instant.parse("2026-11-23T10:00:00Z"),
                        "wave=18:00 not in w 17:00-18:00"),
                new Row(
                        Condition.WAVE,
                        r -> r.wave = wave("22:00", "06:00"),
                        p -> p.wall = Instant.parse("2026-11-23T21:59:59Z"),
                        p -> p.wall = Instant.parse("2026-11-23T22:00:00Z"),
                        "wave=06:00 not in w 22:00-06:00"),
                new Row(
                        Condition.WAVE,
                        r -> r.wave = wave("00:00", "23:59"),
                        asItIs,
                        p -> p.wall = Instant.EPOCH,
                        "wave=unknown not in w 00:00-23:59"));
    }

    private static Optional<Wave> wave(String from, String to) {
        return Optional.of(new Wave("w", LocalTime.parse(from), LocalTime.parse(to)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachConditionLetsThroughWhatItSaysAndNamesWhatItStops(Row row) {
        Rule rule = new Rule("one");
        row.rule().accept(rule);
        CompiledPlan plan =
                new CompiledPlan(TestLine.plan(rule.to(Share.FILL, "north"), TestLine.all(Share.FILL, "south")), LINE);
        Parcel good = new Parcel();
        row.passes().accept(good);
        assertThat(plan.match(good.facts())).isZero();
        assertThat(plan.explain(good.facts()).misses()).isEmpty();
        Parcel bad = new Parcel();
        row.fails().accept(bad);
        PlanMatch match = plan.explain(bad.facts());
        assertThat(match.rule()).isEqualTo(1);
        assertThat(match.misses()).hasSize(1);
        assertThat(match.misses().getFirst().condition()).isEqualTo(row.condition());
        assertThat(match.nearest(3)).containsExactly("one: " + row.words());
    }

    @Test
    void firstRuleThatMatchesDecidesAsAPlainReadingOfThePlanDoes() {
        SplittableRandom seeds = new SplittableRandom(99);
        int early = 0;
        for (int i = 0; i < 2_000; i++) {
            long seed = seeds.nextLong();
            RandomParcels random = new RandomParcels(seed);
            SortPlan plan = TestLine.plan(random.rules(1 + i % 30));
            CompiledPlan compiled = new CompiledPlan(plan, LINE);
            for (int n = 0; n < 50; n++) {
                Facts facts = random.facts();
                int expected = plainly(plan, facts);
                assertThat(compiled.match(facts))
                        .as("seed %d parcel %d", seed, n)
                        .isEqualTo(expected);
                assertThat(compiled.explain(facts).rule()).isEqualTo(expected);
                early += expected < plan.rules().size() - 1 ? 1 : 0;
            }
        }
        assertThat(early).as("matches before the last rule").isGreaterThan(10_000);
    }

    @Test
    void explanationIsBounded() {
        Rule many = new Rule("many");
        many.prefixes =
                Stream.iterate(1, i -> i + 1).limit(500).map(i -> "P" + i).toList();
        SortRule rule = many.to(Share.FILL, "north");
        SortRule[] rules = Stream.concat(
                        Stream.generate(() -> rule).limit(200), Stream.of(TestLine.all(Share.FILL, "south")))
                .toArray(SortRule[]::new);
        PlanMatch match = new CompiledPlan(TestLine.plan(rules), LINE).explain(new Parcel().facts());
        assertThat(match.misses()).hasSize(200);
        assertThat(match.nearest(3)).hasSize(3).allMatch(words -> words.length() < 200);
    }

    /** The plan as a person reads it, one sentence of {@link SortRule} a line. */
    private static int plainly(SortPlan plan, Facts facts) {
        for (int i = 0; i < plan.rules().size(); i++) {
            if (holds(plan, plan.rules().get(i), facts)) {
                return i;
            }
        }
        throw new AssertionError("no rule");
    }

    private static boolean holds(SortPlan plan, SortRule rule, Facts facts) {
        Optional<Advice> advice = facts.advice();
        int grams = facts.size().grams() > 0
                ? facts.size().grams()
                : advice.map(Advice::announcedGrams).orElse(0);
        int longest = facts.size().longestMm();
        SizeClass size = longest <= 250 ? SizeClass.SMALL : longest <= 600 ? SizeClass.MEDIUM : SizeClass.LARGE;
        ZonedDateTime local = facts.wall().atZone(plan.zone());
        boolean clock = facts.wall().isAfter(Instant.EPOCH);
        boolean weighs = rule.minGrams().isPresent() || rule.maxGrams().isPresent();
        return in(rule.schemes(), facts.identity().scheme())
                && (rule.prefixes().isEmpty()
                        || rule.prefixes().stream()
                                .anyMatch(p -> facts.identity().value().startsWith(p)))
                && in(rule.countries(), advice.map(Advice::country).orElse(""))
                && in(rule.services(), advice.map(Advice::service).orElse(""))
                && (rule.postcodes().isEmpty()
                        || rule.postcodes().stream()
                                .anyMatch(r ->
                                        between(r, advice.map(Advice::postcode).orElse(""))))
                && (!weighs
                        || (grams > 0
                                && grams >= rule.minGrams().orElse(0)
                                && grams <= rule.maxGrams().orElse(Integer.MAX_VALUE)))
                && (rule.sizes().isEmpty() || (longest > 0 && rule.sizes().contains(size)))
                && (rule.customs().isEmpty()
                        || (!facts.customs().conflicting()
                                && facts.customs()
                                        .status()
                                        .filter(rule.customs()::contains)
                                        .isPresent()))
                && (rule.minPriority().isEmpty()
                        || (advice.isPresent()
                                && advice.get().priority() >= rule.minPriority().getAsInt()))
                && (rule.weekdays().isEmpty() || (clock && rule.weekdays().contains(local.getDayOfWeek())))
                && (rule.wave().isEmpty() || (clock && during(rule.wave().get(), local.toLocalTime())));
    }

    private static boolean in(Set<String> wanted, String word) {
        return wanted.isEmpty() || wanted.contains(word);
    }

    private static boolean between(PostcodeRange range, String postcode) {
        return postcode.length() == range.from().length()
                && range.from().compareTo(postcode) <= 0
                && postcode.compareTo(range.to()) <= 0;
    }

    private static boolean during(Wave wave, LocalTime time) {
        if (wave.to().isBefore(wave.from())) {
            return !time.isBefore(wave.from()) || time.isBefore(wave.to());
        }
        return !time.isBefore(wave.from()) && time.isBefore(wave.to());
    }
}
