package hubfloor.config.load;

import java.util.stream.Stream;

/** Line sections that cannot work, each with the sentence that must be among the reasons. Made from the demo line. */
final class BadLines {
    /** One wrong file. */
    record Bad(String text, String sentence) {}

    private static final String DEMO = Yaml.resource("/hubfloor/lines/tried.yaml");

    private BadLines() {}

    static Stream<Bad> all() {
        return Stream.of(names(), ways(), places(), times(), pins()).flatMap(bad -> bad);
    }

    private static Stream<Bad> names() {
        return Stream.of(
                bad("name: half-way,", "name: induct,", "line.eyes[2].name: found 'induct', the same as line.eyes[0]"),
                bad("name: g2,", "name: g1,", "line.gates[1].name: found 'g1', the same as line.gates[0].name"),
                bad("name: c2,", "name: c1,", "line.chutes[1].name: found 'c1', the same as line.chutes[0].name"),
                bad("chute: c3,", "chute: c9,", "verify.chute: found 'c9', which no chute is called, allowed 'c1'"),
                bad("chute: c3,", "chute: c2,", "verify.chute: found 'c2', the same as line.eyes[5].verify.chute"),
                bad("gate: g3,", "gate: g9,", "line.chutes[2].gate: found 'g9', which no gate is called"),
                bad("gate: g3,", "gate: g9,", "line.gates[2].name: found 'g3', a gate that leads nowhere"),
                bad("gate: g3,", "gate: g2,", "line.chutes[2].gate: found 'g2', the same as line.chutes[1].gate"),
                bad("[top, side]", "[top, sid]", "line.reading-areas[0].scanners[1]: found 'sid', which no scanner is"),
                bad(
                        "min-off-ms: 80, max-per-minute: 90}\n    - {name: g2",
                        "interlocks: [g11]}\n    - {name: g2",
                        "line.gates[0].interlocks[0]: found 'g11', which no gate is called, allowed 'g1' (did you mean"),
                bad(
                        "min-off-ms: 80, max-per-minute: 90}\n    - {name: g2",
                        "interlocks: [g1]}\n    - {name: g2",
                        "line.gates[0].interlocks: found the gate itself"),
                bad(
                        "    - {name: tunnel",
                        "    - {name: second, from-mm: 1, to-mm: 2, scanners: [top], max-delay-ms: 1}\n    - {name: tunnel",
                        "line.reading-areas[1].scanners: found top, which looks at another area"));
    }

    private static Stream<Bad> ways() {
        return Stream.of(
                bad(
                        "role: induction",
                        "role: check",
                        "line.eyes: found no induction eye, allowed exactly one eye with"),
                bad(
                        "name: half-way, role: check",
                        "name: half-way, role: induction",
                        "line.eyes[2].role: found 'induction' again, allowed one induction eye (the first is on line"),
                bad(
                        "role: induction, position-mm: 0",
                        "role: induction, position-mm: 1",
                        "line.eyes[0].position-mm: found 1 for the induction eye, allowed 0"),
                bad(", verify: {chute: c8, min-ms: 200, max-ms: 900}", "", "line.eyes[11].verify: found a verify eye"),
                bad(
                        "role: check, position-mm: 2500,",
                        "role: check,",
                        "line.eyes[1].position-mm: found an eye without"),
                bad(
                        "name: in-c1, role: verify",
                        "name: in-c1, role: check",
                        "line.eyes[4].verify: found verify for an"),
                bad(
                        "name: in-c1, role: verify",
                        "name: in-c1, role: verify, position-mm: 5",
                        "line.eyes[4].position-mm: found 5 for a verify eye, allowed none"),
                bad(
                        "exception, kind: exception",
                        "exception",
                        "line.chutes: found no exception chute, allowed at least"),
                bad(
                        "exception, kind: exception",
                        "exception, kind: bonded",
                        "line.belt-end: found 'exception', a chute of kind bonded, allowed an exception chute"),
                bad(
                        "belt-end: exception",
                        "belt-end: c1",
                        "line.chutes[0].gate: found 'g1' for the chute at the belt's"),
                bad("belt-end: exception", "belt-end: c1", "line.chutes[8].gate: found a chute without a gate"),
                bad("belt-end: exception", "belt-end: exit", "line.belt-end: found 'exit', which no chute is called"),
                bad("  belt-end: exception\n", "", "line.belt-end: found a belt's end that leads nowhere"),
                bad(
                        "belt-end: exception",
                        "recirculation: {limit: 2}",
                        "line.recirculation: found recirculation without a way out for parcels in doubt"),
                bad(
                        "belt-end: exception",
                        "belt-end: exception\n  recirculation: {limit: 2}",
                        "line.belt-end: found 'exception' beside recirculation, allowed one of the two"),
                bad(
                        "kind: exception}",
                        "kind: exception, enabled: false}",
                        "line.chutes[8].enabled: found false for the chute at the belt's end"),
                bad(
                        "    encoder: {pulses-per-metre: 1000, pin: 2}\n",
                        "",
                        "    belt-running: {pin: 40}\n",
                        "",
                        "line.belt.encoder: found no encoder and no inputs.belt-running, allowed one of the two"),
                bad(
                        "max-delay-ms: 60",
                        "max-delay-ms: 60, expect-read: false",
                        "reading-areas: found no area that exp"),
                bad(
                        "max-delay-ms: 60",
                        "max-delay-ms: 60, trigger: true",
                        "reading-areas[0].trigger: found true for top, which cannot be started and stopped"),
                bad(
                        "max-delay-ms: 60",
                        "max-delay-ms: 60, trigger: true",
                        "    encoder: {pulses-per-metre: 1000, pin: 2}\n",
                        "",
                        "reading-areas[0].trigger: found true on a belt without an encoder"),
                bad(
                        "from-mm: 700",
                        "from-mm: 79",
                        "max-delay-ms: 60",
                        "max-delay-ms: 60, trigger: true",
                        "reading-areas[0].from-mm: found 79, too near to the induction eye"));
    }

    private static Stream<Bad> places() {
        return Stream.of(
                bad("16600", "20001", "line.gates[7].position-mm: found 20001, behind the belt's end, allowed at most"),
                bad("18500, input", "20001, input", "line.eyes[3].position-mm: found 20001, behind the belt's end"),
                bad("to-mm: 900", "to-mm: 20001", "line.reading-areas[0].to-mm: found 20001, behind the belt's end"),
                bad("to-mm: 900", "to-mm: 300", "line.reading-areas[0].to-mm: found 300, not more than from-mm"),
                bad(
                        "position-mm: 10300",
                        "position-mm: 2500",
                        "line.eyes[2].position-mm: found 2500, the same as line"),
                bad(
                        "position-mm: 5800",
                        "position-mm: 4000",
                        "line.gates[1].position-mm: found 4000, where g1 is, allowed another place, or interlocks"),
                bad(
                        "from-mm: 700",
                        "from-mm: 599",
                        "line.reading-areas[0].to-mm: found 900, so far from from-mm that two parcels lie there at once,"
                                + " allowed at most 899: from-mm and tracking.min-gap-mm and tracking.min-length-mm"),
                bad(
                        "position-mm: 4000",
                        "position-mm: 950",
                        "line.gates[0].position-mm: found 950, with no check eye between the induction eye and the gate"),
                bad(
                        "position-mm: 4000",
                        "position-mm: 1098",
                        "line.gates[0].position-mm: found 1098, before the gate's decision point, allowed at least 1099"),
                bad(
                        "max-delay-ms: 60",
                        "max-delay-ms: 1900",
                        "line.gates[0].position-mm: found 4000, before the gate's"),
                bad(
                        "min-mm-per-s: 1000",
                        "min-mm-per-s: 1501",
                        "line.belt.nominal-mm-per-s: found 1500, less than min"),
                bad(
                        "max-mm-per-s: 1600",
                        "max-mm-per-s: 1499",
                        "line.belt.max-mm-per-s: found 1499, less than nominal"),
                bad(
                        "min-length-mm: 150",
                        "min-length-mm: 800",
                        "line.tracking.max-length-mm: found 800, not more than"));
    }

    private static Stream<Bad> times() {
        return Stream.of(
                bad(
                        "tolerance-mm: 60\n    min-gap",
                        "tolerance-mm: 13\n    min-gap",
                        "line.tracking.tolerance-mm: found 13, narrower than lag jitter, debounce and pulses at 1600 mm/s,"
                                + " allowed at least 14"),
                bad(
                        "tolerance-mm: 60\n    min-gap",
                        "tolerance-mm: 150\n    min-gap",
                        "found 150, with which an eye's edge fits two parcels 300 mm apart, allowed less than 150"),
                bad(
                        "    encoder: {pulses-per-metre: 1000, pin: 2}\n",
                        "",
                        "found 60, narrower than the speed may vary without an encoder on the 8200 mm before before-end,"),
                bad(
                        "min-gap-mm: 150",
                        "min-gap-mm: 53",
                        "line.tracking.min-gap-mm: found 53, narrower than g4 needs at 1600 mm/s, allowed at least 111"),
                bad(
                        "hold-ms: 70, min-off-ms: 80, max-per-minute: 90}\n    - {name: g2",
                        "hold-ms: 200, min-off-ms: 10}\n    - {name: g2",
                        "found 150, narrower than g1 needs at 1600 mm/s, allowed at least 270"),
                bad(
                        "min-off-ms: 60, max-per-minute: 90}\n    - {name: g6",
                        "min-off-ms: 1000}\n    - {name: g6",
                        "found 150, narrower than g5 needs at 1600 mm/s, allowed at least 739"),
                bad(
                        "lag-jitter-ms: 4, hold-ms: 70, min-off-ms: 80, max-per-minute: 90}\n    - {name: g2",
                        "lag-jitter-ms: 30, hold-ms: 70}\n    - {name: g2",
                        "line.gates[0].lag-jitter-ms: found 30, with which the stroke may be 52 mm off the middle of a"),
                bad(
                        "hold-ms: 70, min-off-ms: 80, max-per-minute: 90}\n    - {name: g2",
                        "min-off-ms: 9}\n    - {name: g2",
                        "line.gates[0].hold-ms: found a pusher without hold-ms"),
                bad(
                        "lag-jitter-ms: 6, min-off-ms: 60, max-per-minute: 90}\n    - {name: g6",
                        "lag-jitter-ms: 6, hold-ms: 60}\n    - {name: g6",
                        "line.gates[4].hold-ms: found 60 for a gate held for the parcel's length"),
                bad(
                        "chute: c4, min-ms: 200",
                        "chute: c4, min-ms: 900",
                        "verify.max-ms: found 900, not more than min-ms"),
                bad(
                        "chute: c4, min-ms: 200",
                        "chute: c4, min-ms: 893",
                        "found 900, a window narrower than its gate's"));
    }

    private static Stream<Bad> pins() {
        return Stream.of(
                bad(
                        "{pin: 17,",
                        "{pin: 16,",
                        "line.gates[1].output.pin: found 16, the same as line.gates[0].output.pin"),
                bad("{pin: 16,", "{pin: 7,", "line.gates[0].output.pin: found 7, the same as line.eyes[4].input.pin"),
                bad("{pin: 24}", "{pin: 2}", "line.chutes[0].full.pin: found 2, the same as line.belt.encoder.pin"),
                bad(
                        "{pin: 39}",
                        "{pin: 42}",
                        "line.inputs.reset.pin: found 42, the same as line.chutes[7].half-full.pin"),
                bad(
                        "line:\n",
                        "signals: {backend: simulated, green-pin: 50, red-pin: 40, buzzer-pin: 52}\nline:\n",
                        "line.inputs.belt-running.pin: found 40, the same as signals.red-pin"),
                bad(
                        "{pin: 16, safe-level: low}",
                        "{pin: 16, safe-level: high}",
                        "line.gates[0].output.safe-level: found 'high', the level that moves the gate, allowed low"),
                bad(
                        "{pin: 16, safe-level: low}",
                        "{pin: 16, active-low: true, safe-level: low}",
                        "line.gates[0].output.safe-level: found 'low', the level that moves the gate, allowed high"),
                bad(
                        "{pin: 16, safe-level: low}",
                        "{pin: 16}",
                        "line.gates[0].output.safe-level: found nothing, allowed"));
    }

    static String with(String from, String to) {
        if (!DEMO.contains(from)) {
            throw new AssertionError("not in the demo line: " + from);
        }
        return DEMO.replace(from, to);
    }

    private static Bad bad(String from, String to, String sentence) {
        return new Bad(with(from, to), sentence);
    }

    private static Bad bad(String from, String to, String alsoFrom, String alsoTo, String sentence) {
        return new Bad(with(from, to).replace(alsoFrom, alsoTo), sentence);
    }
}
