package hubfloor.sim.model;

import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What everything in the imagined hall shares: the instant, the belt, chance, and who must hear of what happens. */
final class Hall {
    final LineConfig line;
    final Agenda agenda = new Agenda();
    final Belt belt;
    final Encoder encoder;
    final Chance chance;
    final Story story;
    final Map<String, SimParcel> bySubject = new HashMap<>();
    SortPlan plan;

    final long startNanos;

    /** Monotonic, from the start on. */
    long now;

    /** Exact at the event under way. */
    long travel;

    /** Time for which the belt ran fast enough to sort. */
    long ranNanos;

    /** By chute: until then its gate may be at fault for what lands there, and for what does not. */
    final long[] gateFaultyUntil;

    private final Instant wallStart;
    private long wallStepSeconds;

    Hall(LineConfig line, SortPlan plan, Chance chance, Story story, long startNanos) {
        this.startNanos = startNanos;
        now = startNanos;
        this.line = line;
        belt = new Belt(acceleration(line));
        this.plan = plan;
        this.chance = chance;
        this.story = story;
        gateFaultyUntil = new long[line.chutes().size()];
        encoder = new Encoder(line.belt().encoder().map(e -> e.pulsesPerMetre()).orElse(0));
        wallStart = plan.validFrom().plusSeconds(3_600 + chance.below(86_400));
    }

    /**
     * A loaded belt needs a second or so. Without an encoder nobody could tell how far it coasts, so such a line's
     * tolerance promises a belt that stops within a part of it.
     */
    private static double acceleration(LineConfig line) {
        double speed = line.belt().nominalMmPerS() * 1e3;
        double coast = line.tracking().toleranceMm() * 1e3 / 4;
        return line.belt().encoder().isPresent() ? 1.5e6 : Math.max(1.5e6, speed * speed / (2 * coast));
    }

    void after(long nanos, Runnable what) {
        agenda.at(now + nanos, what);
    }

    long count() {
        return encoder.count(travel);
    }

    double nominalSpeed() {
        return line.belt().nominalMmPerS() * 1e3;
    }

    /** What a clock that was never wrong would say. */
    Instant trueWall() {
        return wallStart.plusNanos(now - startNanos);
    }

    /** What the controller's machine believes. */
    Instant wall() {
        return trueWall().plusSeconds(wallStepSeconds);
    }

    void stepWall(long seconds) {
        wallStepSeconds = seconds;
    }

    /** On to the next thing that happens, at this instant. */
    void moveTo(long nanos, long reached) {
        if (belt.speedAt(now) >= line.belt().minMmPerS() * 1e3) {
            ranNanos += nanos - now;
        }
        now = nanos;
        travel = Math.max(travel, reached);
    }
}
