package hubfloor.config.load;

import java.util.stream.Stream;

/** Plans that must be refused, each with the sentence that must be among the reasons. */
final class BadPlans {
    static final String GOOD = """
            format: 1
            plan: {version: p-1, valid-from: 2026-11-22T18:00:00Z, zone: Asia/Kuala_Lumpur}
            waves:
              - {name: night, from: 22:00, to: 06:00}
              - {name: early, from: 04:00, to: 08:00}
            rules:
              - {name: north, countries: [MY], postcodes: [05000..14999, "50000"], chutes: [c1, c2]}
              - {name: heavy, min-grams: 20000, max-grams: 30000, chutes: [c8]}
              - {name: posts, schemes: [s10], prefixes: [RR, LX], wave: night, chutes: [c3], share: balance}
              - {name: held, customs: [hold, do-not-load], sizes: [large], weekdays: [sat, sun], chutes: [c4]}
              - {name: urgent, services: [express], min-priority: 5, chutes: [c5]}
              - {name: rest, chutes: [exception]}
            """;

    /** One wrong plan. */
    record Bad(String text, String sentence) {}

    private BadPlans() {}

    static Stream<Bad> all() {
        return Stream.concat(values(), rules());
    }

    private static Stream<Bad> values() {
        return Stream.of(
                bad("version: p-1", "version: a b", "p.yaml:2:17: plan.version: found 'a b', allowed 1 to 64 of"),
                bad(
                        "2026-11-22T",
                        "2026-11-31T",
                        "plan.valid-from: found '2026-11-31T18:00:00Z', which no calendar has"),
                bad("18:00:00Z", "18:00:00+08:00", "plan.valid-from: found '2026-11-22T18:00:00+08:00', allowed an in"),
                bad("Kuala_Lumpur", "Kuala_Lumpar", "plan.zone: found 'Asia/Kuala_Lumpar', which no time zone is call"),
                bad("from: 22:00", "from: 24:00", "waves[0].from: found '24:00', allowed a time of day such as 06:30"),
                bad("from: 22:00", "from: 06:00", "waves[0].to: found '06:00', the same as from, allowed another time"),
                bad("name: early", "name: night", "waves[1].name: found 'night', the same as waves[0].name"),
                bad(
                        "[MY]",
                        "[UK]",
                        "rules[0].countries: found 'UK', which is no country, allowed two letters after ISO"
                                + " 3166-1: GB"),
                bad("[MY]", "[my]", "rules[0].countries[0]: found 'my', allowed a country's two capital letters"),
                bad(
                        "05000..14999",
                        "05000..1499",
                        "found '05000..1499', ends of unequal length, allowed two postcodes"),
                bad("05000..14999", "14999..05000", "found '14999..05000', which ends before it begins"),
                bad("\"50000\"", "14000..15000", "found '14000..15000', which overlaps 05000..14999, allowed ranges"),
                bad("\"50000\"", "0500..0900", "found '0500..0900', which overlaps 05000..14999, allowed ranges apart"),
                bad("\"50000\"", "50000", "rules[0].postcodes[1]: found 50000, allowed POSTCODE or FROM..TO, both of"),
                bad("max-grams: 30000", "max-grams: 19999", "rules[1].max-grams: found 19999, less than min-grams"),
                bad("[s10]", "[s1O]", "rules[2].schemes[0]: found 's1O', allowed 's10' (did you mean that?)"),
                bad("do-not-load", "dont-load", "rules[3].customs[1]: found 'dont-load', allowed 'do-not-load' (did"),
                bad("[sat, sun]", "[sat, sat]", "rules[3].weekdays[1]: found 'sat' again, allowed each value once"),
                bad("min-priority: 5", "min-priority: 10", "rules[4].min-priority: found 10, allowed a whole number"),
                bad("chutes: [c5]", "chutes: []", "rules[4].chutes: found a list of 0, allowed a list of 1 to 16"),
                bad("share: balance", "share: balanced", "rules[2].share: found 'balanced', allowed 'balance'"),
                bad(
                        "services:",
                        "service:",
                        "rules[4].service: found an unknown key, allowed 'services' (did you mean"));
    }

    private static Stream<Bad> rules() {
        return Stream.of(
                bad(
                        "name: heavy",
                        "name: north",
                        "p.yaml:8:12: rules[1].name: found 'north', the same as rules[0].name"),
                bad("wave: night,", "wave: noon,", "rules[2].wave: found 'noon', which no wave is called, allowed the"),
                bad(
                        "{name: rest, ch",
                        "{name: rest, countries: [MY], ch",
                        "p.yaml:12:29: rules[5].countries: found a last rule with a condition, allowed a last rule with"),
                bad("  - {name: rest, chutes: [exception]}\n", "", "rules[4].services: found a last rule with a cond"),
                bad(
                        "countries: [MY], postcodes: [05000..14999, \"50000\"], ",
                        "",
                        "rules[1].name: found 'heavy', a rule that no parcel reaches, allowed a place before rule north"
                                + " (line 7), which takes all it would"),
                later("countries: [MY], postcodes: [\"07000\"]"),
                later("countries: [MY], postcodes: [05000..06000, 08000..09000]"),
                later("min-grams: 25000, max-grams: 26000"),
                later("schemes: [s10], prefixes: [RR1, LX2], wave: night"),
                later("customs: [hold], sizes: [large], weekdays: [sun], countries: [TH]"),
                later("services: [express], min-priority: 7"));
    }

    private static Bad later(String conditions) {
        return bad(
                "  - {name: rest",
                "  - {name: late, " + conditions + ", chutes: [c1]}\n  - {name: rest",
                "p.yaml:12:12: rules[5].name: found 'late', a rule that no parcel reaches, allowed a place before rule");
    }

    static String with(String from, String to) {
        if (!GOOD.contains(from)) {
            throw new AssertionError("not in the good plan: " + from);
        }
        return GOOD.replace(from, to);
    }

    private static Bad bad(String from, String to, String sentence) {
        return new Bad(with(from, to), sentence);
    }
}
