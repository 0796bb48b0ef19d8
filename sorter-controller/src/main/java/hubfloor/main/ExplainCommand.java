package hubfloor.main;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.adapter.json.JsonLine;
import hubfloor.config.load.Loaded;
import hubfloor.config.load.PlanFile;
import hubfloor.config.load.Problem;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.ExitCode;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.parcel.Identifier;
import hubfloor.parcel.ScanText;
import hubfloor.sorter.decision.Identity;
import hubfloor.sorter.event.Reason;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Answers "why does this parcel go there?" for a plan, with the very code that decides on the line. */
@Command(
        name = "explain",
        description = {
            "Say which rule of a sort plan a parcel matches, and of each rule before it what did not hold.",
            "What is not told of the parcel is not known: a rule that asks for it does not match."
        },
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PLAN.yaml", description = "the sort plan")
    private Path planFile;

    @Parameters(index = "1", paramLabel = "PARCEL", description = "the barcode's text; {GS} and \\xNN stand for bytes")
    private String parcel;

    @Mixin
    private ParcelOptions told;

    @Option(names = "--at", paramLabel = "INSTANT", description = "when, such as 2026-11-22T18:00:00Z; default: now")
    private @Nullable String at;

    @Option(
            names = "--line",
            paramLabel = "DEVICE.yaml",
            description = "the device file of a line: also say which chute that is there, with every chute open")
    private @Nullable Path device;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Override
    public Integer call() throws Stopped {
        LineConfig line = device == null ? null : line(device);
        SortPlan plan = plan(line);
        Identity identity = identity();
        Explanation explanation = new Explanation(plan, line, told.facts(spec, identity, instant()));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonLine.of(explanation.map()));
        } else {
            explanation.sentences().forEach(out::println);
        }
        out.flush();
        return (identity.problem() == Reason.NONE ? ExitCode.OK : ExitCode.FAILED).code();
    }

    private Identity identity() {
        try {
            Identifier identifier = new Identifier(Gs1Files.shipped());
            return Identity.of(List.of(TypedCode.identify(identifier, ScanText.bytes(parcel))));
        } catch (IllegalArgumentException unreadable) {
            throw new ParameterException(spec.commandLine(), "PARCEL: " + unreadable.getMessage());
        }
    }

    private Instant instant() {
        if (at == null) {
            return new SystemClock().stamp().wall().truncatedTo(ChronoUnit.SECONDS);
        }
        try {
            return Instant.parse(at);
        } catch (DateTimeParseException e) {
            throw new ParameterException(spec.commandLine(), "--at takes an instant such as 2026-11-22T18:00:00Z");
        }
    }

    private static LineConfig line(Path device) throws Stopped {
        DeviceConfig config = DeviceArgument.load(device);
        return config.line()
                .orElseThrow(() -> new Stopped(ExitCode.USAGE, device + " describes no line; leave --line out."));
    }

    private SortPlan plan(@Nullable LineConfig line) throws Stopped {
        return switch (PlanFile.load(planFile, line)) {
            case Loaded.Accepted<SortPlan> accepted -> accepted.value();
            case Loaded.Refused<SortPlan> refused ->
                throw new Stopped(
                        ExitCode.CONFIG_REFUSED,
                        refused.problems().stream().map(Problem::sentence).collect(Collectors.joining("\n")));
        };
    }
}
