package hubfloor.main;

import hubfloor.adapter.json.JsonLine;
import hubfloor.adapter.json.JsonTree;
import hubfloor.config.model.ExitCode;
import hubfloor.contract.ContractFiles;
import hubfloor.contract.ContractPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Hands out the contract this program was built with, for whoever builds the other side. */
@Command(
        name = "contract",
        description = "Write what devices and central say to each other: AsyncAPI document, JSON Schemas, a page"
                + " to read, an example consumer in Python.",
        mixinStandardHelpOptions = true)
final class ContractCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIRECTORY",
            defaultValue = "hubfloor-contract",
            description = "where to; files there of the same names are replaced (default: ${DEFAULT-VALUE})")
    private Path out;

    @Override
    public Integer call() throws Stopped {
        ContractFiles contract = new ContractFiles(JsonTree::read);
        try {
            contract.writeTo(out, new ContractPage(contract, JsonLine::of).html());
        } catch (IOException e) {
            throw new Stopped(ExitCode.FAILED, "The contract cannot be written to " + out + ": " + e.getMessage());
        }
        spec.commandLine()
                .getOut()
                .println(contract.files().size() + " files and index.html written to " + out + "; begin with "
                        + out.resolve("index.html") + " or " + out.resolve(ContractFiles.DOCUMENT));
        return ExitCode.OK.code();
    }
}
