package hubfloor.main;

import hubfloor.adapter.broker.EmbeddedBroker;
import hubfloor.config.model.ExitCode;
import hubfloor.demo.DemoHub;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs a station for two seconds, so that the JVM can record its classes for a fast start. The broker runs in a
 * process of its own: its thousands of classes would make every station 20 MiB heavier.
 */
@Command(name = "warm-up", description = "Record classes for a fast start.", hidden = true)
final class WarmUpCommand implements Callable<Integer> {
    private static final int SCANS_PER_SECOND = 300;
    private static final int PARCELS_PER_HOUR = 5_000;

    @Option(names = "--only-broker", description = "be the broker, until standard input ends")
    private boolean onlyBroker;

    @Override
    public Integer call() throws Exception {
        return (onlyBroker ? broker() : station()).code();
    }

    private static ExitCode broker() throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            System.out.println(broker.port());
            System.in.readAllBytes();
        }
        return ExitCode.OK;
    }

    private static ExitCode station() throws Exception {
        Process broker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-jar",
                        System.getProperty("java.class.path"),
                        "warm-up",
                        "--only-broker")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(broker.getInputStream(), StandardCharsets.UTF_8))) {
            String port = said.readLine();
            if (port == null) {
                return ExitCode.FAILED;
            }
            Path dir = Files.createTempDirectory("hubfloor-warm-up");
            DemoHub hub = DemoHub.at(Integer.parseInt(port), dir, SCANS_PER_SECOND, PARCELS_PER_HOUR, Version.TEXT);
            new CountDownLatch(1).await(2, TimeUnit.SECONDS);
            boolean complete = hub.finish().complete();
            hub.stop();
            TemporaryDirectory.remove(dir);
            return complete ? ExitCode.OK : ExitCode.FAILED;
        } finally {
            broker.destroy();
        }
    }
}
