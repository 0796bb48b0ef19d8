package hubfloor.main;

import hubfloor.config.load.DeviceFile;
import hubfloor.config.load.Loaded;
import hubfloor.config.load.Problem;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks device files on a laptop or in CI, exactly as a device would, and prints every problem at once. */
@Command(
        name = "check",
        description = "Check device files; prints every problem with file:line:column. Opens no port and no network.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "device files")
    private List<Path> files;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        int problems = 0;
        for (Path file : files) {
            switch (DeviceFile.load(file)) {
                case Loaded.Accepted<DeviceConfig> accepted -> out.println(file + ": good");
                case Loaded.Refused<DeviceConfig> refused -> {
                    for (Problem problem : refused.problems()) {
                        out.println(problem.sentence());
                        problems++;
                    }
                }
            }
        }
        out.flush();
        if (problems > 0) {
            spec.commandLine().getErr().println(problems + (problems == 1 ? " problem" : " problems"));
        }
        return (problems == 0 ? ExitCode.OK : ExitCode.CONFIG_REFUSED).code();
    }
}
