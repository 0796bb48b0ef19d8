package hubfloor.central;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.loopback.LoopbackBroker;
import hubfloor.port.BrokerConnector.Connection;
import hubfloor.port.BrokerConnector.Publication;
import hubfloor.testing.Await;
import hubfloor.testing.HeardEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrokerSessionTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final LoopbackBroker broker = new LoopbackBroker();
    private final List<String> heard = new ArrayList<>();

    @Test
    void roomComesBackWhileAFloodOfMessagesIsNotTaken() throws InterruptedException {
        BrokerSession session = connected();
        Connection device = broker.dial("device", said("will", ""), new HeardEvents());
        for (int n = 0; n < 1_000; n++) {
            device.publish(n, said("flood/" + n, "m"));
        }
        device.flush();
        int room = session.room();
        assertThat(room).isPositive();
        for (int n = 0; n < room; n++) {
            assertThat(session.publish(said("receipt", "r"))).isTrue();
        }
        // nothing is taken out meanwhile: a receipt must not wait behind what is to be receipted
        Await.until("the receipts are answered", SOON, session::isAnswered);
        assertThat(session.room()).isEqualTo(room);
        session.close();
    }

    @Test
    void noMoreGoesOutThanTheBrokerAnswers() throws InterruptedException {
        BrokerSession session = connected();
        broker.acknowledging(false);
        int room = session.room();
        for (int n = 0; n < room; n++) {
            assertThat(session.publish(said("receipt", "r"))).isTrue();
        }
        assertThat(session.publish(said("receipt", "r"))).isFalse();
        assertThat(session.isAnswered()).isFalse();
        session.close();
    }

    @Test
    void whatALostConnectionLeftUnansweredTakesNoRoomOnTheNext() throws InterruptedException {
        BrokerSession session = connected();
        broker.acknowledging(false);
        int room = session.room();
        session.publish(said("receipt", "r"));
        broker.kill();
        broker.acknowledging(true);
        broker.revive();
        while (session.isConnected()) {
            session.pass(10, message -> {});
        }
        while (!session.isConnected()) {
            session.pass(10, message -> {});
        }
        assertThat(session.room()).isEqualTo(room);
        session.close();
    }

    private BrokerSession connected() throws InterruptedException {
        BrokerSession session = new BrokerSession(broker, new SystemClock(), bound -> 0, "central", List.of("flood/#"));
        broker.revive();
        while (!session.isConnected()) {
            session.pass(10, message -> heard.add(message.topic()));
        }
        return session;
    }

    private static Publication said(String topic, String text) {
        return new Publication(topic, text.getBytes(StandardCharsets.UTF_8), 1, false, "", new byte[0]);
    }
}
