package hubfloor.main;

import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.ExitCode;
import hubfloor.config.model.LineConfig;
import hubfloor.sorter.core.Effect;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.core.SorterCore;
import hubfloor.sorter.record.RunReplay;
import hubfloor.sorter.record.RunStart;
import hubfloor.sorter.record.Segment;
import hubfloor.sorter.record.Segment.Block;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs what a line saw through the same code again; the same effects, bit for bit, or the first place that differs. */
@Command(
        name = "replay",
        description = {
            "Run a line's recording through the sorter again and compare every effect with the recorded ones.",
            "Moves no gate and opens no port. Ends with 1 when an effect differs or the run's beginning is gone."
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            description = "a recording's directory (its newest run), or one of its files (that file's run)")
    private Path recording;

    @Option(
            names = "--line",
            paramLabel = "DEVICE.yaml",
            description = "the line's device file; default: where it was when the run was recorded")
    private @Nullable Path device;

    @Option(names = "--print", description = "print every effect with the seconds since the run's start")
    private boolean print;

    @Override
    public Integer call() throws Stopped {
        List<Path> run = RecordedRun.files(recording);
        RunStart start = RecordedRun.segment(run.getFirst()).start();
        PrintWriter out = spec.commandLine().getOut();
        out.println("Run " + start.run() + " of " + start.startedAt() + ", plan "
                + start.plan().version() + ", recorded by version " + start.version() + ".");
        SorterCore core = new SorterCore(line(start), start.plan(), start.bootNanos());
        RunReplay replay = new RunReplay(core::step, (input, effect) -> show(out, start, input, effect));
        Optional<String> wrong = Optional.empty();
        int torn = 0;
        for (Path file : run) {
            Segment segment = RecordedRun.segment(file);
            for (Block block : segment.blocks()) {
                wrong = wrong.isPresent() ? wrong : replay.run(block);
            }
            torn = segment.torn();
        }
        out.println(replay.inputs() + " inputs gave " + replay.effects() + " effects"
                + (wrong.isPresent() ? "." : ", the very same as recorded.")
                + (torn == 0 ? "" : " The last " + torn + " bytes are torn and were left out."));
        out.flush();
        wrong.ifPresent(words -> spec.commandLine().getErr().println("Not the same: " + words + "."));
        return (wrong.isPresent() ? ExitCode.FAILED : ExitCode.OK).code();
    }

    private LineConfig line(RunStart start) throws Stopped {
        Path file = device != null ? device : Path.of(start.deviceFile());
        DeviceConfig config = DeviceArgument.load(file);
        if (!config.hash().equals(start.deviceHash())) {
            spec.commandLine()
                    .getErr()
                    .println(file + " is not the device file of this run (SHA-256 " + start.deviceHash()
                            + "); effects may differ for that reason.");
        }
        return config.line().orElseThrow(() -> new Stopped(ExitCode.CONFIG_REFUSED, file + " describes no line."));
    }

    private void show(PrintWriter out, RunStart start, Input input, Effect effect) {
        if (print) {
            out.printf(Locale.ROOT, "%14.6f  %s%n", (input.atNanos() - start.bootNanos()) / 1e9, effect);
        }
    }
}
