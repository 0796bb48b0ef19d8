package hubfloor.bench;

import hubfloor.config.model.LineConfig;
import hubfloor.line.Lines;
import hubfloor.port.Clock;
import hubfloor.sim.model.Fault;
import hubfloor.sim.model.LineController;
import hubfloor.sim.model.LineSimulation;
import hubfloor.sim.model.Story;
import hubfloor.sim.run.CoreController;
import hubfloor.sorter.core.Effect;
import hubfloor.sorter.core.Input;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * What the JVM itself can do: sleeps until 200 us before a due instant, spins the rest, and looks at the clock. The
 * instants are those at which the shipped core moved the gates of the same line, simulated beforehand.
 */
final class BareLoop {
    private static final long SPIN_NANOS = 200_000L;
    private static final long SECOND = 1_000_000_000L;

    private final Clock clock;
    private final List<Long> dueAfterNanos;
    final Samples late = new Samples("bare JVM, park then spin");

    BareLoop(int perHour, long seed, int seconds, Clock clock) {
        this.clock = clock;
        dueAfterNanos = pattern(perHour, seed, seconds);
    }

    /** When gates were moved, in nanoseconds since the first movement. */
    private static List<Long> pattern(int perHour, long seed, int seconds) {
        LineConfig line = Lines.demo();
        List<Long> dueAt = new ArrayList<>();
        LineController.Maker maker = (config, plan, boot) -> {
            CoreController core = new CoreController(config, plan, boot);
            return new LineController() {
                @Override
                public void step(Input input, Consumer<Effect> effects) {
                    core.step(input, effect -> {
                        if (effect instanceof Effect.MoveGate move) {
                            dueAt.add(move.dueAtNanos());
                        }
                        effects.accept(effect);
                    });
                }

                @Override
                public long nextAtNanos() {
                    return core.nextAtNanos();
                }
            };
        };
        long parcels = (long) perHour * seconds / 3_600 + 50;
        RuntimeException broke = new LineSimulation(
                        new LineSimulation.Order(
                                line,
                                Lines.planOf(line),
                                maker,
                                Lines.IDENTIFY,
                                parcels,
                                perHour,
                                seed,
                                EnumSet.noneOf(Fault.class)),
                        new Story(false))
                .run();
        if (broke != null) {
            throw broke;
        }
        long first = dueAt.stream().mapToLong(Long::longValue).min().orElseThrow();
        return dueAt.stream().map(at -> at - first).sorted().toList();
    }

    /** Keeps to the instants for so long; those of the first seconds do not count. */
    void run(int warmUpSeconds, int seconds) {
        long start = clock.nanos();
        for (long after : dueAfterNanos) {
            if (after > (warmUpSeconds + seconds) * SECOND) {
                return;
            }
            long due = start + after;
            for (long left = due - clock.nanos(); left > SPIN_NANOS; left = due - clock.nanos()) {
                LockSupport.parkNanos(this, left - SPIN_NANOS);
            }
            while (due - clock.nanos() > 0) {
                Thread.onSpinWait();
            }
            long written = clock.nanos();
            if (after >= warmUpSeconds * SECOND) {
                late.add(written - due);
            }
        }
    }
}
