package hubfloor.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hubfloor.floor.DeviceFileOnDisk;
import hubfloor.floor.JsonText;
import hubfloor.floor.PageWatcher;
import hubfloor.floor.Program;
import hubfloor.floor.ScannerHand;
import hubfloor.floor.StationProcess;
import hubfloor.testing.Await;
import hubfloor.testing.BrokerUnderTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What any vendor sees: a mosquitto with nothing configured but its port, and mosquitto's own subscriber. */
class StockBrokerTest {
    private static final int SCANS = 20;

    @TempDir
    Path dir;

    @Test
    void mosquittoSubShowsValidCloudEvents() {
        assumeTrue(BrokerUnderTest.real() && installed("mosquitto_sub"), "mosquitto or mosquitto_sub is not installed");
        int port = BrokerUnderTest.freePort();
        try (Program broker = Program.start(List.of("mosquitto", "-p", Integer.toString(port)));
                ScannerHand hand = ScannerHand.plugIn()) {
            Await.until("mosquitto answers", Duration.ofSeconds(10), () -> answers(port));
            try (Program sub = subscriber(port)) {
                Path device = new DeviceFileOnDisk(dir)
                        .scanner(hand.port())
                        .broker(port)
                        .write();
                try (StationProcess station = StationProcess.start(device);
                        PageWatcher screen = PageWatcher.at(station.page())) {
                    screen.await("broker reached", Duration.ofSeconds(20), PageWatcher.Shown::linked);
                    for (int n = 0; n < SCANS; n++) {
                        hand.scan();
                    }
                    Await.until(
                            "all came", Duration.ofSeconds(20), () -> scans(sub).size() >= SCANS);
                    verify(
                            sub.lines().stream()
                                    .filter(line -> line.contains("/event/"))
                                    .toList(),
                            hand.sent());
                }
            }
            assertThat(broker.runs()).isTrue();
        }
    }

    private static Program subscriber(int port) {
        String at = Integer.toString(port);
        Program.run(List.of("mosquitto_pub", "-p", at, "-t", "ready", "-m", "yes", "-r"), "");
        Program sub =
                Program.start(List.of("mosquitto_sub", "-V", "5", "-p", at, "-t", "#", "-q", "1", "-F", "%C|%q|%t|%p"));
        try {
            sub.awaitLine("|ready|yes", Duration.ofSeconds(10));
            return sub;
        } catch (AssertionError e) {
            sub.close();
            throw e;
        }
    }

    private static List<String> scans(Program sub) {
        return sub.lines().stream()
                .filter(line -> line.contains("|" + DeviceFileOnDisk.TOPICS + "event/scan|"))
                .toList();
    }

    private static void verify(List<String> lines, List<String> scanned) {
        List<Map<String, Object>> events = lines.stream()
                .map(line -> line.split("\\|", 4))
                .peek(part -> assertThat(part[0]).isEqualTo("application/cloudevents+json"))
                .peek(part -> assertThat(part[1]).isEqualTo("1"))
                .peek(part -> assertThat(part[2]).startsWith(DeviceFileOnDisk.TOPICS + "event/"))
                .map(part -> JsonText.object(part[3]))
                .toList();
        long seq = 0;
        for (Map<String, Object> event : events) {
            // CloudEvents 1.0.2 section 3.1: required attributes; 3.2: optional ones we promise
            assertThat(event).containsEntry("specversion", "1.0").containsEntry("id", Long.toString(++seq));
            assertThat(JsonText.text(event, "source")).matches("/kul/inbound/st-01/[0-9a-f]{16}");
            assertThat(JsonText.text(event, "type")).matches("org\\.hubfloor\\.[a-z.-]+\\.v1");
            assertThat(Instant.parse(JsonText.text(event, "time"))).isAfter(Instant.EPOCH);
            assertThat(event).containsEntry("datacontenttype", "application/json");
            assertThat(event.get("data")).isInstanceOf(Map.class);
            assertThat(event.keySet()).as("attribute names, section 3.1").allMatch(name -> name.matches("[a-z0-9]+"));
            assertThat(JsonText.text(event, "clock")).isIn("synced", "unsynced", "stepped");
        }
        assertThat(events)
                .filteredOn(event -> "org.hubfloor.scan.read.v1".equals(event.get("type")))
                .extracting(event -> event.get("subject"))
                .containsExactlyElementsOf(
                        scanned.stream().map(s -> (Object) ("sscc/" + s)).toList());
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean installed(String tool) {
        return Program.run(List.of("sh", "-c", "command -v " + tool), "").exit() == 0;
    }
}
