package hubfloor.testing;

import hubfloor.adapter.mqtt.BrokerTargets;
import hubfloor.hub.OrderTargets;
import hubfloor.link.CommandTargets;
import java.util.List;
import java.util.stream.Stream;

/** Everything in this module that reads bytes or text from outside. */
public final class AgentTargets {
    private AgentTargets() {}

    public static List<FuzzTarget> all() {
        Stream<FuzzTarget> withoutDoor = Stream.of(
                new FuzzTarget("mqtt", BrokerTargets::bytes),
                new FuzzTarget("commands", CommandTargets::command),
                new FuzzTarget("orders", OrderTargets::order));
        return Stream.concat(Stream.concat(ReaderTargets.all().stream(), LetterTargets.all().stream()), withoutDoor)
                .toList();
    }
}
