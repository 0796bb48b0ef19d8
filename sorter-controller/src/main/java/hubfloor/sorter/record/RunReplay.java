package hubfloor.sorter.record;

import hubfloor.sorter.core.Effect;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.record.Segment.Block;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs a recording through a line again and holds its effects against those of the floor, block by block.
 *
 * <p>Only a run's whole beginning makes an exact replay: turns, gate counts, the belt's measured slip and the mode are
 * state that inputs of hours ago have made. So a recording whose beginning is gone, or that has a hole, is replayed up
 * to there or not at all, and never half right. One thread.
 */
public final class RunReplay {
    private final Step line;
    private final Watcher watcher;
    private final EffectHash effects = new EffectHash();
    private long next;

    /** The line made from the run's start: {@code core::step}. */
    public interface Step {
        void step(Input input, Consumer<Effect> out);
    }

    /** Sees everything, in order. */
    public interface Watcher {
        void saw(Input input, Effect effect);
    }

    public RunReplay(Step line, Watcher watcher) {
        this.line = line;
        this.watcher = watcher;
    }

    /**
     * @return empty when this block had the very same effects; else what is wrong, after which nothing more can be said
     *     of this run
     */
    public Optional<String> run(Block block) {
        if (block.first() != next) {
            return Optional.of(
                    next == 0
                            ? "the first " + block.first() + " inputs of this run are no longer recorded"
                            : "inputs " + next + " to " + (block.first() - 1) + " are missing");
        }
        List<Input> inputs;
        try {
            inputs = block.inputs();
        } catch (Damaged e) {
            return Optional.of("the recording " + e.getMessage());
        }
        for (Input input : inputs) {
            line.step(input, effect -> {
                effects.add(effect);
                watcher.saw(input, effect);
            });
            next++;
        }
        if (effects.count() != block.effects() || effects.hash() != block.hash()) {
            return Optional.of("between input " + block.first() + " and " + (next - 1) + " the effects differ: "
                    + block.effects() + " were recorded up to there, now " + effects.count()
                    + (effects.count() == block.effects() ? " others" : ""));
        }
        return Optional.empty();
    }

    /** Inputs replayed so far. */
    public long inputs() {
        return next;
    }

    /** Effects they had. */
    public long effects() {
        return effects.count();
    }
}
