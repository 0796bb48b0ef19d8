package hubfloor.main;

import hubfloor.adapter.sqlite.StoreInUse;
import hubfloor.adapter.sqlite.StoreRefused;
import hubfloor.adapter.sqlite.StoreUnavailable;
import hubfloor.config.model.ExitCode;
import hubfloor.demo.DemoHub;
import hubfloor.demo.DemoSummary;
import hubfloor.demo.LineSummary;
import hubfloor.demo.WallSummary;
import hubfloor.sorter.line.LineView;
import hubfloor.sorter.main.SorterLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
    private static final List<String> HUBS = List.of("demo", "kul", "lgg", "kgl");
    private static final int PARCELS_MAX = 12_000;

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

    @Option(
            names = "--parcels-per-hour",
            paramLabel = "P",
            description =
                    "on the sorter line, 0 to 12000; 0 = no line (default: 5000; 1000 at kgl, whose line is slow)")
    private @Nullable Integer parcelsGiven;

    @Option(
            names = "--hub",
            paramLabel = "HUB",
            defaultValue = "demo",
            description = "kul, lgg or kgl: that hub's shipped station, line and plan; demo: one to try things on"
                    + " (default: ${DEFAULT-VALUE})")
    private String hubName;

    @Option(
            names = "--page-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "of the station; the line has the next one (default: any free ports)")
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
        int parcelsPerHour = parcelsGiven != null ? parcelsGiven : hubName.equals("kgl") ? 1_000 : 5_000;
        if (rate < 0.1 || rate > 5000 || seconds < 0 || parcelsPerHour < 0 || parcelsPerHour > PARCELS_MAX) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--rate takes 0.1 to 5000 scans per second, --parcels-per-hour 0 to " + PARCELS_MAX
                            + ", --seconds a whole number from 1");
        }
        if (!HUBS.contains(hubName)) {
            throw new ParameterException(spec.commandLine(), "--hub takes one of " + String.join(", ", HUBS));
        }
        Path dir = state == null ? Files.createTempDirectory("hubfloor-demo") : Files.createDirectories(state);
        DemoHub hub = start(dir, parcelsPerHour);
        StopOnSignal.register(() -> {
            if (ended.getCount() > 0) {
                say("\nEnding; the belt runs empty first ...");
                LineSummary line = hub.finishLine();
                DemoSummary summary = hub.finish();
                hub.stop();
                tell(summary, hub.wall(), line);
                remove(dir);
            }
        });
        announce(hub);
        watch(hub);
        LineSummary line = hub.finishLine();
        DemoSummary summary = hub.finish();
        ended.countDown();
        hub.stop();
        WallSummary wall = hub.wall();
        tell(summary, wall, line);
        remove(dir);
        boolean good = summary.complete()
                && summary.scanned() > 0
                && (wall == null || wall.good())
                && (line == null || line.good());
        return (good ? ExitCode.OK : ExitCode.FAILED).code();
    }

    private void tell(DemoSummary summary, @Nullable WallSummary wall, @Nullable LineSummary line) {
        say("station: " + summary);
        if (wall != null) {
            say("wall:    " + wall);
        }
        if (line != null) {
            say("line:    " + line);
        }
    }

    private DemoHub start(Path dir, int parcelsPerHour) throws Stopped {
        try {
            return DemoHub.start(dir, hubName, rate, parcelsPerHour, pagePort, brokerPort, Version.TEXT);
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
                %s%s""".formatted(
                        hub.pageAddress(),
                        hub.scannerPort(),
                        number(rate),
                        hub.brokerPort(),
                        hub.deviceFile(),
                        hub.brokerPort(),
                        line(hub),
                        seconds > 0 ? "Ends by itself after " + seconds + " s." : "Ctrl-C ends it."));
    }

    private static String line(DemoHub hub) {
        SorterLine line = hub.line();
        return line == null
                ? ""
                : """
                  line      %s
                  config    %s, scanners %s
                  parcels   mosquitto_sub -V 5 -p %d -t '%s/event/sort' -v
                  replay    ./hubfloor replay %s
                  story     ./hubfloor story PARCEL %s   (PARCEL is an event's subject or data.parcel)
                """.formatted(
                                line.pageAddress().orElse(""),
                                hub.lineFile(),
                                line.scanners().stream().map(s -> s.port()).collect(Collectors.joining(" ")),
                                hub.brokerPort(),
                                hub.lineTopics(),
                                line.recordingPath(),
                                hub.lineFile());
    }

    private static String soFar(DemoHub hub) {
        SorterLine line = hub.line();
        WallSummary wall = hub.wall();
        String station = hub.summary().soFar()
                + (wall == null ? "" : "; wall put %d, wrong slots found %d".formatted(wall.put(), wall.wrongFound()));
        if (line == null) {
            return station;
        }
        LineView view = line.view();
        return station
                + "; line %s, inducted %d, confirmed %d, exceptions %d, lost %d"
                        .formatted(view.state(), view.inducted(), view.confirmed(), view.exceptions(), view.lost());
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
                say(soFar(hub));
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
