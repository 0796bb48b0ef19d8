package hubfloor.sorter.decision;

import hubfloor.advice.CustomsFacts;
import hubfloor.config.model.CustomsStatus;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;

/** Parcels and rules drawn from few enough words that they often meet. */
final class RandomParcels {
    private static final List<String> SCHEMES = List.of("s10", "sscc", "ups");
    private static final List<String> VALUES = List.of("RR1", "RB2", "1Z9", "00340", "0034");
    private static final List<String> COUNTRIES = List.of("MY", "BE", "RW", "SG", "");
    private static final List<String> POSTCODES = List.of("", "1000", "1999", "2000", "50480", "4460");
    private static final List<String> SERVICES = List.of("", "express", "economy");

    private final SplittableRandom random;

    RandomParcels(long seed) {
        random = new SplittableRandom(seed);
    }

    Facts facts() {
        Parcel parcel = new Parcel();
        if (random.nextInt(20) == 0) {
            parcel.doubt = Reason.TOUCHING;
        }
        parcel.identity = random.nextInt(10) == 0
                ? new Identity("", "", of(List.of(Reason.NO_READ, Reason.CONFLICT, Reason.MULTIPLE_READS)))
                : new Identity(of(SCHEMES), of(VALUES), Reason.NONE);
        parcel.advice = random.nextInt(5) == 0
                ? Optional.empty()
                : Optional.of(Parcel.advice(
                        of(COUNTRIES), of(POSTCODES), of(SERVICES), random.nextInt(3) * 500, random.nextInt(10)));
        parcel.customs = CustomsFacts.UNKNOWN;
        for (int n = random.nextInt(4); n > 0; n--) {
            parcel.customs = parcel.customs.heard(
                    random.nextBoolean() ? CustomsStatus.RELEASED : of(List.of(CustomsStatus.values())),
                    random.nextInt(3),
                    TestLine.NOW.minusSeconds(random.nextInt(-300, 5_000)));
        }
        parcel.size = new Facts.Size(random.nextInt(4) * 500, random.nextInt(5) * 250, 100, 50);
        parcel.host = of(List.of(
                Facts.Host.NONE,
                new Facts.Host("west", false),
                new Facts.Host("bonded", false),
                new Facts.Host("attic", false),
                new Facts.Host("", true)));
        parcel.wall =
                random.nextInt(50) == 0 ? Instant.EPOCH : TestLine.NOW.plusSeconds(3_600L * random.nextInt(7 * 24));
        if (random.nextInt(3) > 0) {
            parcel.wall = TestLine.NOW;
        }
        parcel.rounds = random.nextInt(4);
        parcel.present = random.nextInt(-1, 6);
        return parcel.facts();
    }

    SortRule rule(String name) {
        Rule rule = new Rule(name);
        if (sometimes()) {
            rule.schemes = some(SCHEMES);
        }
        if (sometimes()) {
            rule.prefixes = List.copyOf(some(List.of("R", "RR", "1Z", "0034", "00340")));
        }
        if (sometimes()) {
            rule.countries = some(List.of("MY", "BE", "RW", "SG"));
        }
        if (sometimes()) {
            rule.postcodes =
                    List.of(of(List.of(new PostcodeRange("1000", "1999"), new PostcodeRange("50000", "50999"))));
        }
        if (sometimes()) {
            rule.services = some(List.of("express", "economy"));
        }
        if (sometimes()) {
            rule.minGrams = OptionalInt.of(random.nextInt(3) * 500);
        }
        if (sometimes()) {
            rule.maxGrams = OptionalInt.of(random.nextInt(3) * 500);
        }
        if (sometimes()) {
            rule.sizes = some(List.of(SizeClass.values()));
        }
        if (sometimes()) {
            rule.customs = some(List.of(CustomsStatus.values()));
        }
        if (sometimes()) {
            rule.minPriority = OptionalInt.of(random.nextInt(10));
        }
        if (sometimes()) {
            rule.weekdays = some(List.of(DayOfWeek.values()));
        }
        if (sometimes()) {
            rule.wave = Optional.of(
                    new Wave("w", LocalTime.of(random.nextInt(24), 30), LocalTime.of(random.nextInt(24), 0)));
        }
        List<String> chutes = List.copyOf(some(List.of("north", "south", "west", "bonded", "check")));
        return rule.to(random.nextBoolean() ? Share.FILL : Share.BALANCE, chutes.toArray(new String[0]));
    }

    /** So many rules, the last for all. */
    SortRule[] rules(int count) {
        SortRule[] rules = new SortRule[count];
        for (int i = 0; i < count - 1; i++) {
            rules[i] = rule("r" + i);
        }
        rules[count - 1] = TestLine.all(random.nextBoolean() ? Share.FILL : Share.BALANCE, "north", "west");
        return rules;
    }

    Reason availability() {
        return of(List.of(Reason.NONE, Reason.NONE, Reason.NONE, Reason.CHUTE_FULL, Reason.GATE_OUT_OF_SERVICE));
    }

    private boolean sometimes() {
        return random.nextInt(5) == 0;
    }

    private <T> T of(List<T> words) {
        return words.get(random.nextInt(words.size()));
    }

    /** Never empty. */
    private <T> Set<T> some(List<T> words) {
        List<T> some = new ArrayList<>();
        some.add(of(words));
        for (T word : words) {
            if (random.nextInt(3) == 0 && !some.contains(word)) {
                some.add(word);
            }
        }
        return new java.util.LinkedHashSet<>(some);
    }
}
