package hubfloor.main;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.net.LlrpMimic;
import hubfloor.config.model.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code mimic llrp}: an RFID reader on a TCP port of this machine, played until Ctrl-C. */
final class LlrpMimicRun {
    /** LLRP's registered port. */
    static final int PORT = 5084;

    private LlrpMimicRun() {}

    /**
     * Plays the script, and again where it repeats; without one a tag is seen every second.
     *
     * @param port 0 for any free one; it is printed
     */
    static ExitCode play(int port, @Nullable Path file) throws Stopped, InterruptedException {
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
            return ExitCode.OK;
        } catch (IllegalArgumentException e) {
            throw new Stopped(ExitCode.USAGE, file + ": " + e.getMessage());
        } catch (IOException e) {
            throw new Stopped(ExitCode.DEVICE_UNAVAILABLE, "cannot play on port " + port + ": " + e.getMessage());
        }
    }
}
