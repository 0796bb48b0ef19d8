package hubfloor.main;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.net.LlrpMimic;
import hubfloor.config.model.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    private static final int LLRP_PORT = 5084;

    @Parameters(paramLabel = "PROTOCOL", description = "llrp: an RFID reader on a TCP port of this machine")
    private String protocol = "";

    @Option(names = "--port", paramLabel = "N", description = "TCP port on 127.0.0.1; 0 = any free one (default 5084)")
    private int port = LLRP_PORT;

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
        try {
            LlrpScript script = file == null ? LlrpScript.of(LlrpScript.STANDARD) : LlrpScript.of(file);
            LlrpMimic mimic = new LlrpMimic(port, new SystemClock());
            System.out.println("an LLRP reader is played on 127.0.0.1:" + mimic.up());
            CountDownLatch never = new CountDownLatch(1);
            LlrpScript.Pause pause = ms -> never.await(ms, TimeUnit.MILLISECONDS);
            do {
                script.play(mimic, pause);
            } while (script.repeats());
            System.out.println("the script is over; the reader stays connected");
            never.await();
            return ExitCode.OK.code();
        } catch (IllegalArgumentException e) {
            throw new Stopped(ExitCode.USAGE, file + ": " + e.getMessage());
        } catch (IOException e) {
            throw new Stopped(ExitCode.DEVICE_UNAVAILABLE, "cannot play on port " + port + ": " + e.getMessage());
        }
    }
}
