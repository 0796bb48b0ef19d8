package hubfloor.sim.model;

import hubfloor.sorter.core.Effect;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.core.LineOrder;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the controller sits: does what the real shell does around the core. Inputs reach it some hundred microseconds
 * after they happened, it ticks at least every 10 ms and when the core wants it, outputs that are not renewed for
 * 250 ms go safe. After a pause it first hears how late it is, then what it slept through.
 */
final class Seat {
    private static final long TICK_NANOS = 10_000_000;
    private static final long LEASE_NANOS = 250_000_000;
    private static final long NEVER = Long.MAX_VALUE;
    /** Inputs whose cause is still known when a controller elsewhere speaks of them: some seconds' worth. */
    private static final int CAUSES_MAX = 4_096;
    /** A core that asks to be called again at once is called this much later, so that time goes on. */
    private static final long SHORTEST_PAUSE_NANOS = 20_000;

    private final Hall hall;
    private final LineController.Maker maker;
    private final PriorityQueue<Arrival> arrivals = new PriorityQueue<>(Arrival.ORDER);
    private final Consumer<Effect> effects = this::happen;
    private Listeners listeners = Listeners.NOBODY;
    private @Nullable LineController core;
    private final @Nullable Map<Input, SimParcel> causes;
    private @Nullable SimParcel cause;
    private long order;
    private long nextTickAt = NEVER;
    private long lastTickAt;
    private long awayUntil;
    private boolean overslept;
    private long wakeJitter;
    private int boots;
    private @Nullable RuntimeException broke;
    long steps;

    private record Arrival(
            long at, long order, Input input, @Nullable SimParcel cause) {
        static final Comparator<Arrival> ORDER =
                (a, b) -> a.at != b.at ? Long.compare(a.at, b.at) : Long.compare(a.order, b.order);
    }

    /** Who does what the controller wants done. */
    interface Listeners {
        Listeners NOBODY = new Listeners() {};

        default void activate(int gate, long untilNanos) {}

        default void rest(int gate) {}

        default void permit(boolean granted) {}

        default void ask(Effect.Ask question) {}

        default void said(Effect.Report report, @Nullable SimParcel cause) {}

        /** Levels that a controller finds when it is switched on. */
        default void tellLevels() {}
    }

    /** @param remote the controller answers later, from elsewhere: which parcel caused an input is kept until then */
    Seat(Hall hall, LineController.Maker maker, boolean remote) {
        this.hall = hall;
        this.maker = maker;
        causes = remote ? new LinkedHashMap<>() : null;
    }

    /** The parcel by which this input came about; null for none, or when that is too long ago. */
    @Nullable
    SimParcel causeOf(@Nullable Input input) {
        return causes == null || input == null ? null : causes.get(input);
    }

    private void remember(Input input, @Nullable SimParcel by) {
        if (causes != null && by != null) {
            if (causes.size() >= CAUSES_MAX) {
                causes.remove(causes.keySet().iterator().next());
            }
            causes.put(input, by);
        }
    }

    void serve(Listeners now) {
        listeners = now;
    }

    /** What the controller broke with, if it did: the run ends there. */
    @Nullable
    RuntimeException broke() {
        return broke;
    }

    int boots() {
        return boots;
    }

    boolean on() {
        return core != null;
    }

    void boot() {
        boots++;
        hall.encoder.restart(hall.travel);
        hall.story.add(hall.now, null, "controller starts");
        core = maker.boot(hall.line, hall.plan, hall.now);
        lastTickAt = hall.now;
        overslept = false;
        awayUntil = hall.now;
        post(new Input.WallClock(hall.now, hall.count(), hall.wall()), null);
        listeners.tellLevels();
        plan();
    }

    void cutPower() {
        hall.story.add(hall.now, null, "controller loses power");
        core = null;
        arrivals.clear();
        nextTickAt = NEVER;
        allSafe();
    }

    /** It handles nothing for so long. */
    void standStill(long nanos) {
        awayUntil = Math.max(awayUntil, hall.now + nanos);
        if (nanos > TICK_NANOS * 3) {
            hall.story.add(hall.now, null, "controller stands still for %d ms", nanos / 1_000_000);
            overslept = true;
        }
        if (nanos > LEASE_NANOS) {
            int mine = boots;
            hall.after(LEASE_NANOS, () -> {
                if (mine == boots) {
                    allSafe();
                }
            });
        }
    }

    void post(Input input, @Nullable SimParcel by) {
        if (core != null) {
            long latency = hall.chance.between(20_000L, 300_000L);
            arrivals.add(new Arrival(hall.now + latency, order++, input, by));
        }
    }

    void order(LineOrder wish) {
        post(new Input.Order(hall.now, hall.count(), wish), null);
    }

    /** {@link Long#MAX_VALUE} while it is switched off. */
    long nextAtNanos() {
        if (core == null) {
            return NEVER;
        }
        Arrival first = arrivals.peek();
        long next = first == null ? nextTickAt : Math.min(first.at, nextTickAt);
        return Math.max(Math.max(next, awayUntil), hall.now);
    }

    void run() {
        if (overslept && hall.now >= awayUntil) {
            overslept = false;
            tick();
        }
        for (Arrival next = arrivals.peek(); next != null && next.at <= hall.now && core != null; ) {
            arrivals.remove();
            step(next.input, next.cause);
            next = arrivals.peek();
        }
        if (core != null && hall.now >= nextTickAt) {
            tick();
        }
        plan();
    }

    private void tick() {
        lastTickAt = hall.now;
        wakeJitter = hall.chance.between(0L, 80_000L);
        step(new Input.Tick(hall.now, hall.count()), null);
    }

    private void step(Input input, @Nullable SimParcel by) {
        LineController present = core;
        if (present != null) {
            steps++;
            cause = by;
            remember(input, by);
            try {
                present.step(input, effects);
            } catch (RuntimeException defect) {
                broke = defect;
            }
            cause = null;
        }
    }

    private void plan() {
        LineController present = core;
        if (present != null) {
            long wanted = Math.max(present.nextAtNanos(), lastTickAt + SHORTEST_PAUSE_NANOS);
            nextTickAt = Math.min(lastTickAt + TICK_NANOS, wanted == NEVER ? NEVER : wanted + wakeJitter);
        }
    }

    private void happen(Effect effect) {
        switch (effect) {
            case Effect.MoveGate move -> {
                if (move.active()) {
                    listeners.activate(move.gate(), move.untilAtNanos());
                } else {
                    listeners.rest(move.gate());
                }
            }
            case Effect.KeepGate keep -> listeners.activate(keep.gate(), keep.untilAtNanos());
            case Effect.AllSafe safe -> allSafe();
            case Effect.BeltPermit permit -> listeners.permit(permit.granted());
            case Effect.Ask question -> listeners.ask(question);
            case Effect.Report report -> listeners.said(report, cause);
        }
    }

    private void allSafe() {
        for (int i = 0; i < hall.line.gates().size(); i++) {
            listeners.rest(i);
        }
    }
}
