package hubfloor.line;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.config.load.DeviceFile;
import hubfloor.config.load.Loaded;
import hubfloor.config.load.PlanFile;
import hubfloor.config.load.Problem;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.parcel.Barcode;
import hubfloor.parcel.Identification;
import hubfloor.parcel.Identifier;
import hubfloor.port.Clock;
import hubfloor.sim.model.Fault;
import hubfloor.sim.model.LineController;
import hubfloor.sim.run.Campaign;
import hubfloor.sim.run.ResultText;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The shipped lines, and what is done with them here. */
public final class Lines {
    private static final Path SHIPPED = Path.of("../firmware-config/src/main/resources/hubfloor/lines");
    private static final Clock CLOCK = new SystemClock();
    private static final Identifier IDENTIFIER = new Identifier(Gs1Files.shipped());
    public static final Function<String, Identification> IDENTIFY = text -> IDENTIFIER.identify(new Barcode("", text));

    private Lines() {}

    public static LineConfig demo() {
        return accepted(DeviceFile.load(SHIPPED.resolve("demo.yaml"))).line().orElseThrow();
    }

    public static SortPlan planOf(LineConfig line) {
        return switch (PlanFile.load(line.decision().plan(), line)) {
            case Loaded.Accepted<SortPlan> accepted -> accepted.value();
            case Loaded.Refused<SortPlan> refused -> throw new AssertionError(sentences(refused.problems()));
        };
    }

    private static DeviceConfig accepted(Loaded<DeviceConfig> loaded) {
        return switch (loaded) {
            case Loaded.Accepted<DeviceConfig> accepted -> accepted.value();
            case Loaded.Refused<DeviceConfig> refused -> throw new AssertionError(sentences(refused.problems()));
        };
    }

    private static String sentences(List<Problem> problems) {
        return problems.stream().map(Problem::sentence).collect(Collectors.joining("\n"));
    }

    /** Runs and prints one line of figures, so that a log shows which seeds were run. */
    static Campaign.Report run(
            String what,
            LineConfig line,
            SortPlan plan,
            LineController.Maker maker,
            long parcels,
            int perHour,
            long seed,
            int seeds,
            Set<Fault> faults) {
        Campaign.Report report = new Campaign(
                        new Campaign.Settings(line, plan, maker, IDENTIFY, parcels, perHour, seed, seeds, faults),
                        CLOCK)
                .run(bad ->
                        System.out.println(what + ": seed " + bad.seed() + " is bad: " + bad.result() + bad.defect()));
        System.out.println(what + ": " + ResultText.json(report));
        return report;
    }
}
