package hubfloor.main;

import hubfloor.config.model.ExitCode;
import java.util.List;
import java.util.Locale;
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
        footer = {
            "",
            "Exit codes: 0 fine, 1 ran but the result is bad, 2 wrong usage, 3 config refused,",
            "4 the store is in use, 5 the store has failed, 6 the broker cannot be reached,",
            "7 a port in the config cannot be used, 70 a defect in Hubfloor."
        })
public final class Hubfloor {
    /** In the order of the help. Each is named by its class: BrokerConfigCommand is broker-config. */
    static final List<Class<?>> COMMANDS = List.of(
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
            WarmUpCommand.class);

    private Hubfloor() {}

    public static void main(String[] args) {
        Logging.install();
        System.exit(commandLine(args).execute(args));
    }

    /**
     * With the one command that the first word names, or else with all of them, for the help and for what is misspelt.
     * Building all takes most of a start, and a line that starts again after a power cut must not wait for it.
     */
    static CommandLine commandLine(String... words) {
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
        CommandLine hubfloor = new CommandLine(new Hubfloor());
        List<Class<?>> asked = COMMANDS.stream()
                .filter(command -> words.length > 0 && nameOf(command).equals(words[0]))
                .toList();
        (asked.isEmpty() ? COMMANDS : asked).forEach(hubfloor::addSubcommand);
        return hubfloor.setExecutionExceptionHandler(failed)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
    }

    static String nameOf(Class<?> command) {
        return command.getSimpleName()
                .replace("Command", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }
}
