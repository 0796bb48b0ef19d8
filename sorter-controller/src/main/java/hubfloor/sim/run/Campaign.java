package hubfloor.sim.run;

import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.parcel.Identification;
import hubfloor.port.Clock;
import hubfloor.sim.model.Fault;
import hubfloor.sim.model.LineController;
import hubfloor.sim.model.LineSimulation;
import hubfloor.sim.model.SimulationResult;
import hubfloor.sim.model.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Many runs of one line, one seed after the other on the calling thread. A run that ends by a defect of the core counts
 * as bad and does not end the campaign.
 */
public final class Campaign {
    /** Bad seeds that are named; the rest is only counted. */
    static final int NAMED_AT_MOST = 100;

    private final Settings settings;
    private final Clock clock;

    /**
     * @param parcels fed in each run
     * @param perHour that the feed tries to give
     * @param seed of the first run; the others count on from it
     * @param maker the shipped core, or a spoilt one
     */
    public record Settings(
            LineConfig line,
            SortPlan plan,
            LineController.Maker maker,
            Function<String, Identification> identify,
            long parcels,
            int perHour,
            long seed,
            int seeds,
            Set<Fault> faults) {}

    /** One run that must not be as it is. {@code defect} is empty unless the core itself broke. */
    public record Bad(long seed, SimulationResult result, String defect) {}

    /**
     * @param total all runs together; empty only when every one of them broke
     * @param badSeeds how many runs were bad; {@code bad} holds the first {@value #NAMED_AT_MOST}
     */
    public record Report(Settings settings, SimulationResult total, int badSeeds, List<Bad> bad, double wallSeconds) {
        public Report {
            bad = List.copyOf(bad);
        }

        public boolean good() {
            return badSeeds == 0;
        }

        public double timesRealTime() {
            return wallSeconds > 0 ? total.simulatedSeconds() / wallSeconds : 0;
        }
    }

    public Campaign(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** @param each hears of every bad run as soon as it has ended */
    public Report run(Consumer<Bad> each) {
        long start = clock.nanos();
        SimulationResult total = null;
        List<Bad> bad = new ArrayList<>();
        int badSeeds = 0;
        for (int i = 0; i < settings.seeds(); i++) {
            long seed = settings.seed() + i;
            Bad run = one(seed, new Story(false));
            total = total == null ? run.result() : total.plus(run.result());
            if (!run.defect().isEmpty() || !run.result().good()) {
                badSeeds++;
                each.accept(run);
                if (bad.size() < NAMED_AT_MOST) {
                    bad.add(run);
                }
            }
        }
        SimulationResult all = total == null ? SimulationResult.nothing(settings.seed()) : total;
        return new Report(settings, all, badSeeds, bad, (clock.nanos() - start) / 1e9);
    }

    /** One seed again, with its story kept. */
    public SimulationResult replay(long seed, Story story) {
        return one(seed, story).result();
    }

    private Bad one(long seed, Story story) {
        LineSimulation simulation = new LineSimulation(
                new LineSimulation.Order(
                        settings.line(),
                        settings.plan(),
                        settings.maker(),
                        settings.identify(),
                        settings.parcels(),
                        settings.perHour(),
                        seed,
                        settings.faults()),
                story);
        @Nullable RuntimeException broke = simulation.run();
        return new Bad(seed, simulation.result(), broke == null ? "" : where(broke));
    }

    private static String where(RuntimeException broke) {
        StackTraceElement[] trace = broke.getStackTrace();
        return broke + (trace.length > 0 ? " at " + trace[0] : "");
    }
}
