package hubfloor.main;

import hubfloor.adapter.clock.Chance;
import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.mqtt.PahoConnector;
import hubfloor.config.model.BrokerConfig;
import hubfloor.config.model.ExitCode;
import hubfloor.ledger.Watch;
import hubfloor.port.Clock;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints events as they pass; stores nothing and confirms nothing. */
@Command(name = "watch", description = "Print events as they pass.", mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {
    @Mixin
    private BrokerOptions broker;

    @Option(names = "--json", description = "whole envelopes")
    private boolean json;

    @Override
    public Integer call() {
        BrokerConfig config = broker.config();
        Clock clock = new SystemClock();
        Watch watch = new Watch(
                config.topicPrefix(),
                new PahoConnector(config, clock, Chance::below),
                new JsonWireFormat(),
                clock,
                Chance::below,
                json,
                new PrintStream(System.out, false, StandardCharsets.UTF_8));
        StopOnSignal.register(watch::stop);
        watch.run();
        return ExitCode.OK.code();
    }
}
