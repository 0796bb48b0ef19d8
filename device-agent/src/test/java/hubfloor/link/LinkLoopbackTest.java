package hubfloor.link;

import static hubfloor.link.Floor.BASE;
import static hubfloor.link.Floor.EPOCH;
import static hubfloor.link.Floor.await;
import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.loopback.LoopbackBroker;
import hubfloor.event.Event;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.link.Floor.Client;
import hubfloor.port.BrokerConnector.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinkLoopbackTest {
    private final LoopbackBroker broker = new LoopbackBroker();
    private final ListStore store = new ListStore(EPOCH);
    private Link link = Floor.link(store, broker, 20);

    @AfterEach
    void stop() {
        link.close(Duration.ZERO);
    }

    private void commit(int from, int count) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(Floor.scan(from + i));
        }
        store.commit(events);
    }

    private static List<Long> seqs(Client client, int count) throws Exception {
        List<Long> seqs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Message message = client.hear(heard -> heard.topic().startsWith(BASE + "event/"));
            seqs.add(Floor.WIRE.readEvent(message.payload()).seq());
        }
        return seqs;
    }

    @Test
    void storedEventsArriveInOrderOnTheirTopicAsCloudEvents() throws Exception {
        Client central = new Client(broker, "central", "#");
        commit(0, 3000);
        link.start();
        Message first = central.hear(heard -> heard.topic().contains("/event/"));
        assertThat(first.topic()).isEqualTo(BASE + "event/scan");
        assertThat(first.contentType()).isEqualTo("application/cloudevents+json");
        List<Long> seqs = seqs(central, 2999);
        assertThat(seqs).isSorted().doesNotHaveDuplicates().endsWith(3000L);
        await("all handed", () -> store.progress().handed() == 3000);
        assertThat(broker.violations()).isZero();
    }

    @Test
    void freshEventsAreSentFromMemoryWithoutReadingTheStore() {
        link.start();
        await("connected", () -> link.status().connected());
        for (int i = 0; i < 500; i++) {
            commit(i, 1);
        }
        await("handed", () -> store.progress().handed() == 500);
        assertThat(store.reads()).isZero();
    }

    @Test
    void stateIsBornRetainedAndRepublishedWhenFaultsChange() throws Exception {
        commit(0, 2);
        link.start();
        await("connected", () -> link.status().connected());
        Client late = new Client(broker, "late", BASE + "state");
        String birth = Client.text(late.hear(Message::retained));
        assertThat(birth).contains("\"state\":\"online\"", "\"epoch\":\"" + EPOCH + "\"", "\"lastSeq\":2");
        link.setFaults(Set.of("scanner-gone"));
        assertThat(Client.text(late.hear(heard -> Client.text(heard).contains("scanner-gone"))))
                .contains("\"faults\":[\"scanner-gone\"]");
    }

    @Test
    void cutDeviceIsReportedAsLinkLostAndClosedOneAsClosed() throws Exception {
        Client central = new Client(broker, "central", BASE + "state");
        link.start();
        central.hear(heard -> Client.text(heard).contains("online"));
        broker.cut("station-3");
        assertThat(Client.text(central.hear(heard -> Client.text(heard).contains("offline"))))
                .contains("link-lost");
        await("back", () -> link.status().connected() && link.status().dials() == 2);
        link.close(Duration.ofSeconds(1));
        assertThat(Client.text(central.hear(heard -> Client.text(heard).contains("closed"))))
                .contains("offline");
    }

    @Test
    void nothingIsLostWhenTheBrokerIsKilledAgainAndAgain() throws Exception {
        link = Floor.link(store, broker, 20, "central");
        link.start();
        for (int round = 0; round < 4; round++) {
            int before = round * 500;
            await("connected", () -> link.status().connected());
            commit(before, 500);
            broker.kill();
            broker.forget();
            broker.revive();
        }
        Client central = new Client(broker, "central", "#");
        broker.cut("station-3"); // what the broker took before anyone had subscribed comes again
        boolean cutAgain = false;
        Set<Long> seen = new HashSet<>();
        while (seen.size() < 2000) {
            seen.addAll(seqs(central, 1));
            if (seen.size() == 1000 && !cutAgain) {
                cutAgain = true;
                broker.cut("station-3");
            }
        }
        // the device may be away just now, and this receipt is not retained: a consumer says it again
        await("receipted", () -> {
            central.say(BASE + "receipt/central", "{\"epoch\":\"" + EPOCH + "\",\"through\":2000}");
            return store.receipted() == 2000;
        });
    }

    @Test
    void deviceThatNeverSawABrokerDeliversFromItsFirstEvent() throws Exception {
        broker.kill();
        link.start();
        commit(0, 10);
        broker.revive();
        await("handed", () -> store.progress().handed() == 10);
    }

    @Test
    void refusedEventIsParkedWithAnAlarmAndOthersGoOn() {
        broker.refusePublishes(topic -> topic.endsWith("event/chute"), 0x87);
        commit(0, 1);
        store.commit(List.of(new Event(
                EventFamily.CHUTE, EventClass.CUSTODY, "chute.full.v1", "", Floor.STAMP, new byte[] {'{', '}'})));
        commit(2, 1);
        link.start();
        await("parked", () -> store.parked(10).equals(List.of(2L)));
        await("alarm and the rest", () -> store.progress().handed() == 4);
        assertThat(store.all().getLast().event().type()).isEqualTo("alarm.raised.v1");
        assertThat(new String(store.all().getLast().event().data(), StandardCharsets.UTF_8))
                .isEqualTo("{\"alarm\":\"publish-refused\",\"reasonCode\":135,\"seq\":2}");
    }

    @Test
    void replayIsAnsweredOnceAndTheSameAgain() throws Exception {
        commit(0, 20);
        link.start();
        await("handed", () -> store.progress().handed() == 20);
        Client central = new Client(broker, "central", "answers/#", BASE + "event/+");
        String ask = "{\"id\":\"r1\",\"epoch\":\"" + EPOCH + "\",\"from\":5,\"to\":7}";
        broker.inject(command("replay", ask, false));
        assertThat(Client.text(central.hear(heard -> heard.topic().equals("answers/7"))))
                .isEqualTo("{\"id\":\"r1\",\"result\":\"applied\",\"reason\":\"\"}");
        assertThat(seqs(central, 3)).containsExactly(5L, 6L, 7L);
        broker.inject(command("replay", ask, false));
        Message again = central.hear(heard -> true);
        assertThat(again.topic()).isEqualTo("answers/7");
        assertThat(again.correlation()).containsExactly(7);
        assertThat(Client.text(again)).contains("applied");
    }

    @Test
    void poisonFromCentralIsCountedAndTheNextGoodCommandIsHandled() throws Exception {
        commit(0, 3);
        link.start();
        await("handed", () -> store.progress().handed() == 3);
        Client central = new Client(broker, "central", "answers/#");
        for (String poison : List.of(
                "",
                "{",
                "[".repeat(10_000),
                "{\"a\":".repeat(5_000),
                "x".repeat(1 << 20),
                "{\"id\":1e999}",
                "\u0000")) {
            broker.inject(command("replay", poison, false));
            broker.inject(new Message(BASE + "receipt/central", bytes(poison), false, "", new byte[0], ""));
            broker.inject(command("self-destruct", poison, false));
        }
        String retained = "{\"id\":\"r\",\"epoch\":\"" + EPOCH + "\",\"from\":1,\"to\":1}";
        broker.inject(command("replay", retained, true));
        broker.inject(command("replay", retained.replace("\"r\"", "\"good\""), false));
        central.hear(heard -> Client.text(heard).contains("\"id\":\"good\",\"result\":\"applied\""));
        Map<String, Long> counts =
                Map.of("command-retained", 1L, "command-unknown", 7L, "command-malformed", 7L, "receipt-malformed", 7L);
        // the status is a snapshot after each turn, and the answer leaves within one
        await("counted", () -> link.status().oddities(), counts::equals);
        assertThat(link.status().connected()).isTrue();
    }

    @Test
    void storeThatCannotBeReadForAWhileLosesNothing() {
        commit(0, 2000);
        store.unreadable(true);
        link.start();
        await("noticed", () -> link.status().oddities().containsKey("store-unreadable"));
        assertThat(store.progress().handed()).isZero();
        store.unreadable(false);
        await("handed", () -> store.progress().handed() == 2000);
    }

    @Test
    void newEpochOfTheStoreIsBornAndDelivered() throws Exception {
        Client central = new Client(broker, "central", BASE + "#");
        commit(0, 5);
        link.start();
        await("handed", () -> store.progress().handed() == 5);
        store.renew("fedcba9876543210", Floor.scan(1));
        commit(2, 1);
        String birth =
                Client.text(central.hear(heard -> Client.text(heard).contains("\"epoch\":\"fedcba9876543210\"")));
        assertThat(birth).contains("\"state\":\"online\"");
        await("handed", () -> store.progress().handed() == 2);
    }

    @Test
    void answerNeverGoesToATopicOfTheContract() {
        link.start();
        await("connected", () -> link.status().connected());
        broker.inject(new Message(BASE + "command/replay", bytes("{}"), false, BASE + "event/scan", new byte[0], ""));
        await("counted", () -> link.status().oddities().containsKey("reply-topic"));
    }

    @Test
    void takenOverDeviceRestsAndRaisesAnAlarm() {
        link.start();
        await("connected", () -> link.status().connected());
        new Client(broker, "station-3", "#");
        await("alarm", () -> !store.all().isEmpty());
        assertThat(new String(store.all().getFirst().event().data(), StandardCharsets.UTF_8))
                .contains("client-id-taken-over");
        await("the status to follow the alarm", () -> !link.status().connected());
        assertThat(link.status().dials()).isEqualTo(1);
    }

    private static Message command(String verb, String payload, boolean retained) {
        return new Message(BASE + "command/" + verb, bytes(payload), retained, "answers/7", new byte[] {7}, "");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
