package hubfloor.main;

import hubfloor.config.model.ExitCode;
import hubfloor.demo.DemoHub;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

/** Runs everything once for two seconds, so that the JVM can record its classes for a fast start. */
@Command(name = "warm-up", description = "Record classes for a fast start.", hidden = true)
final class WarmUpCommand implements Callable<Integer> {
    private static final int SCANS_PER_SECOND = 300;

    @Override
    public Integer call() throws Exception {
        Path dir = Files.createTempDirectory("hubfloor-warm-up");
        DemoHub hub = DemoHub.start(dir, SCANS_PER_SECOND, 0, 0, Version.TEXT);
        new CountDownLatch(1).await(2, TimeUnit.SECONDS);
        boolean complete = hub.finish().complete();
        hub.stop();
        TemporaryDirectory.remove(dir);
        return (complete ? ExitCode.OK : ExitCode.FAILED).code();
    }
}
