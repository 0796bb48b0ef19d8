package hubfloor.main;

import hubfloor.config.model.ExitCode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plays a reader, so that a line can be tried without hardware. */
@Command(
        name = "mimic",
        description = "Play a reader, so that a line can be tried without hardware; ends by Ctrl-C.",
        mixinStandardHelpOptions = true)
final class MimicCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROTOCOL", description = "llrp: an RFID reader on a TCP port of this machine")
    private String protocol = "";

    @Option(names = "--port", paramLabel = "N", description = "TCP port on 127.0.0.1; 0 = any free one (default 5084)")
    private int port = LlrpMimicRun.PORT;

    @Option(
            names = "--script",
            paramLabel = "FILE",
            description = {
                "what it sees, a line each: WAIT_MS EPC [ANTENNA [RSSI_DBM]], or WAIT_MS off MS for a power cut,",
                "or repeat; without a script it sees a tag every second"
            })
    private @Nullable Path file;

    @Override
    public Integer call() throws Stopped, InterruptedException {
        if (!protocol.equals("llrp")) {
            throw new Stopped(ExitCode.USAGE, "no reader of protocol " + protocol + " is played; there is llrp");
        }
        return LlrpMimicRun.play(port, file).code();
    }
}
