package hubfloor.config.load;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a line's places and speeds must allow: all of it on the belt, and a decision before the gate must move. Lengths
 * are micrometres inside. A rule whose numbers could not all be read is left out. Windows and gaps: {@link LineMargins}.
 *
 * <pre>
 *   induction    reading area      decision point          gate
 *   |------------|==========|......|<- (delay+lag+jitter) ->|        must fit at max speed
 * </pre>
 */
final class LinePhysics {
    private static final long UM = 1000;
    /** From the induction eye's edge to a reader that reads: looking, telling it, and its own time. */
    private static final int TRIGGER_MS = 50;

    private final Findings findings;
    private final Values line;
    private final List<Values> gates;

    LinePhysics(Findings findings, Values line) {
        this.findings = findings;
        this.line = line;
        gates = line.groups("gates");
    }

    void check() {
        line.groupIfGiven("belt").ifPresent(this::belt);
        line.groupIfGiven("tracking").ifPresent(this::lengths);
        for (Values area : line.groups("reading-areas")) {
            below(area, "from-mm", area, "to-mm");
            oneParcel(area);
            gates.forEach(gate -> decisionPoint(gate, area));
        }
        gates.forEach(this::seenAgain);
        for (Values eye : line.groups("eyes")) {
            eye.groupIfGiven("verify").ifPresent(this::verify);
        }
        OptionalLong fastest = belt("max-mm-per-s");
        Optional<Values> tracking = line.groupIfGiven("tracking");
        if (fastest.isPresent() && tracking.isPresent()) {
            new LineMargins(findings, line, tracking.get(), fastest.getAsLong()).check();
        }
    }

    /** Refuses a place behind the belt's end. */
    void onBelt(Values thing, String key) {
        OptionalLong place = thing.numberIfKnown(key);
        OptionalLong length = belt("length-mm");
        if (place.isPresent() && length.isPresent() && place.getAsLong() > length.getAsLong()) {
            findings.refuse(
                    thing, key, ", behind the belt's end", "at most " + length.getAsLong() + " (belt.length-mm)");
        }
    }

    private void belt(Values belt) {
        boolean counted = belt.has("encoder") || !belt.leftOut("encoder");
        boolean running = line.groupIfGiven("inputs")
                .map(inputs -> !inputs.leftOut("belt-running"))
                .orElse(true);
        if (!counted && !running) {
            findings.note(
                    belt,
                    "encoder",
                    "no encoder and no inputs.belt-running",
                    "one of the two: nothing else tells whether the belt moves");
        }
        notAbove(belt, "min-mm-per-s", "nominal-mm-per-s");
        notAbove(belt, "nominal-mm-per-s", "max-mm-per-s");
    }

    private void lengths(Values tracking) {
        below(tracking, "min-length-mm", tracking, "max-length-mm");
        OptionalLong tolerance = tracking.numberIfKnown("tolerance-mm");
        OptionalLong gap = tracking.numberIfKnown("min-gap-mm");
        OptionalLong shortest = tracking.numberIfKnown("min-length-mm");
        if (tolerance.isPresent() && gap.isPresent() && shortest.isPresent()) {
            long pitch = gap.getAsLong() + shortest.getAsLong();
            if (2 * tolerance.getAsLong() >= pitch) {
                findings.refuse(
                        tracking,
                        "tolerance-mm",
                        ", with which an eye's edge fits two parcels " + pitch + " mm apart",
                        "less than " + (pitch + 1) / 2 + ", half of min-gap-mm + min-length-mm");
            }
        }
    }

    /** A read must be one parcel's: the readers see no more belt than two parcels are apart at least. */
    private void oneParcel(Values area) {
        OptionalLong from = area.numberIfKnown("from-mm");
        OptionalLong to = area.numberIfKnown("to-mm");
        Values tracking = line.groupIfGiven("tracking").orElse(null);
        OptionalLong gap = tracking == null ? OptionalLong.empty() : tracking.numberIfKnown("min-gap-mm");
        OptionalLong shortest = tracking == null ? OptionalLong.empty() : tracking.numberIfKnown("min-length-mm");
        if (from.isPresent() && to.isPresent() && gap.isPresent() && shortest.isPresent()) {
            long most = from.getAsLong() + gap.getAsLong() + shortest.getAsLong();
            if (to.getAsLong() > most) {
                findings.refuse(
                        area,
                        "to-mm",
                        ", so far from from-mm that two parcels lie there at once",
                        "at most " + most + ": from-mm and tracking.min-gap-mm and tracking.min-length-mm");
            }
        }
    }

    /** An encoder that slips or a parcel that slides shows only where an eye sees it again. */
    private void seenAgain(Values gate) {
        OptionalLong place = gate.numberIfKnown("position-mm");
        boolean seen = line.groups("eyes").stream()
                .filter(eye -> LineRules.is(eye, "role", "check"))
                .anyMatch(eye -> eye.numberIfKnown("position-mm").orElse(0) < place.orElse(Long.MAX_VALUE));
        if (place.isPresent() && !seen) {
            findings.refuse(
                    gate,
                    "position-mm",
                    ", with no check eye between the induction eye and the gate",
                    "a place behind an eye with role check (line.eyes)");
        }
    }

    private void decisionPoint(Values gate, Values area) {
        OptionalLong place = gate.numberIfKnown("position-mm");
        OptionalLong seen = area.numberIfKnown("to-mm");
        OptionalLong delay = area.numberIfKnown("max-delay-ms");
        OptionalLong lag = gate.numberIfKnown("lag-ms");
        OptionalLong jitter = gate.numberIfKnown("lag-jitter-ms");
        OptionalLong fastest = belt("max-mm-per-s");
        boolean expected = area.value("expect-read").orElse(true).equals(true);
        if (!expected
                || place.isEmpty()
                || seen.isEmpty()
                || delay.isEmpty()
                || lag.isEmpty()
                || jitter.isEmpty()
                || fastest.isEmpty()) {
            return;
        }
        long late = delay.getAsLong() + lag.getAsLong() + jitter.getAsLong();
        long least = seen.getAsLong() + mm(late * fastest.getAsLong());
        if (place.getAsLong() < least) {
            findings.refuse(
                    gate,
                    "position-mm",
                    ", before the gate's decision point",
                    "at least " + least + ": " + area.path() + ".to-mm " + seen.getAsLong() + " and " + late
                            + " ms of max-delay-ms, lag-ms and lag-jitter-ms at " + fastest.getAsLong() + " mm/s");
        }
    }

    /** A parcel must not be past where the readers see it before they have been started; only an encoder tells when it is. */
    void inTimeFor(Values area) {
        if (line.groupIfGiven("belt").filter(belt -> belt.has("encoder")).isEmpty()) {
            findings.note(area, "trigger", "true on a belt without an encoder", "trigger: false, or line.belt.encoder");
        }
        OptionalLong from = area.numberIfKnown("from-mm");
        OptionalLong fastest = belt("max-mm-per-s");
        if (from.isPresent() && fastest.isPresent() && from.getAsLong() < mm(TRIGGER_MS * fastest.getAsLong())) {
            findings.refuse(
                    area,
                    "from-mm",
                    ", too near to the induction eye to start its readers in time",
                    "at least " + mm(TRIGGER_MS * fastest.getAsLong()) + ": " + TRIGGER_MS + " ms at "
                            + fastest.getAsLong() + " mm/s");
        }
    }

    private void verify(Values verify) {
        below(verify, "min-ms", verify, "max-ms");
        OptionalLong from = verify.numberIfKnown("min-ms");
        OptionalLong to = verify.numberIfKnown("max-ms");
        for (Values gate : gates) {
            OptionalLong jitter = gate.numberIfKnown("lag-jitter-ms");
            boolean leads = line.groups("chutes").stream()
                    .anyMatch(chute -> gate.has("name")
                            && LineRules.is(chute, "gate", gate.text("name"))
                            && LineRules.is(
                                    verify, "chute", chute.textIfKnown("name").orElse("")));
            if (leads && from.isPresent() && to.isPresent() && jitter.isPresent()) {
                long width = to.getAsLong() - from.getAsLong();
                if (width >= 1 && width < 2 * jitter.getAsLong()) {
                    findings.refuse(
                            verify,
                            "max-ms",
                            ", a window narrower than its gate's jitter either way",
                            "at least " + (from.getAsLong() + 2 * jitter.getAsLong()));
                }
            }
        }
    }

    private void notAbove(Values values, String low, String high) {
        order(values, low, values, high, true);
    }

    private void below(Values low, String lowKey, Values high, String highKey) {
        order(low, lowKey, high, highKey, false);
    }

    private void order(Values low, String lowKey, Values high, String highKey, boolean mayBeEqual) {
        OptionalLong from = low.numberIfKnown(lowKey);
        OptionalLong to = high.numberIfKnown(highKey);
        if (from.isPresent() && to.isPresent()) {
            long room = to.getAsLong() - from.getAsLong();
            if (room < 0 || (room == 0 && !mayBeEqual)) {
                String words = mayBeEqual ? ", less than " : ", not more than ";
                String least = (mayBeEqual ? "at least " : "more than ") + from.getAsLong();
                findings.refuse(high, highKey, words + lowKey, least);
            }
        }
    }

    private OptionalLong belt(String key) {
        return line.groupIfGiven("belt").map(belt -> belt.numberIfKnown(key)).orElse(OptionalLong.empty());
    }

    /** Micrometres as whole millimetres, rounded up. */
    static long mm(long um) {
        return Math.ceilDiv(um, UM);
    }
}
