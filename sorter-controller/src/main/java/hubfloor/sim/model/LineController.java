package hubfloor.sim.model;

import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.sorter.core.Effect;
import hubfloor.sorter.core.Input;
import java.util.function.Consumer;

/**
 * What the simulated hall is run by: the shipped core, or a spoilt one in the tests of the judge. It sees inputs and
 * answers with effects, and nothing else passes between it and the hall.
 */
public interface LineController {
    void step(Input input, Consumer<Effect> effects);

    /** Instant at which it wants a tick; {@link Long#MAX_VALUE} for none. */
    long nextAtNanos();

    /** Switches a controller on; again after each power cut. */
    interface Maker {
        LineController boot(LineConfig line, SortPlan plan, long bootNanos);
    }
}
