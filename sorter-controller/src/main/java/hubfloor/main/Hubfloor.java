package hubfloor.main;

import hubfloor.config.model.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/** The {@code hubfloor} command. Each sub-command is one class; none prints a stack trace at a person. */
@Command(
        name = "hubfloor",
        description = "The software on the floor of a cross-border e-commerce hub.",
        mixinStandardHelpOptions = true,
        version = "hubfloor " + Version.TEXT,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            CheckCommand.class,
            DecodeCommand.class,
            StoryCommand.class,
            OverdueCommand.class,
            ReplayCommand.class,
            ExplainCommand.class,
            LedgerCommand.class,
            FeedCommand.class,
            EpcisCommand.class,
            ContractCommand.class,
            BrokerConfigCommand.class,
            ConformCommand.class,
            ListenCommand.class,
            WatchCommand.class,
            SalvageCommand.class,
            SimulateCommand.class,
            PortsCommand.class,
            DoctorCommand.class,
            MimicCommand.class,
            WarmUpCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 fine, 1 ran but the result is bad, 2 wrong usage, 3 config refused,",
            "4 the store is in use, 5 the store has failed, 6 the broker cannot be reached,",
            "7 a port in the config cannot be used, 70 a defect in Hubfloor."
        })
public final class Hubfloor {
    private Hubfloor() {}

    public static void main(String[] args) {
        Logging.install();
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        IExecutionExceptionHandler failed = (problem, command, parsed) -> {
            if (problem instanceof Stopped stopped) {
                command.getErr().println(stopped.getMessage());
                return stopped.code().code();
            }
            Logging.defect(problem);
            command.getErr()
                    .println("Hubfloor ran into a defect of its own: " + problem
                            + "\nPlease report it with the log above.");
            return ExitCode.INTERNAL.code();
        };
        return new CommandLine(new Hubfloor())
                .setExecutionExceptionHandler(failed)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
    }
}
