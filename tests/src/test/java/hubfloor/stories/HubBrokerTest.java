package hubfloor.stories;

import static hubfloor.floor.HubBroker.OVERSEER;
import static hubfloor.floor.HubBroker.TELLER;
import static hubfloor.floor.HubBroker.awaitHeard;
import static hubfloor.floor.HubBroker.heard;
import static hubfloor.floor.HubTopics.LINE;
import static hubfloor.floor.HubTopics.ROGUE;
import static hubfloor.floor.HubTopics.STATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hubfloor.floor.HubBroker;
import hubfloor.floor.HubTopics;
import hubfloor.floor.Program;
import hubfloor.testing.BrokerUnderTest;
import hubfloor.testing.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a device with a valid certificate can do on the broker that {@code broker-config} writes: its own work, and
 * nothing to anybody else. The clients are mosquitto's own.
 */
class HubBrokerTest {
    @TempDir
    static Path dir;

    private static HubBroker broker;
    private static Path stationFile;

    @BeforeAll
    static void startBroker() throws IOException {
        assumeTrue(HubBroker.isPossible(), "mosquitto or its clients are not installed");
        int port = BrokerUnderTest.freePort();
        Path out = dir.resolve("hub");
        Path rogue = device("rogue.yaml", "inbound", "st-02", HubBroker.brokerSection(out, port, "st-02", ""));
        stationFile = device("station.yaml", "inbound", "st-01", HubBroker.brokerSection(out, port, "st-01", ""));
        Path line = device("line.yaml", "sorter", "line-01", HubBroker.brokerSection(out, port, "line-01", "tenant-a"));
        broker = HubBroker.start(out, port, List.of(stationFile, rogue, line));
    }

    @AfterAll
    static void stopBroker() {
        if (broker != null) {
            broker.close();
        }
    }

    private static Path device(String file, String zone, String id, String brokerSection) throws IOException {
        return Files.writeString(dir.resolve(file), """
                format: 1
                device: {hub: kul, zone: %1$s, id: %2$s}
                store: {path: "%3$s/%2$s.db", max-mib: 64, reserve-mib: 1}
                %4$sscanners:
                  - {name: hand, port: /dev/null/none, profile: plain-crlf}
                page: {listen: "127.0.0.1:0"}
                """.formatted(zone, id, dir, brokerSection));
    }

    /** A topic too many would let one device speak for another. */
    @Test
    void eachClientPublishesToItsOwnTopicsAndToNoOther() {
        assertThat(HubTopics.ALL).hasSize(21);
        try (Program all = broker.subscribe(OVERSEER, List.of("#"))) {
            for (String client : List.of("st-01", "st-02", "line-01", "central")) {
                Set<String> passed = new TreeSet<>();
                for (String topic : HubTopics.ALL) {
                    int reason = broker.publish(client, topic, "by-" + client);
                    assertThat(reason).as("0 is taken, 135 is not authorized").isIn(0, 135);
                    if (reason == 0) {
                        passed.add(topic);
                    }
                }
                assertThat(passed).as(client).containsExactlyInAnyOrderElementsOf(HubTopics.MAY_WRITE.get(client));
                broker.publish(TELLER, "end", client);
                awaitHeard(all, "end " + client);
                assertThat(heardBy(all, "by-" + client))
                        .as("what the broker passed on of %s", client)
                        .containsExactlyInAnyOrderElementsOf(HubTopics.MAY_WRITE.get(client));
            }
        }
    }

    /** mosquitto grants every subscription, so only what arrives tells who may hear what. */
    @Test
    void eachClientHearsItsOwnTopicsAndNoOtherWhateverItSubscribesTo() {
        List<String> filters = new ArrayList<>(HubTopics.ALL);
        filters.addAll(List.of("#", "+/#", "$share/g/hubfloor/1/+/+/+/receipt/+"));
        Map<String, String> last = Map.of(
                "st-01",
                STATION + "receipt/end",
                "st-02",
                ROGUE + "receipt/end",
                "line-01",
                LINE + "receipt/end",
                "central",
                STATION + "event/end");
        try (Program station = broker.subscribe("st-01", filters);
                Program rogue = broker.subscribe("st-02", filters);
                Program line = broker.subscribe("line-01", filters);
                Program central = broker.subscribe("central", filters)) {
            HubTopics.ALL.forEach(topic -> broker.publish(TELLER, topic, "heard-by"));
            last.values().forEach(topic -> broker.publish(TELLER, topic, "last"));
            Map<String, Program> clients =
                    Map.of("st-01", station, "st-02", rogue, "line-01", line, "central", central);
            clients.forEach((name, client) -> {
                awaitHeard(client, last.get(name) + " last");
                assertThat(heardBy(client, "heard-by"))
                        .as(name)
                        .containsExactlyInAnyOrderElementsOf(HubTopics.MAY_READ.get(name));
            });
        }
    }

    private static Set<String> heardBy(Program subscriber, String text) {
        return heard(subscriber).stream()
                .filter(message -> message.endsWith(" " + text))
                .map(message -> message.substring(0, message.indexOf(' ')))
                .collect(Collectors.toSet());
    }

    /** Central in several processes: each message to one of them, and none to a device that joins the group. */
    @Test
    void sharedSubscriptionsServeCentralAndNoDevice() {
        try (Program central = broker.subscribe("central", List.of("$share/books/hubfloor/1/+/+/+/event/+"))) {
            broker.publish("st-01", STATION + "event/scan", "first");
            awaitHeard(central, STATION + "event/scan first");
            try (Program device =
                    broker.subscribe("st-02", List.of("$share/books/hubfloor/1/+/+/+/event/+", ROGUE + "receipt/+"))) {
                broker.publish("st-01", STATION + "event/scan", "second");
                broker.publish("st-01", STATION + "event/scan", "third");
                broker.publish(TELLER, ROGUE + "receipt/central", "last");
                awaitHeard(device, ROGUE + "receipt/central last");
                assertThat(heard(device)).hasSize(1);
            }
        }
    }

    @Test
    void consumerConfirmsInItsOwnNameOnly() {
        assertThat(broker.publish("central", STATION + "receipt/central", "x")).isIn(0, 16);
        assertThat(broker.publish("central", STATION + "receipt/" + OVERSEER, "x"))
                .isEqualTo(135);
    }

    /** mosquitto #3553: a client id is taken at its word unless the certificate's name is put in its place. */
    @Test
    void foreignClientIdDoesNotThrowItsOwnerOut() {
        try (Program victim = broker.subscribe("st-01", List.of(STATION + "command/+"), "-i", "st-01")) {
            broker.publish("st-02", ROGUE + "state", "x", "-i", "st-01");
            broker.publish("st-02", ROGUE + "state", "x", "-i", "st-01", "-u", "st-01", "-P", "x");
            assertThat(broker.publish("st-02", STATION + "state", "x", "-i", "st-01", "-u", "st-01", "-P", "x"))
                    .as("neither client id nor user makes it the station")
                    .isEqualTo(135);
            broker.publish("central", STATION + "command/pause", "still-there");
            awaitHeard(victim, STATION + "command/pause still-there");
            assertThat(victim.lines())
                    .filteredOn(line -> line.contains("sending CONNECT"))
                    .as("it never had to connect again")
                    .hasSize(1);
        }
    }

    @Test
    void lastWillOnAnotherDevicesStateIsNotPublished() {
        try (Program all = broker.subscribe(OVERSEER, List.of("#"))) {
            dieWithWill(STATION + "state", "forged");
            dieWithWill(ROGUE + "state", "own-will");
            awaitHeard(all, ROGUE + "state own-will");
            assertThat(heard(all)).isNotEmpty().noneMatch(message -> message.endsWith("forged"));
        }
    }

    private static void dieWithWill(String topic, String text) {
        try (Program rogue = broker.subscribe(
                "st-02",
                List.of(ROGUE + "command/+"),
                "--will-topic",
                topic,
                "--will-payload",
                text,
                "--will-qos",
                "1",
                "--will-retain")) {
            rogue.kill9();
        }
    }

    @Test
    void retainedStateIsReplacedAndRemovedByItsOwnerOnly() {
        assertThat(broker.publish("st-01", STATION + "state", "mine", "-r")).isIn(0, 16);
        assertThat(broker.publish("st-02", STATION + "state", "forged", "-r")).isEqualTo(135);
        assertThat(broker.publish("st-02", STATION + "state", "", "-r"))
                .as("an empty one would remove it")
                .isEqualTo(135);
        try (Program central = broker.subscribe("central", List.of(STATION + "state"))) {
            awaitHeard(central, STATION + "state mine");
        }
        broker.publish("st-01", STATION + "state", "", "-r");
    }

    @Test
    void clientWithoutACertificateOrWithOneOfAnotherAuthorityIsRefused(@TempDir Path other) throws IOException {
        TestCertificates foreign = new TestCertificates(other);
        foreign.authority("hubfloor test authority", 1);
        foreign.client("st-01", "hubfloor test authority", 1);
        List<List<String>> strangers = List.of(
                List.of(), HubBroker.credentials(other, "st-01"), HubBroker.credentials(dir.resolve("hub"), "broker"));
        try (Program all = broker.subscribe(OVERSEER, List.of("#"))) {
            for (List<String> tls : strangers) {
                Program.Result result = broker.tryPublish(tls, STATION + "state", "stranger");
                assertThat(result.exit()).as(result.out() + result.err()).isNotZero();
                assertThat(result.out()).doesNotContain("CONNACK");
            }
            broker.publish("st-01", STATION + "state", "known");
            awaitHeard(all, STATION + "state known");
            assertThat(heardBy(all, "stranger")).isEmpty();
        }
    }

    /** What the person is told to type, typed. */
    @Test
    void printedCommandsBringAStationsEventsToTheLedger() {
        assertThat(broker.told()).noneMatch(line -> line.contains("needs under broker"));
        assertThat(told("mosquitto -c ")).isEqualTo("mosquitto -c " + broker.file("mosquitto.conf"));
        assertThat(told("./hubfloor run ")).isEqualTo("./hubfloor run " + stationFile);
        String[] ledgerWords = told("./hubfloor ledger ").split(" ");
        try (Program ledger = Program.start(Program.hubfloor(
                        List.of(),
                        List.of(ledgerWords).subList(1, ledgerWords.length).toArray(new String[0])));
                Program station = Program.start(Program.hubfloor(List.of(), "run", stationFile.toString()));
                Program receipts = broker.subscribe(OVERSEER, List.of(STATION + "receipt/central"))) {
            ledger.awaitLine("Connected to localhost:", Duration.ofSeconds(20));
            receipts.awaitLine("heard " + STATION + "receipt/central", Duration.ofSeconds(20));
            assertThat(station.runs()).isTrue();
            ledger.terminate();
            assertThat(ledger.awaitLine("kul/inbound/st-01 epoch", Duration.ofSeconds(10)))
                    .contains("missing 0 in 0 gaps");
        }
    }

    private static String told(String start) {
        return broker.told().stream()
                .map(String::strip)
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError(start + " is not among " + broker.told()));
    }

    @Test
    void shippedHubsDevicesMakeABrokerThatStarts(@TempDir Path hubs) throws IOException {
        Path shipped = Program.checkout().resolve("firmware-config/src/main/resources/hubfloor/hubs");
        List<Path> found;
        try (var list = Files.list(shipped)) {
            found = list.sorted().toList();
        }
        assertThat(found).hasSizeGreaterThanOrEqualTo(3);
        for (Path hub : found) {
            Path out = hubs.resolve(hub.getFileName());
            try (HubBroker started = HubBroker.start(
                    out, BrokerUnderTest.freePort(), List.of(hub.resolve("station.yaml"), hub.resolve("line.yaml")))) {
                assertThat(started.told()).anyMatch(line -> line.contains("line-01.key"));
                started.requireRunning();
            }
        }
    }
}
