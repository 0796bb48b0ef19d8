package hubfloor.config.load;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a line must have to work at all: names that exist, one way in, a way out for every parcel, pins of their own.
 * Distances and times are in {@link LinePhysics}. Runs on whatever could be read.
 */
final class LineRules {
    private final Findings findings;
    private final LinePhysics physics;
    private final Values file;
    private final Values line;
    private final List<Values> eyes;
    private final List<Values> areas;
    private final List<Values> gates;
    private final List<Values> chutes;

    LineRules(Problems problems, Values file, Values line) {
        findings = new Findings(problems);
        physics = new LinePhysics(findings, line);
        this.file = file;
        this.line = line;
        eyes = line.groups("eyes");
        areas = line.groups("reading-areas");
        gates = line.groups("gates");
        chutes = line.groups("chutes");
    }

    void check() {
        for (List<Values> named : List.of(eyes, areas, gates, chutes)) {
            findings.once(named, "name");
        }
        induction();
        eyes.forEach(this::eye);
        findings.once(eyes.stream().filter(eye -> !is(eye, "role", "verify")).toList(), "position-mm");
        watched();
        customs();
        reading();
        gates.forEach(this::gate);
        sharedPlaces();
        chutes();
        beltEnd();
        new LinePins(findings).check(file, line);
        physics.check();
    }

    private void induction() {
        List<Values> found =
                eyes.stream().filter(eye -> is(eye, "role", "induction")).toList();
        if (found.isEmpty() && line.has("eyes") && eyes.stream().allMatch(eye -> eye.has("role"))) {
            findings.note(line, "eyes", "no induction eye", "exactly one eye with role: induction, at position-mm: 0");
        }
        for (Values eye : found) {
            if (eye != found.getFirst()) {
                findings.refuse(
                        eye,
                        "role",
                        " again",
                        "one induction eye (the first is on line "
                                + found.getFirst().node("role").line() + ")");
            }
            if (eye.numberIfKnown("position-mm").orElse(0) != 0) {
                findings.refuse(eye, "position-mm", " for the induction eye", "0: positions count from it");
            }
        }
    }

    private void eye(Values eye) {
        boolean verify = is(eye, "role", "verify");
        if (!eye.has("role")) {
            return;
        }
        if (verify && eye.leftOut("verify")) {
            findings.note(eye, "verify", "a verify eye without verify", "verify: {chute, min-ms, max-ms}");
        } else if (!verify && eye.has("verify")) {
            findings.note(eye, "verify", "verify for an eye on the belt", "verify only where role is verify");
        }
        if (verify && eye.has("position-mm")) {
            findings.refuse(eye, "position-mm", " for a verify eye", "none: it belongs to its chute's gate");
        } else if (!verify && eye.leftOut("position-mm")) {
            findings.note(eye, "position-mm", "an eye without a place", "position-mm for each eye on the belt");
        }
        physics.onBelt(eye, "position-mm");
    }

    /** Customs' word comes as parcel news: a line that keeps none would hold every parcel for ever. */
    private void customs() {
        line.groupIfGiven("decision")
                .filter(decision -> decision.has("customs") && decision.flag("customs") && !file.has("parcels"))
                .ifPresent(decision -> findings.note(
                        decision, "customs", "customs without parcels", "parcels: {} at the top of the file as well"));
    }

    private void watched() {
        List<Values> verified = eyes.stream()
                .flatMap(eye -> eye.groupIfGiven("verify").stream())
                .toList();
        findings.once(verified, "chute");
        for (Values verify : verified) {
            findings.known(verify, "chute", names(chutes), "chute");
        }
    }

    private void reading() {
        Set<String> taken = new HashSet<>();
        for (Values area : areas) {
            if (file.has("scanners")) {
                Set<String> readers = new HashSet<>(names(file.groups("scanners")));
                readers.addAll(names(file.groups("llrp-readers")));
                findings.knownAll(area, "scanners", readers, "scanner");
            }
            for (String scanner : area.has("scanners") ? area.texts("scanners") : List.<String>of()) {
                if (!taken.add(scanner)) {
                    findings.note(area, "scanners", scanner + ", which looks at another area", "a scanner in one area");
                }
            }
            physics.onBelt(area, "to-mm");
            if (area.value("trigger").orElse(false).equals(true)) {
                triggered(area);
            }
        }
        boolean expected = areas.stream()
                .anyMatch(area -> area.value("expect-read").orElse(true).equals(true));
        if (!expected && line.has("reading-areas")) {
            findings.note(line, "reading-areas", "no area that expects a read", "one with expect-read: true");
        }
    }

    /** Readers that nobody can start, or that would start too late, miss parcels. */
    private void triggered(Values area) {
        for (String reader : area.has("scanners") ? area.texts("scanners") : List.<String>of()) {
            boolean network = names(file.groups("llrp-readers")).contains(reader);
            boolean deaf = file.groups("scanners").stream()
                    .anyMatch(scanner -> is(scanner, "name", reader) && !ReaderTrigger.takenBy(scanner));
            if (network || deaf) {
                findings.note(
                        area,
                        "trigger",
                        "true for " + reader + ", which cannot be started and stopped",
                        "a reader whose profile has trigger-on and trigger-off, or that is asked (poll-ms)");
            }
        }
        physics.inTimeFor(area);
    }

    private void gate(Values gate) {
        findings.knownAll(gate, "interlocks", names(gates), "gate");
        String name = gate.textIfKnown("name").orElse("");
        if (gate.has("interlocks") && gate.texts("interlocks").contains(name)) {
            findings.note(gate, "interlocks", "the gate itself", "other gates");
        }
        boolean pusher = is(gate, "kind", "pusher");
        if (pusher && gate.leftOut("hold-ms")) {
            findings.note(gate, "hold-ms", "a pusher without hold-ms", "how long its output stays active");
        } else if (!pusher && gate.has("kind") && gate.has("hold-ms")) {
            findings.refuse(gate, "hold-ms", " for a gate held for the parcel's length", "hold-ms only for a pusher");
        }
        gate.groupIfGiven("output").ifPresent(this::output);
        if (gate.has("name") && line.has("chutes") && chutes.stream().noneMatch(chute -> is(chute, "gate", name))) {
            findings.refuse(gate, "name", ", a gate that leads nowhere", "a gate that one chute names");
        }
        physics.onBelt(gate, "position-mm");
    }

    private void output(Values output) {
        String rest = output.value("active-low").orElse(false).equals(true) ? "high" : "low";
        if (output.has("safe-level") && !is(output, "safe-level", rest)) {
            findings.refuse(
                    output, "safe-level", ", the level that moves the gate", rest + ", at which the gate rests");
        }
    }

    /** Two gates over one place of the belt would break each other. */
    private void sharedPlaces() {
        for (int late = 1; late < gates.size(); late++) {
            for (Values early : gates.subList(0, late)) {
                Values gate = gates.get(late);
                OptionalLong place = gate.numberIfKnown("position-mm");
                if (place.isPresent()
                        && place.equals(early.numberIfKnown("position-mm"))
                        && !interlocked(gate, early)) {
                    String other = early.textIfKnown("name").orElse("another gate");
                    findings.refuse(gate, "position-mm", ", where " + other + " is", "another place, or interlocks");
                }
            }
        }
    }

    private static boolean interlocked(Values one, Values other) {
        return names(one, "interlocks").contains(other.textIfKnown("name").orElse(""))
                || names(other, "interlocks").contains(one.textIfKnown("name").orElse(""));
    }

    private void chutes() {
        findings.once(chutes, "gate");
        Optional<String> end = line.textIfKnown("belt-end");
        for (Values chute : chutes) {
            if (line.has("gates")) {
                findings.known(chute, "gate", names(gates), "gate");
            }
            boolean atEnd = end.isPresent() && end.equals(chute.textIfKnown("name"));
            if (!atEnd && chute.leftOut("gate")) {
                findings.note(chute, "gate", "a chute without a gate", "a gate, or this chute as line.belt-end");
            }
        }
        if (line.has("chutes") && chutes.stream().noneMatch(chute -> is(chute, "kind", "exception"))) {
            findings.note(line, "chutes", "no exception chute", "at least one chute with kind: exception");
        }
    }

    private void beltEnd() {
        boolean round = line.has("recirculation");
        if (round && line.has("belt-end")) {
            findings.refuse(line, "belt-end", " beside recirculation", "one of the two");
        } else if (!round && line.leftOut("belt-end") && line.leftOut("recirculation")) {
            findings.note(line, "belt-end", "a belt's end that leads nowhere", "belt-end: CHUTE, or recirculation");
        }
        if (line.has("chutes")) {
            findings.known(line, "belt-end", names(chutes), "chute");
        }
        chutes.stream()
                .filter(chute ->
                        line.has("belt-end") && line.textIfKnown("belt-end").equals(chute.textIfKnown("name")))
                .forEach(this::atEnd);
        boolean caught = chutes.stream()
                .anyMatch(chute -> is(chute, "kind", "exception")
                        && chute.has("gate")
                        && chute.value("enabled").orElse(true).equals(true));
        if (round && line.has("chutes") && !caught) {
            findings.note(
                    line,
                    "recirculation",
                    "recirculation without a way out for parcels in doubt",
                    "an enabled exception chute with a gate");
        }
    }

    private void atEnd(Values chute) {
        if (!is(chute, "kind", "exception")) {
            String kind = chute.textIfKnown("kind").orElse("");
            findings.refuse(
                    line, "belt-end", ", a chute of kind " + kind, "an exception chute: doubtful parcels land here");
        }
        if (chute.has("gate")) {
            findings.refuse(
                    chute, "gate", " for the chute at the belt's end", "no gate: parcels fall into it by themselves");
        }
        if (chute.value("enabled").orElse(true).equals(false)) {
            findings.refuse(chute, "enabled", " for the chute at the belt's end", "true: it cannot be closed");
        }
    }

    private static Set<String> names(List<Values> things) {
        Set<String> names = new HashSet<>();
        things.forEach(thing -> thing.textIfKnown("name").ifPresent(names::add));
        return names;
    }

    private static List<String> names(Values values, String key) {
        return values.has(key) ? values.texts(key) : List.of();
    }

    static boolean is(Values values, String key, String word) {
        return values.textIfKnown(key).filter(word::equals).isPresent();
    }
}
