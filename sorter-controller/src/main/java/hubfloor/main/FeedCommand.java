package hubfloor.main;

import hubfloor.adapter.clock.Chance;
import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.mqtt.PahoConnector;
import hubfloor.adapter.sqlite.SqliteFeedLog;
import hubfloor.advice.NewsLetter;
import hubfloor.advice.ParcelNews;
import hubfloor.central.Feed;
import hubfloor.config.model.BrokerConfig;
import hubfloor.config.model.ExitCode;
import hubfloor.event.Topics;
import hubfloor.port.Clock;
import hubfloor.port.WireFormat;
import hubfloor.port.WireFormat.Malformed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Central's way of telling a hub about its parcels. */
@Command(
        name = "feed",
        description = {
            "Tell a hub where its parcels go and what customs says of them.",
            "Each line is one parcel: {\"subject\":\"s10/RR123456785MY\",\"routing\":{\"sequence\":1,\"country\":\"BE\"},"
                    + "\"customs\":{\"status\":\"released\",\"sequence\":1,\"at\":\"2026-11-26T08:00:00Z\"}};"
                    + " routing, customs or both."
        },
        mixinStandardHelpOptions = true)
final class FeedCommand implements Callable<Integer> {
    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final int LINE_MAX = 16 * 1024;

    @Spec
    private CommandSpec spec;

    @Mixin
    private BrokerOptions broker;

    @Option(names = "--hub", paramLabel = "NAME", required = true, description = "whose parcels these are")
    private String hub;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "central",
            description = "who tells: the last level of the topic (default: ${DEFAULT-VALUE})")
    private String name;

    @Option(
            names = "--store",
            paramLabel = "FILE",
            defaultValue = "hubfloor-feed.db",
            description = "what was told is kept here, to be told again (default: ${DEFAULT-VALUE})")
    private Path store;

    @Option(names = "--stay", description = "after the last line, stay and tell again what devices say they miss")
    private boolean stay;

    @Parameters(arity = "0..1", paramLabel = "FILE", defaultValue = "-", description = "lines of parcels; - = input")
    private String file;

    @Override
    public Integer call() throws Stopped, InterruptedException {
        if (!Topics.isLevel(hub) || !Topics.isLevel(name)) {
            throw new ParameterException(
                    spec.commandLine(), "--hub and --name take 1 to 32 lower-case letters, digits and -");
        }
        BrokerConfig config = broker.config();
        Clock clock = new SystemClock();
        JsonWireFormat wire = new JsonWireFormat();
        Feed feed;
        try {
            feed = new Feed(
                    config.topicPrefix(),
                    hub,
                    name,
                    new PahoConnector(config, clock, Chance::below),
                    SqliteFeedLog.open(store),
                    wire,
                    clock,
                    Chance::below);
        } catch (IllegalStateException e) {
            throw new Stopped(ExitCode.STORE_FAILED, String.valueOf(e.getMessage()));
        }
        feed.start();
        CountDownLatch never = new CountDownLatch(1);
        StopOnSignal.register(() -> feed.close(Duration.ofSeconds(1)));
        long lines = told(feed, wire);
        if (stay) {
            spec.commandLine().getOut().println(lines + " parcels told; telling again what is missed. Ctrl-C ends it.");
            spec.commandLine().getOut().flush();
        }
        while (stay && !feed.hasFailed() && !never.await(1, TimeUnit.SECONDS)) {
            // devices ask, the feed answers
        }
        feed.close(DRAIN);
        if (!feed.isIdle()) {
            throw new Stopped(
                    feed.hasFailed() ? ExitCode.STORE_FAILED : ExitCode.BROKER_UNREACHABLE,
                    "Not everything is with the broker; it is kept in " + store + " and goes out at the next start.");
        }
        spec.commandLine().getOut().println(lines + " parcels told in " + feed.told() + " messages.");
        return ExitCode.OK.code();
    }

    private long told(Feed feed, WireFormat wire) throws Stopped, InterruptedException {
        long number = 0;
        long lines = 0;
        try (BufferedReader in = file.equals("-")
                ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                : Files.newBufferedReader(Path.of(file))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (!line.isBlank()) {
                    feed.tell(news(wire, line, number));
                    lines++;
                }
            }
        } catch (IOException e) {
            throw new Stopped(ExitCode.USAGE, "The parcels cannot be read from " + file + ": " + e.getMessage());
        }
        return lines;
    }

    /** Held to the rules of the contract before it goes out, by reading it as a device will. */
    private static ParcelNews news(WireFormat wire, String line, long number) throws Stopped {
        String letter = "{\"epoch\":\"0000000000000000\",\"seq\":1,\"parcels\":[" + line + "]}";
        try {
            NewsLetter read = wire.readNews(letter.getBytes(StandardCharsets.UTF_8));
            if (line.length() <= LINE_MAX && read.parcels().size() == 1 && read.leftOut() == 0) {
                return read.parcels().getFirst();
            }
        } catch (Malformed e) {
            // said below
        }
        throw new Stopped(
                ExitCode.FAILED,
                "Line " + number
                        + " is not a parcel as the contract has it (hubfloor contract: parcel-news.schema.json)."
                        + " The lines before it were told.");
    }
}
