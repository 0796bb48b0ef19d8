package hubfloor.main;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.config.load.Loaded;
import hubfloor.config.load.PlanFile;
import hubfloor.config.load.Problem;
import hubfloor.config.model.ExitCode;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.parcel.Barcode;
import hubfloor.parcel.Identifier;
import hubfloor.sim.model.Fault;
import hubfloor.sim.model.SimulationResult;
import hubfloor.sim.model.Story;
import hubfloor.sim.run.Campaign;
import hubfloor.sim.run.CoreController;
import hubfloor.sim.run.ResultText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the sorter line of a device file in virtual time and says, by where the parcels truly went, how it sorted. */
@Command(
        name = "simulate",
        description = {
            "Run a sorter line in virtual time, with imagined parcels and, if asked, faults.",
            "Judged by where the parcels truly went. Ends with 1 when one left by a wrong gate or was not accounted for."
        },
        mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "LINE.yaml", arity = "0..1", description = "device file with a line section")
    private @Nullable Path file;

    @Option(names = "--parcels", defaultValue = "1000", description = "parcels in each run; ${DEFAULT-VALUE}")
    private long parcels;

    @Option(names = "--seed", defaultValue = "1", description = "of the first run; ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--seeds", defaultValue = "1", description = "runs, each with the next seed; ${DEFAULT-VALUE}")
    private int seeds;

    @Option(names = "--rate", defaultValue = "5000", description = "parcels an hour fed; ${DEFAULT-VALUE}")
    private int perHour;

    @Option(
            names = "--faults",
            defaultValue = "none",
            paramLabel = "none|all|LIST",
            description = "what goes wrong, comma-separated; ${DEFAULT-VALUE}. See --list-faults")
    private String faults;

    @Option(names = "--list-faults", description = "print every fault with its rate, and end")
    private boolean listFaults;

    @Option(names = "--json", description = "print one JSON object instead of a table")
    private boolean json;

    @Option(
            names = "--trace",
            description = "print the story of the wrong parcels of the first bad seed, and of their neighbours")
    private boolean trace;

    @Option(
            names = "--between",
            split = ",",
            arity = "1",
            paramLabel = "FROM,TO",
            description = "with --trace: everything that happened and was said between these seconds of that run")
    private double[] between = {};

    @Override
    public Integer call() throws Stopped {
        PrintWriter out = spec.commandLine().getOut();
        if (listFaults) {
            for (Fault fault : Fault.values()) {
                out.printf("%-20s %-22s %s%n", fault.word(), fault.often(), fault.words());
            }
            out.flush();
            return ExitCode.OK.code();
        }
        if (file == null || parcels < 1 || seeds < 1 || perHour < 1) {
            throw new Stopped(ExitCode.USAGE, "Name a device file; --parcels, --seeds and --rate are at least 1.");
        }
        if (between.length != 0 && (between.length != 2 || !trace)) {
            throw new Stopped(ExitCode.USAGE, "--between names two seconds, as in --trace --between 577,580.5.");
        }
        Set<Fault> chosen = Fault.parse(faults)
                .orElseThrow(() -> new Stopped(ExitCode.USAGE, "--faults names no known fault; see --list-faults."));
        Campaign campaign = new Campaign(settings(file, chosen), new SystemClock());
        Campaign.Report report = campaign.run(this::tell);
        out.print(json ? ResultText.json(report) + System.lineSeparator() : ResultText.table(report));
        if (trace && !report.bad().isEmpty()) {
            Story story = new Story(true);
            SimulationResult again = campaign.replay(report.bad().getFirst().seed(), story);
            if (between.length == 2) {
                out.print(ResultText.story(between[0], between[1], story));
            } else {
                tellWrong(again, story, out);
            }
        }
        out.flush();
        return (report.good() ? ExitCode.OK : ExitCode.FAILED).code();
    }

    private static void tellWrong(SimulationResult result, Story story, PrintWriter out) {
        for (int wrong : result.wrongParcels()) {
            for (int parcel = wrong - 1; parcel <= wrong + 1; parcel++) {
                out.println(ResultText.story(parcel, story));
            }
        }
    }

    private void tell(Campaign.Bad bad) {
        PrintWriter err = spec.commandLine().getErr();
        err.printf(
                "seed %d: %d by a wrong gate, %d unaccounted%s%s%n",
                bad.seed(),
                bad.result().wrongGate(),
                bad.result().unaccounted(),
                bad.result().violations().isEmpty() ? "" : ", " + bad.result().violations(),
                bad.defect().isEmpty() ? "" : ", the core broke: " + bad.defect());
        err.printf(
                "  again: ./hubfloor simulate %s --parcels %d --seed %d --rate %d --faults %s --trace%n",
                file, parcels, bad.seed(), perHour, faults);
        err.flush();
    }

    private Campaign.Settings settings(Path deviceFile, Set<Fault> chosen) throws Stopped {
        LineConfig line = DeviceArgument.load(deviceFile)
                .line()
                .orElseThrow(() -> new Stopped(ExitCode.CONFIG_REFUSED, deviceFile + ": no line section"));
        Identifier identifier = new Identifier(Gs1Files.shipped());
        return new Campaign.Settings(
                line,
                plan(line),
                CoreController::new,
                text -> identifier.identify(new Barcode("", text)),
                parcels,
                perHour,
                seed,
                seeds,
                chosen);
    }

    private static SortPlan plan(LineConfig line) throws Stopped {
        return switch (PlanFile.load(line.decision().plan(), line)) {
            case Loaded.Accepted<SortPlan> accepted -> accepted.value();
            case Loaded.Refused<SortPlan> refused ->
                throw new Stopped(
                        ExitCode.CONFIG_REFUSED,
                        refused.problems().stream().map(Problem::sentence).collect(Collectors.joining("\n")));
        };
    }
}
