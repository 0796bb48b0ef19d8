package hubfloor.sim.run;

import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.sim.model.LineController;
import hubfloor.sorter.core.Effect;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.core.SorterCore;
import java.util.function.Consumer;

/** The shipped core, just as the floor runs it. */
public final class CoreController implements LineController {
    private final SorterCore core;

    public CoreController(LineConfig line, SortPlan plan, long bootNanos) {
        core = new SorterCore(line, plan, bootNanos);
    }

    @Override
    public void step(Input input, Consumer<Effect> effects) {
        core.step(input, effects);
    }

    @Override
    public long nextAtNanos() {
        return core.nextAtNanos();
    }
}
