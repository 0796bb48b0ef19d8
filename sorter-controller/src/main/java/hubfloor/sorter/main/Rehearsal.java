package hubfloor.sorter.main;

import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.parcel.Identification;
import hubfloor.sim.model.Fault;
import hubfloor.sim.model.LineSimulation;
import hubfloor.sim.model.Story;
import hubfloor.sim.run.CoreController;
import java.util.EnumSet;
import java.util.function.Function;

/**
 * Before a line starts its core sorts some hundred imagined parcels with every fault, on a core that is thrown away: the
 * JVM compiles what it has seen run often, and the first real parcels must not wait for code that it still interprets.
 * Nothing of it reaches a board, a store or a network.
 */
public final class Rehearsal {
    private static final int PARCELS = 600;
    private static final int PER_HOUR = 6_000;

    private Rehearsal() {}

    /** Returns after about half a second. */
    public static void run(LineConfig line, SortPlan plan, Function<String, Identification> identify) {
        new LineSimulation(
                        new LineSimulation.Order(
                                line,
                                plan,
                                CoreController::new,
                                identify,
                                PARCELS,
                                PER_HOUR,
                                1,
                                EnumSet.allOf(Fault.class)),
                        new Story(false))
                .run();
    }
}
