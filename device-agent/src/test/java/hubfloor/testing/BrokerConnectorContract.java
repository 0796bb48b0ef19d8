package hubfloor.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.port.BrokerConnector;
import hubfloor.port.BrokerConnector.Connection;
import hubfloor.port.BrokerConnector.Publication;
import hubfloor.testing.HeardEvents.Heard;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every broker connector promises; run for each one by a subclass that brings the broker. */
public abstract class BrokerConnectorContract {
    private static final long SOON_MS = 10_000;

    /** A connector with its broker, which the test may take away and bring back. */
    protected interface Bench extends AutoCloseable {
        BrokerConnector connector();

        /** The broker is gone without a goodbye; its memory is lost. */
        void kill();

        void revive();

        @Override
        void close();
    }

    private Bench bench;

    protected abstract Bench bench();

    /** What MQTT 5 (3.1.3.2) asks of a broker; one that is known not to, says so here. */
    protected boolean brokerKeepsTheWillsContentType() {
        return true;
    }

    @BeforeEach
    void open() {
        bench = bench();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void dialTellsReachedThenConnected() {
        HeardEvents heard = new HeardEvents();
        Connection connection = dial("c1", heard);
        assertThat(heard.next(SOON_MS)).isInstanceOf(Heard.Reached.class);
        assertThat(heard.next(SOON_MS)).isInstanceOf(Heard.Connected.class);
        connection.close(true);
    }

    @Test
    void connectedNamesUsableLimits() {
        HeardEvents heard = new HeardEvents();
        Connection connection = dial("c1", heard);
        Heard.Connected limits = heard.next(Heard.Connected.class, SOON_MS);
        assertThat(limits.receiveMax()).isBetween(1, 65_535);
        assertThat(limits.maxPacketBytes()).isPositive();
        connection.close(false);
    }

    @Test
    void everyPublishIsAcknowledgedUnderItsToken() {
        HeardEvents heard = new HeardEvents();
        Connection connection = connected("c1", heard);
        for (long token = 100; token < 110; token++) {
            connection.publish(token, message("t/1", "m" + token));
            connection.flush();
        }
        for (long token = 100; token < 110; token++) {
            Heard.Acknowledged answer = heard.next(Heard.Acknowledged.class, SOON_MS);
            assertThat(answer.token()).isEqualTo(token);
            assertThat(answer.reasonCode()).isLessThan(0x80);
        }
        connection.close(true);
    }

    @Test
    void subscriberGetsTheMessageWithItsProperties() {
        HeardEvents heard = new HeardEvents();
        Connection reader = connected("reader", heard);
        reader.subscribe(List.of("t/+", "u/#"));
        assertThat(heard.next(Heard.Subscribed.class, SOON_MS).reasonCodes())
                .hasSize(2)
                .allMatch(code -> code <= 2);
        Connection writer = connected("writer", new HeardEvents());
        writer.publish(
                1, new Publication("t/a", "payload".getBytes(UTF_8), 1, false, "text/plain", new byte[] {1, 0, -1}));
        writer.flush();
        BrokerConnector.Message message =
                heard.next(Heard.Arrived.class, SOON_MS).message();
        assertThat(message.topic()).isEqualTo("t/a");
        assertThat(new String(message.payload(), UTF_8)).isEqualTo("payload");
        assertThat(message.retained()).isFalse();
        assertThat(message.contentType()).isEqualTo("text/plain");
        assertThat(message.correlation()).containsExactly(1, 0, -1);
        assertThat(message.responseTopic()).isEmpty();
        reader.close(true);
        writer.close(true);
    }

    @Test
    void askerIsAnsweredWhereItWantsToBeAndSeesTheQualityOfService() {
        HeardEvents heard = new HeardEvents();
        Connection reader = connected("reader", heard);
        reader.subscribe(List.of("t/#"));
        heard.next(Heard.Subscribed.class, SOON_MS);
        Connection writer = connected("writer", new HeardEvents());
        for (int qos = 0; qos <= 1; qos++) {
            writer.publish(
                    1, new Publication("t/ask", "?".getBytes(UTF_8), qos, false, "", new byte[] {7}, "answers/here"));
            writer.flush();
            BrokerConnector.Message message =
                    heard.next(Heard.Arrived.class, SOON_MS).message();
            assertThat(message.responseTopic()).isEqualTo("answers/here");
            assertThat(message.correlation()).containsExactly(7);
            assertThat(message.qos()).isEqualTo(qos);
        }
        reader.close(true);
        writer.close(true);
    }

    @Test
    void messagesOfOneConnectionArriveInOrder() {
        HeardEvents heard = new HeardEvents();
        Connection reader = connected("reader", heard);
        reader.subscribe(List.of("t/#"));
        heard.next(Heard.Subscribed.class, SOON_MS);
        HeardEvents answers = new HeardEvents();
        Connection writer = connected("writer", answers);
        for (int n = 0; n < 300; n++) {
            writer.publish(n, message("t/" + n % 3, Integer.toString(n)));
            writer.flush();
            answers.next(Heard.Acknowledged.class, SOON_MS);
        }
        for (int n = 0; n < 300; n++) {
            assertThat(new String(
                            heard.next(Heard.Arrived.class, SOON_MS).message().payload(), UTF_8))
                    .isEqualTo(Integer.toString(n));
        }
        reader.close(true);
        writer.close(true);
    }

    @Test
    void retainedMessageReachesLateSubscriberMarked() {
        HeardEvents answers = new HeardEvents();
        Connection writer = connected("writer", answers);
        writer.publish(1, new Publication("t/state", "on".getBytes(UTF_8), 1, true, "", new byte[0]));
        writer.flush();
        answers.next(Heard.Acknowledged.class, SOON_MS);
        HeardEvents heard = new HeardEvents();
        Connection reader = connected("reader", heard);
        reader.subscribe(List.of("t/state"));
        BrokerConnector.Message message =
                heard.next(Heard.Arrived.class, SOON_MS).message();
        assertThat(message.retained()).isTrue();
        assertThat(new String(message.payload(), UTF_8)).isEqualTo("on");
        reader.close(true);
        writer.close(true);
    }

    @Test
    void subscriberOfTheFirstHourGetsRetainedMessagesUnmarked() {
        HeardEvents heard = new HeardEvents();
        Connection reader = subscribed("reader", heard, "t/state");
        Connection writer = connected("writer", new HeardEvents());
        writer.publish(1, new Publication("t/state", "on".getBytes(UTF_8), 1, true, "", new byte[0]));
        writer.flush();
        assertThat(heard.next(Heard.Arrived.class, SOON_MS).message().retained())
                .isFalse();
        reader.close(true);
        writer.close(true);
    }

    @Test
    void emptyRetainedMessageLeavesNothingForLateSubscribers() {
        HeardEvents answers = new HeardEvents();
        Connection writer = connected("writer", answers);
        for (String text : List.of("on", "")) {
            writer.publish(1, new Publication("t/state", text.getBytes(UTF_8), 1, true, "", new byte[0]));
            writer.flush();
            answers.next(Heard.Acknowledged.class, SOON_MS);
        }
        HeardEvents heard = new HeardEvents();
        Connection reader = subscribed("reader", heard, "t/#");
        writer.publish(2, message("t/after", "m"));
        writer.flush();
        assertThat(heard.next(Heard.Arrived.class, SOON_MS).message().topic()).isEqualTo("t/after");
        reader.close(true);
        writer.close(true);
    }

    @Test
    void onlyMatchingTopicsArrive() {
        HeardEvents heard = new HeardEvents();
        Connection reader = subscribed("reader", heard, "t/+/x", "u/#");
        Connection writer = connected("writer", new HeardEvents());
        int token = 0;
        for (String topic : List.of("t/x", "t/a/y", "t/a/b/x", "v/u", "t/a/x", "u", "u/a/b")) {
            writer.publish(++token, message(topic, "m"));
            writer.flush();
        }
        for (String topic : List.of("t/a/x", "u", "u/a/b")) {
            assertThat(heard.next(Heard.Arrived.class, SOON_MS).message().topic())
                    .isEqualTo(topic);
        }
        reader.close(true);
        writer.close(true);
    }

    @Test
    void sameClientIdAgainEndsTheFirstConnectionOnce() {
        HeardEvents first = new HeardEvents();
        connected("same", first);
        HeardEvents second = new HeardEvents();
        Connection again = connected("same", second);
        first.next(Heard.Lost.class, SOON_MS);
        first.silence(300);
        again.publish(1, message("t/1", "m"));
        again.flush();
        second.next(Heard.Acknowledged.class, SOON_MS);
        again.close(true);
    }

    @Test
    void willIsPublishedWhenTheConnectionIsCutOff() {
        HeardEvents heard = new HeardEvents();
        Connection reader = connected("reader", heard);
        reader.subscribe(List.of("will/#"));
        heard.next(Heard.Subscribed.class, SOON_MS);
        connected("dying", new HeardEvents()).close(false);
        BrokerConnector.Message will = heard.next(Heard.Arrived.class, SOON_MS).message();
        assertThat(will.topic()).isEqualTo("will/dying");
        assertThat(will.contentType()).isEqualTo(brokerKeepsTheWillsContentType() ? "text/plain" : "");
        reader.close(true);
    }

    @Test
    void willIsNotPublishedAfterGoodbye() {
        HeardEvents heard = new HeardEvents();
        Connection reader = connected("reader", heard);
        reader.subscribe(List.of("will/#"));
        heard.next(Heard.Subscribed.class, SOON_MS);
        connected("leaving", new HeardEvents()).close(true);
        connected("dying", new HeardEvents()).close(false);
        assertThat(heard.next(Heard.Arrived.class, SOON_MS).message().topic()).isEqualTo("will/dying");
        heard.silence(300);
        reader.close(true);
    }

    @Test
    void brokerKilledWithPublishesInFlightIsLostOnceAndThenSilence() {
        HeardEvents heard = new HeardEvents();
        Connection connection = connected("c1", heard);
        for (int n = 0; n < 5; n++) {
            connection.publish(n, message("t/1", "m"));
            connection.flush();
        }
        bench.kill();
        for (int n = 5; n < 10; n++) {
            connection.publish(n, message("t/1", "m"));
            connection.flush();
        }
        heard.next(Heard.Lost.class, SOON_MS);
        heard.silence(300);
        connection.publish(99, message("t/1", "after the end"));
        connection.flush();
        connection.close(true);
        connection.close(false);
        heard.silence(1_000);
    }

    @Test
    void closeIsToldAsLostOnce() {
        HeardEvents heard = new HeardEvents();
        Connection connection = connected("c1", heard);
        connection.close(true);
        connection.close(true);
        connection.close(false);
        heard.next(Heard.Lost.class, SOON_MS);
        heard.silence(1_000);
    }

    @Test
    void dialWaitsForABrokerThatComesLater() {
        bench.kill();
        HeardEvents heard = new HeardEvents();
        Connection connection = dial("c1", heard);
        heard.silence(700);
        bench.revive();
        assertThat(heard.next(SOON_MS)).isInstanceOf(Heard.Reached.class);
        assertThat(heard.next(SOON_MS)).isInstanceOf(Heard.Connected.class);
        connection.publish(7, message("t/1", "first"));
        connection.flush();
        assertThat(heard.next(Heard.Acknowledged.class, SOON_MS).token()).isEqualTo(7);
        connection.close(true);
    }

    @Test
    void dialClosedWhileTheBrokerIsAwayIsLostAtOnce() {
        bench.kill();
        HeardEvents heard = new HeardEvents();
        Connection connection = dial("c1", heard);
        connection.close(true);
        assertThat(heard.next(SOON_MS)).isInstanceOf(Heard.Lost.class);
        heard.silence(700);
    }

    @Test
    void newDialWorksAfterALoss() {
        HeardEvents first = new HeardEvents();
        connected("c1", first);
        bench.kill();
        first.next(Heard.Lost.class, SOON_MS);
        bench.revive();
        HeardEvents second = new HeardEvents();
        Connection again = connected("c1", second);
        again.publish(1, message("t/1", "m"));
        again.flush();
        second.next(Heard.Acknowledged.class, SOON_MS);
        again.close(true);
    }

    private Connection subscribed(String clientId, HeardEvents heard, String... filters) {
        Connection connection = connected(clientId, heard);
        connection.subscribe(List.of(filters));
        heard.next(Heard.Subscribed.class, SOON_MS);
        return connection;
    }

    private Connection connected(String clientId, HeardEvents heard) {
        Connection connection = dial(clientId, heard);
        heard.next(Heard.Connected.class, SOON_MS);
        return connection;
    }

    private Connection dial(String clientId, HeardEvents heard) {
        return bench.connector()
                .dial(
                        clientId,
                        new Publication(
                                "will/" + clientId, "gone".getBytes(UTF_8), 1, false, "text/plain", new byte[0]),
                        heard);
    }

    private static Publication message(String topic, String text) {
        return new Publication(topic, text.getBytes(UTF_8), 1, false, "text/plain", new byte[0]);
    }
}
