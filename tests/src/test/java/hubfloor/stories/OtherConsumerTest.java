package hubfloor.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hubfloor.floor.DemoProcess;
import hubfloor.floor.DeviceFileOnDisk;
import hubfloor.floor.JsonText;
import hubfloor.floor.PageWatcher;
import hubfloor.floor.Program;
import hubfloor.floor.ScannerHand;
import hubfloor.floor.StationProcess;
import hubfloor.testing.BrokerUnderTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract is enough to build a consumer from: the Python one it comes with, which shares no line with this program,
 * holds all of a station's events though it drops some unseen and dies in the middle.
 */
@Timeout(40)
class OtherConsumerTest {
    private static final String PYTHON = "/usr/bin/python3"; // the one that Debian's python3-paho-mqtt belongs to
    private static final int PARCELS = 120;
    private static final int FORGOTTEN_EVERY = 17;
    /** Fewer than {@code PARCELS / FORGOTTEN_EVERY}: two dropped side by side are one gap. */
    private static final int GAPS_MIN = 5;

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Pattern FIGURES =
            Pattern.compile("^events (\\d+) duplicates \\d+ gaps-asked (\\d+) gaps-open (\\d+) receipts (\\d+)$");

    @TempDir
    Path dir;

    @Test
    void exampleConsumerHoldsEachEventOnceThroughForgettingAndAKill() throws SQLException {
        assumeTrue(
                BrokerUnderTest.real()
                        && Program.run(List.of(PYTHON, "-c", "import paho.mqtt.client"), "")
                                        .exit()
                                == 0,
                "mosquitto or python3-paho-mqtt is not installed");
        Path contract = dir.resolve("contract");
        assertThat(Program.run(Program.hubfloor(List.of(), "contract", "--out", contract.toString()), "")
                        .exit())
                .isZero();
        int port = BrokerUnderTest.freePort();
        try (Program broker = Program.start(List.of("mosquitto", "-p", Integer.toString(port)));
                Program asked = DemoProcess.listen(port, DeviceFileOnDisk.TOPICS + "command/replay", "%R %p");
                Program answered = DemoProcess.listen(port, DeviceFileOnDisk.TOPICS + "reply/wms", "%D %p");
                ScannerHand hand = ScannerHand.plugIn()) {
            Path device = new DeviceFileOnDisk(dir)
                    .scanner(hand.port())
                    .broker(port)
                    .receiptsFrom("[wms]")
                    .write();
            try (StationProcess station = StationProcess.start(device);
                    PageWatcher screen = PageWatcher.at(station.page())) {
                screen.await("broker reached", SOON, PageWatcher.Shown::linked);
                try (Program first = consumer(contract, port)) {
                    hand.scan(PARCELS);
                    screen.await("the first gap is filled", SOON, now -> now.confirmed() >= FORGOTTEN_EVERY);
                    first.kill9();
                }
                hand.scan(PARCELS);
                PageWatcher.Shown away = screen.await("all stored", SOON, now -> now.stored() >= 2 * PARCELS);
                assertThat(away.confirmed()).as("nobody receipts for it").isLessThan(away.stored());
                try (Program second = consumer(contract, port)) {
                    screen.await("the station has its receipts", SOON, OtherConsumerTest::allConfirmed);
                    second.terminate();
                    assertThat(second.exitCode(SOON)).isZero();
                    judge(second, asked.lines(), answered.lines());
                }
                assertThat(screen.stored()).isEqualTo(held(hand.sent()));
                assertThat(broker.runs()).isTrue();
            }
        }
    }

    private static boolean allConfirmed(PageWatcher.Shown now) {
        return now.confirmed() == now.stored();
    }

    private Program consumer(Path contract, int port) {
        List<String> command = new ArrayList<>(
                List.of(PYTHON, contract.resolve("example/consumer.py").toString()));
        command.addAll(List.of("--name", "wms", "--store", store(), "--port", Integer.toString(port)));
        command.addAll(List.of("--wait", "0.2", "--patience", "1"));
        command.addAll(List.of("--forget-every", Integer.toString(FORGOTTEN_EVERY)));
        return Program.start(command);
    }

    private String store() {
        return dir.resolve("wms.db").toString();
    }

    private static void judge(Program consumer, List<String> asked, List<String> answered) {
        String said = String.join("\n", consumer.lines());
        System.out.println("OtherConsumer: " + consumer.lines().getLast() + "; replays " + asked.size());
        Matcher figures = FIGURES.matcher(consumer.lines().getLast());
        assertThat(figures.find()).as(said).isTrue();
        assertThat(said).doesNotContain("ERROR", "left alone", "refused");
        assertThat(Long.parseLong(figures.group(2))).as("gaps asked").isGreaterThanOrEqualTo(GAPS_MIN);
        assertThat(figures.group(3)).as("gaps open").isEqualTo("0");
        assertThat(Long.parseLong(figures.group(4))).as("receipts").isPositive();
        assertThat(asked)
                .hasSizeGreaterThan(GAPS_MIN)
                .allMatch(line -> line.startsWith(DeviceFileOnDisk.TOPICS + "reply/wms {"));
        assertThat(answered)
                .hasSizeGreaterThanOrEqualTo(GAPS_MIN)
                .allMatch(line -> line.matches("/kul/inbound/st-01/[0-9a-f]{16} .*\"result\":\"applied\".*"));
    }

    /** How many events it holds: the numbers from 1 on, each scan's parcel once and in order. */
    private long held(List<String> scanned) throws SQLException {
        List<String> parcels = new ArrayList<>();
        long number = 0;
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + store());
                Statement ask = database.createStatement();
                ResultSet rows = ask.executeQuery("SELECT seq, payload FROM event ORDER BY source, seq")) {
            while (rows.next()) {
                assertThat(rows.getLong(1)).isEqualTo(++number);
                Map<String, Object> event = JsonText.object(new String(rows.getBytes(2), StandardCharsets.UTF_8));
                if ("org.hubfloor.scan.read.v1".equals(event.get("type"))) {
                    parcels.add(JsonText.text(event, "subject").replace("sscc/", ""));
                }
            }
        }
        assertThat(parcels).isEqualTo(scanned);
        return number;
    }
}
