package hubfloor.sorter.decision;

import hubfloor.advice.Advice;
import hubfloor.advice.CustomsFacts;
import hubfloor.config.model.BeltConfig;
import hubfloor.config.model.ChuteConfig;
import hubfloor.config.model.ChuteConfig.Kind;
import hubfloor.config.model.CustomsStatus;
import hubfloor.config.model.DecisionConfig;
import hubfloor.config.model.InputPin;
import hubfloor.config.model.InspectionDraw;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.LineInputsConfig;
import hubfloor.config.model.RecirculationConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.config.model.SortRule;
import hubfloor.config.model.SortRule.Share;
import hubfloor.config.model.TrackingConfig;
import hubfloor.sorter.event.Reason;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A line with three outbound chutes, one of each other kind, and the belt's end; and facts about one good parcel. */
final class TestLine {
    static final int NORTH = 0;
    static final int SOUTH = 1;
    static final int WEST = 2;
    static final int CHECK = 3;
    static final int BONDED = 4;
    static final int INSPECT = 5;
    static final int END = 6;
    static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z"); // a Monday

    final Map<Integer, Reason> shut = new HashMap<>();
    final Chutes chutes = chute -> shut.getOrDefault(chute, Reason.NONE);

    static LineConfig line(boolean customs, boolean recirculates) {
        List<ChuteConfig> chutes = new ArrayList<>(List.of(
                chute("north", Kind.NORMAL),
                chute("south", Kind.NORMAL),
                chute("west", Kind.NORMAL),
                chute("check", Kind.EXCEPTION),
                chute("bonded", Kind.BONDED),
                chute("inspect", Kind.INSPECTION)));
        if (!recirculates) {
            chutes.add(chute("end", Kind.EXCEPTION));
        }
        return new LineConfig(
                "simulated",
                new BeltConfig(20_000, 500, 2_500, 1_500, Optional.empty()),
                new TrackingConfig(60, 150, 80, 1_200, 60, 1_500),
                List.of(),
                List.of(),
                List.of(),
                chutes,
                recirculates ? Optional.empty() : Optional.of("end"),
                recirculates ? Optional.of(new RecirculationConfig(2)) : Optional.empty(),
                new LineInputsConfig(Optional.empty(), new InputPin(1, false), new InputPin(2, false)),
                new DecisionConfig(Path.of("plan.yaml"), customs, 60, true, InspectionDraw.NONE));
    }

    private static ChuteConfig chute(String name, Kind kind) {
        Optional<String> gate = name.equals("end") ? Optional.empty() : Optional.of("to-" + name);
        return new ChuteConfig(name, kind, gate, Optional.empty(), Optional.empty(), 1_000, true);
    }

    static SortPlan plan(SortRule... rules) {
        return new SortPlan("p1", NOW, ZoneId.of("Asia/Kuala_Lumpur"), "00", List.of(rules));
    }

    static SortRule all(Share share, String... chutes) {
        return new Rule("rest").to(share, chutes);
    }

    /** Conditions are set one by one; what is not set holds always. */
    static final class Rule {
        final String name;
        Set<String> schemes = Set.of();
        List<String> prefixes = List.of();
        Set<String> countries = Set.of();
        List<SortRule.PostcodeRange> postcodes = List.of();
        Set<String> services = Set.of();
        OptionalInt minGrams = OptionalInt.empty();
        OptionalInt maxGrams = OptionalInt.empty();
        Set<SortRule.SizeClass> sizes = Set.of();
        Set<CustomsStatus> customs = Set.of();
        OptionalInt minPriority = OptionalInt.empty();
        OptionalInt maxMinutesLeft = OptionalInt.empty();
        boolean trusted;
        Set<java.time.DayOfWeek> weekdays = Set.of();
        Optional<SortRule.Wave> wave = Optional.empty();

        Rule(String name) {
            this.name = name;
        }

        SortRule to(Share share, String... chutes) {
            return new SortRule(
                    name,
                    schemes,
                    prefixes,
                    countries,
                    postcodes,
                    services,
                    minGrams,
                    maxGrams,
                    sizes,
                    customs,
                    minPriority,
                    maxMinutesLeft,
                    trusted,
                    weekdays,
                    wave,
                    List.of(chutes),
                    share);
        }
    }

    /** One good parcel, to be made worse. */
    static final class Parcel {
        Reason doubt = Reason.NONE;
        Identity identity = new Identity("s10", "RR123456785MY", Reason.NONE);
        Optional<Advice> advice = Optional.of(advice("MY", "50480", "express", 1_000, 5));
        CustomsFacts customs = released(NOW.minusSeconds(600));
        Facts.Size size = new Facts.Size(1_000, 300, 200, 100);
        Facts.Host host = Facts.Host.NONE;
        Instant wall = NOW;
        int rounds;
        int present = Facts.NO_CHUTE;

        Facts facts() {
            return new Facts(doubt, identity, advice, customs, size, host, wall, rounds, present);
        }

        static CustomsFacts released(Instant at) {
            return CustomsFacts.UNKNOWN.heard(CustomsStatus.RELEASED, 7, at);
        }

        static Advice advice(String country, String postcode, String service, int grams, int priority) {
            return Advice.to(country, postcode, service, grams, priority);
        }
    }
}
