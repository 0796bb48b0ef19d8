package hubfloor.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hubfloor.conform.Finding;
import hubfloor.conform.Verdict;
import hubfloor.floor.DeviceFileOnDisk;
import hubfloor.floor.JsonText;
import hubfloor.floor.PageWatcher;
import hubfloor.floor.Program;
import hubfloor.floor.ScannerHand;
import hubfloor.floor.SpoiltConnector.Fault;
import hubfloor.floor.StationProcess;
import hubfloor.floor.Trials;
import hubfloor.port.BrokerConnector.Message;
import hubfloor.port.BrokerConnector.Publication;
import hubfloor.testing.BrokerUnderTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The conformance kit passes this program's station and ledger, and it can fail: every planted fault is named by the rule
 * it breaks, and by no other. All trials run at once, since each mostly waits for the device's metrics.
 */
@Timeout(90)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PYTHON = "/usr/bin/python3"; // the one that Debian's python3-paho-mqtt belongs to
    private static final Pattern ID = Pattern.compile("\"id\":\"(\\d+)\"");
    private static final Pattern THROUGH = Pattern.compile("\"through\":(\\d+)");

    private final Map<String, CompletableFuture<List<Finding>>> running = new HashMap<>();
    private BrokerUnderTest floor;
    private BrokerUnderTest office;
    private @Nullable Program python;
    private Trials devices;
    private Trials centrals;
    private CompletableFuture<Program.Result> station;

    @BeforeAll
    void startAll(@TempDir Path dir) {
        floor = BrokerUnderTest.start();
        office = BrokerUnderTest.start();
        station = CompletableFuture.supplyAsync(() -> tryStation(dir));
        devices = new Trials(floor.port(), dir);
        running.put("skips", devices.device("skips", new Skips()));
        running.put("rewrites", devices.device("rewrites", new Rewrites()));
        running.put("forgets", devices.device("forgets", new Forgets()));
        running.put("mumbles", devices.device("mumbles", new Mumbles()));
        running.put("believes", devices.device("believes", new Believes()));
        running.put("plain", devices.device("plain", new Plain()));
        running.put("faints", devices.device("faints", new Faints()));
        centrals = new Trials(office.port(), dir);
        running.put("sound", centrals.central("sound", new Fault() {}));
        running.put("hasty", centrals.central("hasty", new Hasty()));
        running.put("terse", centrals.central("terse", new Terse()));
        if (Program.run(List.of(PYTHON, "-c", "import paho.mqtt.client"), "").exit() == 0) {
            python = Program.start(pythonConsumer(dir));
            running.put("python", centrals.central("python"));
        }
    }

    private List<String> pythonConsumer(Path dir) {
        Path contract = dir.resolve("contract");
        Program.run(Program.hubfloor(List.of(), "contract", "--out", contract.toString()), "");
        List<String> command = new ArrayList<>(
                List.of(PYTHON, contract.resolve("example/consumer.py").toString(), "--name", "python"));
        command.addAll(List.of("--store", dir.resolve("python.db").toString()));
        command.addAll(List.of("--port", Integer.toString(office.port()), "--wait", "0.2", "--patience", "1"));
        return command;
    }

    @AfterAll
    void stopAll() {
        if (python != null) {
            python.close();
        }
        devices.close();
        centrals.close();
        floor.close();
        office.close();
    }

    private Program.Result tryStation(Path dir) {
        try (ScannerHand hand = ScannerHand.plugIn()) {
            Path file = new DeviceFileOnDisk(dir)
                    .scanner(hand.port())
                    .broker(floor.port())
                    .write();
            try (StationProcess process = StationProcess.start(file);
                    PageWatcher screen = PageWatcher.at(process.page())) {
                hand.scan(9);
                screen.await("all stored", SOON, shown -> shown.stored() >= 9);
                return Program.run(
                        conform(floor.port(), "--device", "st-01", "--consumer", "central", "--zone", "inbound"), "");
            }
        }
    }

    private static List<String> conform(int port, String... more) {
        List<String> arguments = new ArrayList<>(List.of("conform", "--json", "--broker", "mqtt://127.0.0.1:" + port));
        arguments.addAll(List.of("--hub", "kul"));
        arguments.addAll(List.of(more));
        return Program.hubfloor(List.of("-Xmx40m"), arguments.toArray(String[]::new));
    }

    @Test
    void stationPassesEverythingThatCanBeTried() {
        Program.Result result = station.join();
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        List<Map<String, Object>> lines =
                result.lines().stream().map(JsonText::object).toList();
        assertThat(result.err()).contains("Plays central to kul/inbound/st-01", "It receipts as central");
        assertThat(lines.getLast()).containsEntry("failed", 0L).containsEntry("device", "kul/inbound/st-01");
        assertThat(lines)
                .filteredOn(line -> "not-tried".equals(line.get("verdict")))
                .extracting(line -> line.get("rule") + "/" + line.get("check"))
                .as("expired needs a clock that is synced, and this machine's may not be")
                .filteredOn(rule -> !rule.equals("replay-refused/expired"))
                .containsExactlyInAnyOrder(
                        "state-will/all",
                        "receipt-beyond/all",
                        "command-retained/all",
                        "news-missing/all",
                        "news-newest/all",
                        "plan-whole/all",
                        "assign-in-time/all",
                        "order-once/all");
        assertThat(lines).filteredOn(line -> "pass".equals(line.get("verdict"))).hasSizeGreaterThanOrEqualTo(25);
    }

    @Test
    void ledgerPassesEveryRuleOfCentral() {
        assertThat(verdicts("sound", Verdict.FAILED)).isEmpty();
        assertThat(verdicts("sound", Verdict.NOT_TRIED)).containsExactly("news-count/all");
        assertThat(verdicts("sound", Verdict.PASSED)).contains("gap/middle", "gap/end", "events-gone/counted");
    }

    /** It died of 5,000 levels of brackets, which its JSON reader goes down by recursion. */
    @Test
    void contractsOwnPythonConsumerPassesTooThoughItSharesNoLineWithTheLedger() {
        assumeTrue(running.containsKey("python"), "python3-paho-mqtt is not installed");
        assertThat(verdicts("python", Verdict.FAILED)).isEmpty();
        assertThat(verdicts("python", Verdict.PASSED)).contains("replay-again/anew", "receipt-prefix/nonsense");
    }

    @Test
    void numberThatNeverComesIsAGapInTheSequence() {
        assertThat(verdicts("skips", Verdict.FAILED)).containsExactly("event-sequence/gapless");
    }

    @Test
    void repeatWithOtherContentBreaksTheSameBytes() {
        assertThat(verdicts("rewrites", Verdict.FAILED)).containsExactly("event-same-bytes/replayed");
    }

    @Test
    void deviceThatForgetsAtTheBrokersAcknowledgementDoesNotKeepItsEvents() {
        assertThat(verdicts("forgets", Verdict.FAILED))
                .containsExactlyInAnyOrder("replay-refused/was-stored", "event-resend/kept");
    }

    @Test
    void replyWithoutCorrelationDataIsNamed() {
        assertThat(verdicts("mumbles", Verdict.FAILED)).containsExactly("replay-reply/form");
    }

    @Test
    void deviceThatBelievesAnybodysReceiptIsNamed() {
        assertThat(verdicts("believes", Verdict.FAILED)).contains("receipt-name/stranger");
    }

    @Test
    void eventsWithoutTheirContentTypeAreNamed() {
        assertThat(verdicts("plain", Verdict.FAILED)).containsExactly("event-qos/carriage");
    }

    @Test
    void deviceThatGoesDeafAfterALargeCommandDoesNotLiveOn() {
        assertThat(verdicts("faints", Verdict.FAILED)).contains("replay-answered/lives-on");
        assertThat(verdicts("faints", Verdict.PASSED)).contains("replay-answered/applied");
    }

    @Test
    void receiptPastAHoleIsNamed() {
        assertThat(verdicts("hasty", Verdict.FAILED)).contains("receipt-prefix/never-beyond");
    }

    @Test
    void centralThatKeepsQuietAfterABirthIsNamed() {
        assertThat(verdicts("terse", Verdict.FAILED)).containsExactly("receipt-again/birth");
    }

    @Test
    void nameOfARealDeviceIsNotPlayed() {
        station.join();
        Program.Result taken = Program.run(
                conform(floor.port(), "--as-device", "--zone", "trial", "--device", "plain", "--consumer", "central"),
                "");
        assertThat(taken.exit()).as(taken.err()).isEqualTo(2);
        assertThat(taken.err()).contains("The broker knows a device kul/trial/plain, now online");
    }

    private List<String> verdicts(String name, Verdict verdict) {
        CompletableFuture<List<Finding>> trial = running.get(name);
        assertThat(trial).isNotNull();
        return trial.join().stream()
                .filter(finding -> finding.verdict() == verdict)
                .map(finding -> finding.rule() + "/" + finding.check())
                .toList();
    }

    private static String text(byte[] payload) {
        return new String(payload, StandardCharsets.UTF_8);
    }

    private static String id(byte[] payload) {
        Matcher id = ID.matcher(text(payload));
        return id.find() ? id.group(1) : "";
    }

    private static boolean isEvent(Publication publication) {
        return publication.topic().contains("/event/");
    }

    private static Publication with(Publication p, String payload, String contentType, byte[] correlation) {
        return new Publication(
                p.topic(), payload.getBytes(StandardCharsets.UTF_8), p.qos(), p.retained(), contentType, correlation);
    }

    /** Number 3 is lost inside the device. */
    private static final class Skips implements Fault {
        @Override
        public @Nullable Publication out(Publication publication) {
            return isEvent(publication) && id(publication.payload()).equals("3") ? null : publication;
        }
    }

    /** A repeat is written anew, with another time. */
    private static final class Rewrites implements Fault {
        private int count;

        @Override
        public Publication out(Publication publication) {
            return isEvent(publication)
                    ? with(
                            publication,
                            text(publication.payload())
                                    .replaceFirst("\"monoms\":\"\\d+\"", "\"monoms\":\"" + ++count + "\""),
                            publication.contentType(),
                            publication.correlation())
                    : publication;
        }
    }

    /** Everything is deleted when the broker has acknowledged it. */
    private static final class Forgets implements Fault {
        private final Set<String> sent = new HashSet<>();

        @Override
        public @Nullable Publication out(Publication publication) {
            if (isEvent(publication)) {
                return sent.add(id(publication.payload())) ? publication : null;
            }
            return publication.topic().contains("/reply/")
                    ? with(
                            publication,
                            text(publication.payload())
                                    .replace("\"applied\",\"reason\":\"\"", "\"refused\",\"reason\":\"not-stored\""),
                            publication.contentType(),
                            publication.correlation())
                    : publication;
        }
    }

    /** Replies without what they belong to. */
    private static final class Mumbles implements Fault {
        @Override
        public Publication out(Publication publication) {
            return publication.topic().contains("/reply/")
                    ? with(publication, text(publication.payload()), publication.contentType(), new byte[0])
                    : publication;
        }
    }

    /** Takes every receipt for central's. */
    private static final class Believes implements Fault {
        @Override
        public Message in(Message m) {
            return new Message(
                    m.topic().replaceFirst("/receipt/.*", "/receipt/central"),
                    m.payload(),
                    m.retained(),
                    m.responseTopic(),
                    m.correlation(),
                    m.contentType());
        }
    }

    /** Events as plain JSON. */
    private static final class Plain implements Fault {
        @Override
        public Publication out(Publication publication) {
            return isEvent(publication)
                    ? with(publication, text(publication.payload()), "application/json", publication.correlation())
                    : publication;
        }
    }

    /** Hears nothing any more after a message of more than 16 KiB. */
    private static final class Faints implements Fault {
        private volatile boolean deaf;

        @Override
        public @Nullable Message in(Message message) {
            deaf |= message.payload().length > 16 * 1024;
            return deaf ? null : message;
        }
    }

    /** Receipts the highest number it has seen. */
    private static final class Hasty implements Fault {
        private volatile long highest;

        @Override
        public Message in(Message message) {
            if (message.topic().contains("/hasty/event/")
                    && !id(message.payload()).isEmpty()) {
                highest = Math.max(
                        highest, id(message.payload()).length() > 4 ? 0 : Long.parseLong(id(message.payload())));
            }
            return message;
        }

        @Override
        public Publication out(Publication publication) {
            return publication.topic().contains("/hasty/receipt/")
                    ? with(
                            publication,
                            THROUGH.matcher(text(publication.payload())).replaceFirst("\"through\":" + highest),
                            publication.contentType(),
                            publication.correlation())
                    : publication;
        }
    }

    /** Says every receipt once. */
    private static final class Terse implements Fault {
        private final Set<String> said = new HashSet<>();

        @Override
        public @Nullable Publication out(Publication publication) {
            return !publication.topic().contains("/receipt/") || said.add(text(publication.payload()))
                    ? publication
                    : null;
        }
    }
}
