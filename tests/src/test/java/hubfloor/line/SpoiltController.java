package hubfloor.line;

import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.sim.model.LineController;
import hubfloor.sim.run.CoreController;
import hubfloor.sorter.core.Effect;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.event.LineEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The shipped core with something broken around it, as a defect in it would look from outside. */
final class SpoiltController implements LineController {
    private final CoreController core;
    private final Predicate<Input> heard;
    private final UnaryOperator<Effect> changed;
    private final Predicate<Effect> done;
    private final long gateDelayNanos;
    private final Deque<Effect.MoveGate> waiting = new ArrayDeque<>();
    private final Deque<Long> waitingUntil = new ArrayDeque<>();

    private SpoiltController(
            CoreController core,
            Predicate<Input> heard,
            UnaryOperator<Effect> changed,
            Predicate<Effect> done,
            long gateDelayNanos) {
        this.core = core;
        this.heard = heard;
        this.changed = changed;
        this.done = done;
        this.gateDelayNanos = gateDelayNanos;
    }

    /** Its gates move so much later than they should. */
    static LineController lateGates(LineConfig line, SortPlan plan, long boot, long nanos) {
        return new SpoiltController(new CoreController(line, plan, boot), i -> true, e -> e, e -> true, nanos);
    }

    /** It never hears of these inputs. */
    static LineController deaf(LineConfig line, SortPlan plan, long boot, Predicate<Input> hears) {
        return new SpoiltController(new CoreController(line, plan, boot), hears, e -> e, e -> true, 0);
    }

    /** It does something else than it should, or nothing where {@code does} is false. */
    static LineController changed(
            LineConfig line, SortPlan plan, long boot, UnaryOperator<Effect> change, Predicate<Effect> does) {
        return new SpoiltController(new CoreController(line, plan, boot), i -> true, change, does, 0);
    }

    @Override
    public void step(Input input, Consumer<Effect> effects) {
        while (!waiting.isEmpty() && waitingUntil.getFirst() <= input.atNanos()) {
            waitingUntil.removeFirst();
            effects.accept(waiting.removeFirst());
        }
        if (!heard.test(input)) {
            return;
        }
        core.step(input, effect -> {
            if (gateDelayNanos > 0 && effect instanceof Effect.MoveGate move) {
                waiting.addLast(new Effect.MoveGate(
                        move.gate(),
                        move.active(),
                        move.dueAtNanos() + gateDelayNanos,
                        move.latestAtNanos() + gateDelayNanos,
                        move.untilAtNanos() + gateDelayNanos));
                waitingUntil.addLast(input.atNanos() + gateDelayNanos);
            } else if (done.test(effect)) {
                effects.accept(changed.apply(effect));
            }
        });
    }

    @Override
    public long nextAtNanos() {
        return waitingUntil.isEmpty() ? core.nextAtNanos() : Math.min(core.nextAtNanos(), waitingUntil.getFirst());
    }

    /** An event, if this effect reports one of this kind. */
    static boolean reports(Effect effect, Class<? extends LineEvent> kind) {
        return effect instanceof Effect.Report report && kind.isInstance(report.event());
    }
}
