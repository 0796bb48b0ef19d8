package hubfloor.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class HubfloorTest {
    @Test
    void everyCommandIsNamedByItsClass() {
        assertThat(Hubfloor.COMMANDS)
                .isNotEmpty()
                .allSatisfy(command -> assertThat(Hubfloor.nameOf(command))
                        .isEqualTo(command.getAnnotation(Command.class).name()));
    }

    @Test
    void aStartBuildsTheCommandThatItWasGivenAndNoOther() {
        assertThat(Hubfloor.commandLine("run", "station.yaml").getSubcommands()).containsOnlyKeys("run");
    }

    @Test
    void theHelpTellsAllCommandsInTheirOrderButTheHiddenOne() {
        CommandLine.Help help =
                new CommandLine.Help(Hubfloor.commandLine("--help").getCommandSpec());
        assertThat(help.subcommands().keySet())
                .containsExactlyElementsOf(Hubfloor.COMMANDS.stream()
                        .map(Hubfloor::nameOf)
                        .filter(name -> !name.equals("warm-up"))
                        .toList());
    }

    @Test
    void aMisspeltCommandIsAnsweredWithTheOneThatWasMeant() {
        StringWriter err = new StringWriter();
        int code = Hubfloor.commandLine("rum", "station.yaml")
                .setErr(new PrintWriter(err, true))
                .execute("rum", "station.yaml");
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("rum").contains("Did you mean: hubfloor run?");
    }
}
