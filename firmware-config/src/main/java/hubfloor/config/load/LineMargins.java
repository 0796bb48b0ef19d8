package hubfloor.config.load;

import hubfloor.config.model.GateConfig;
import java.util.List;
import java.util.OptionalLong;

/**
 * How wide a parcel's window and the gap between two parcels must be at the belt's fastest, for every jitter the file
 * names. Lengths are micrometres inside; mm/s times ms is micrometres. No margin beyond physics is asked for.
 *
 * <pre>
 *      A            gap            B
 *   [=====]<--------------------->[=====]      held gate: to rest between A's end and B's front
 *      |<- hold + jitter ->|                   pusher: from A's middle until the plate is back
 * </pre>
 *
 * <p>Both leave {@link GateConfig#OVERTIME_MS} for an output that goes back by itself because nobody released it.
 */
final class LineMargins {
    private static final long UM = 1000;
    /** A pusher's stroke takes a parcel when it meets the middle 60 % of its length: 30 % either way. */
    private static final int MIDDLE_PERCENT = 30;

    private final Findings findings;
    private final Values line;
    private final Values tracking;
    private final long speed;
    private final List<Values> gates;

    LineMargins(Findings findings, Values line, Values tracking, long speed) {
        this.findings = findings;
        this.line = line;
        this.tracking = tracking;
        this.speed = speed;
        gates = line.groups("gates");
    }

    void check() {
        tolerance();
        gates.forEach(this::gap);
    }

    private void tolerance() {
        OptionalLong given = tracking.numberIfKnown("tolerance-mm");
        if (given.isEmpty()) {
            return;
        }
        long seeing = seeing();
        long jitter = gates.stream()
                .mapToLong(gate -> gate.numberIfKnown("lag-jitter-ms").orElse(0))
                .max()
                .orElse(0);
        long least = LinePhysics.mm(jitter * speed + seeing);
        if (given.getAsLong() < least) {
            findings.refuse(
                    tracking,
                    "tolerance-mm",
                    ", narrower than lag jitter, debounce and pulses at " + speed + " mm/s",
                    "at least " + least);
        }
        if (line.groupIfGiven("belt").filter(belt -> belt.leftOut("encoder")).isPresent()) {
            new BlindStretch(line).longest().ifPresent(stretch -> {
                long needed = LinePhysics.mm(stretch.driftUm() + jitter * speed + seeing);
                if (given.getAsLong() < needed) {
                    findings.refuse(
                            tracking,
                            "tolerance-mm",
                            ", narrower than the speed may vary without an encoder on the " + stretch.lengthMm()
                                    + " mm before " + stretch.before(),
                            "at least " + needed + ", or an eye on the way, or a steadier belt");
                }
            });
        }
    }

    /** How far off an eye's edge may be seen: its debounce, and a pulse at either end. */
    private long seeing() {
        long debounce = line.groups("eyes").stream()
                .mapToLong(eye -> eye.numberIfKnown("debounce-us").orElse(0))
                .max()
                .orElse(0);
        long pulse = line.groupIfGiven("belt")
                .flatMap(belt -> belt.groupIfGiven("encoder"))
                .map(encoder -> encoder.numberIfKnown("pulses-per-metre"))
                .filter(OptionalLong::isPresent)
                .map(pulses -> 1_000_000 / pulses.getAsLong())
                .orElse(0L);
        return debounce * speed / 1000 + 2 * pulse;
    }

    private void gap(Values gate) {
        OptionalLong given = tracking.numberIfKnown("min-gap-mm");
        OptionalLong shortest = tracking.numberIfKnown("min-length-mm");
        OptionalLong jitter = gate.numberIfKnown("lag-jitter-ms");
        OptionalLong off = gate.numberIfKnown("min-off-ms");
        if (given.isEmpty() || shortest.isEmpty() || jitter.isEmpty() || off.isEmpty() || !gate.has("kind")) {
            return;
        }
        boolean pusher = LineRules.is(gate, "kind", "pusher");
        OptionalLong hold = pusher ? gate.numberIfKnown("hold-ms") : OptionalLong.of(0);
        if (pusher && !gate.has("hold-ms")) {
            return;
        }
        long spread = (2 * jitter.getAsLong() + GateConfig.OVERTIME_MS) * speed;
        long length = shortest.getAsLong() * UM;
        long least;
        if (pusher) {
            long clear = hold.orElse(0) * speed + spread + seeing() - length / 2;
            long again = (hold.orElse(0) + off.getAsLong()) * speed + spread - length;
            least = LinePhysics.mm(Math.max(clear, again));
            stroke(gate, jitter.getAsLong() * speed + seeing(), length);
        } else {
            long clear = spread + seeing();
            long again = (off.getAsLong() * speed + spread - length) / 2;
            least = LinePhysics.mm(Math.max(clear, again));
        }
        if (given.getAsLong() < least) {
            findings.refuse(
                    tracking,
                    "min-gap-mm",
                    ", narrower than " + gate.textIfKnown("name").orElse(gate.path()) + " needs at " + speed + " mm/s",
                    "at least " + least);
        }
    }

    private void stroke(Values gate, long off, long length) {
        long middle = length * MIDDLE_PERCENT / 100;
        if (off > middle) {
            findings.refuse(
                    gate,
                    "lag-jitter-ms",
                    ", with which the stroke may be " + LinePhysics.mm(off)
                            + " mm off the middle of a parcel of min-length-mm",
                    "at most " + middle / UM + " mm off at " + speed + " mm/s, or longer parcels");
        }
    }
}
