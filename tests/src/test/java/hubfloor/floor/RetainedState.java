package hubfloor.floor;

import hubfloor.adapter.mqtt.PahoConnector;
import hubfloor.port.BrokerConnector.Connection;
import hubfloor.port.BrokerConnector.Publication;
import hubfloor.testing.HeardEvents;
import hubfloor.testing.HeardEvents.Heard;
import hubfloor.testing.SystemTicks;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The station's state as somebody at central sees it who has just come in: what the broker has retained. */
public final class RetainedState {
    private static final long ANSWER_MS = 10_000;
    private static final long MESSAGE_MS = 1_000;

    private RetainedState() {}

    /** The state's JSON; empty when nothing is retained. */
    public static String at(int brokerPort) {
        HeardEvents heard = new HeardEvents();
        Connection connection = new PahoConnector(Central.at(brokerPort), new SystemTicks(), below -> 0)
                .dial("visitor", new Publication("will", new byte[0], 0, false, "", new byte[0]), heard);
        try {
            heard.next(Heard.Connected.class, ANSWER_MS);
            connection.subscribe(List.of(DeviceFileOnDisk.TOPICS + "state"));
            heard.next(Heard.Subscribed.class, ANSWER_MS);
            return new String(
                    heard.next(Heard.Arrived.class, MESSAGE_MS).message().payload(), StandardCharsets.UTF_8);
        } catch (AssertionError nothingRetained) {
            return "";
        } finally {
            connection.close(true);
        }
    }
}
