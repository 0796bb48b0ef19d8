package hubfloor.main;

import hubfloor.adapter.sqlite.StoreInUse;
import hubfloor.adapter.sqlite.StoreRefused;
import hubfloor.adapter.sqlite.StoreUnavailable;
import hubfloor.config.model.ExitCode;
import hubfloor.demo.DemoHub;
import hubfloor.demo.DemoSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The main job on one machine, to look at and to trust: ends with a sum, and with 0 only if nothing was lost. */
@Command(
        name = "demo",
        description = "Scan parcels on this machine: broker, station, consumer and a scanner that scans by itself.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final int LINE_EVERY_S = 5;

    @Spec
    private CommandSpec spec;

    @Option(names = "--seconds", paramLabel = "N", description = "end by itself after so long (default: until Ctrl-C)")
    private int seconds;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "2",
            description = "scans per second, 0.1 to 5000 (default: ${DEFAULT-VALUE})")
    private double rate;

    @Option(names = "--page-port", paramLabel = "PORT", defaultValue = "0", description = "default: any free port")
    private int pagePort;

    @Option(names = "--broker-port", paramLabel = "PORT", defaultValue = "0", description = "default: any free port")
    private int brokerPort;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "keep stores and config there (default: a temporary directory, removed at the end)")
    private @Nullable Path state;

    private final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public Integer call() throws Stopped, InterruptedException, IOException {
        if (rate < 0.1 || rate > 5000 || seconds < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--rate takes 0.1 to 5000 scans per second, --seconds a whole number from 1");
        }
        Path dir = state == null ? Files.createTempDirectory("hubfloor-demo") : Files.createDirectories(state);
        DemoHub hub = start(dir);
        StopOnSignal.register(() -> {
            if (ended.getCount() > 0) {
                DemoSummary summary = hub.finish();
                hub.stop();
                say("\n" + summary);
                remove(dir);
            }
        });
        announce(hub);
        watch(hub);
        DemoSummary summary = hub.finish();
        ended.countDown();
        hub.stop();
        say(summary.toString());
        remove(dir);
        return (summary.complete() && summary.scanned() > 0 ? ExitCode.OK : ExitCode.FAILED).code();
    }

    private DemoHub start(Path dir) throws Stopped {
        try {
            return DemoHub.start(dir, rate, pagePort, brokerPort, Version.TEXT);
        } catch (StoreInUse e) {
            throw new Stopped(ExitCode.STORE_IN_USE, String.valueOf(e.getMessage()));
        } catch (StoreRefused | StoreUnavailable e) {
            throw new Stopped(ExitCode.STORE_FAILED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new Stopped(ExitCode.FAILED, "The demo cannot start: " + e.getMessage());
        }
    }

    private void announce(DemoHub hub) {
        say("""
                Hubfloor demo
                  page      %s
                  scanner   %s, %s scans a second through a real pseudo-terminal
                  broker    127.0.0.1:%d (MQTT 5, in this process)
                  config    %s
                  watch it  mosquitto_sub -V 5 -p %d -t 'hubfloor/1/#' -v
                %s""".formatted(
                        hub.pageAddress(),
                        hub.scannerPort(),
                        number(rate),
                        hub.brokerPort(),
                        hub.deviceFile(),
                        hub.brokerPort(),
                        seconds > 0 ? "Ends by itself after " + seconds + " s." : "Ctrl-C ends it."));
    }

    private void watch(DemoHub hub) throws InterruptedException {
        long left = seconds > 0 ? seconds : Long.MAX_VALUE;
        while (left > 0) {
            long next = Math.min(left, LINE_EVERY_S);
            if (ended.await(next, TimeUnit.SECONDS)) {
                return;
            }
            left -= next;
            if (left > 0) {
                say(hub.summary().soFar());
            }
        }
    }

    private static String number(double rate) {
        return rate == Math.rint(rate) ? String.valueOf((long) rate) : String.valueOf(rate);
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private void remove(Path dir) {
        if (state == null) {
            TemporaryDirectory.remove(dir);
        }
    }
}
