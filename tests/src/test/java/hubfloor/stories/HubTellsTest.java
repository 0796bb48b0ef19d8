package hubfloor.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hubfloor.demo.DemoHub;
import hubfloor.demo.LineSummary;
import hubfloor.floor.DemoProcess;
import hubfloor.floor.DeviceFileOnDisk;
import hubfloor.floor.FeedCommand;
import hubfloor.floor.PageWatcher;
import hubfloor.floor.Program;
import hubfloor.floor.ScannerHand;
import hubfloor.floor.StationProcess;
import hubfloor.sorter.main.SorterLine;
import hubfloor.testing.Await;
import hubfloor.testing.BrokerUnderTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a hub tells reaches the floor: by the feed command to a station, and by the hubs' own profiles to their lines. */
@Timeout(120)
class HubTellsTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String HELD = "RR123456785MY";

    @TempDir
    Path dir;

    @Test
    void aStationThatWasAwayHearsOfItsParcelsAndTellsStaffThatCustomsHoldsOne() throws IOException {
        assumeTrue(BrokerUnderTest.real(), "mosquitto is not installed");
        int port = BrokerUnderTest.freePort();
        Path parcels = dir.resolve("parcels");
        Files.writeString(parcels, """
                {"subject":"s10/RR123456785MY","routing":{"sequence":1,"country":"BE","trusted":true}}
                {"subject":"s10/RR123456785MY","customs":{"status":"released","sequence":1,"at":"2026-11-26T08:00:00Z"}}
                {"subject":"s10/RR123456785MY","customs":{"status":"hold","sequence":2,"at":"2026-11-26T09:00:00Z"}}
                """);
        try (Program broker = Program.start(List.of("mosquitto", "-p", Integer.toString(port)));
                Program events = DemoProcess.listen(port, DeviceFileOnDisk.TOPICS + "event/scan", "%p");
                ScannerHand hand = ScannerHand.plugIn();
                Program feed = feed(port, parcels, "--stay")) {
            feed.awaitLine("3 parcels told", SOON);
            Path device = new DeviceFileOnDisk(dir)
                    .scanner(hand.port())
                    .broker(port)
                    .parcels()
                    .write();
            try (StationProcess station = StationProcess.start(device);
                    PageWatcher screen = PageWatcher.at(station.page())) {
                screen.await("broker reached", SOON, PageWatcher.Shown::linked);
                Await.until("customs' word is here", SOON, () -> {
                    hand.send((HELD + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    return events.lines().stream().anyMatch(line -> line.contains("\"customs\":\"hold\""));
                });
                assertThat(events.lines().getLast())
                        .contains("\"advice\":{\"country\":\"BE\",\"trusted\":true,\"customs\":\"hold\"");
                screen.await("staff are told", SOON, now -> now.words().contains("Customs holds it"));
            }
            assertThat(broker.runs()).isTrue();
        }
    }

    private Program feed(int port, Path parcels, String... more) {
        return Program.start(FeedCommand.of(dir, port, parcels, more));
    }

    @Test
    void aLineThatIsNotAParcelIsRefusedWithItsNumber() throws IOException {
        Path parcels = dir.resolve("parcels");
        Files.writeString(parcels, "{\"subject\":\"s10/RR123456785MY\",\"customs\":{\"status\":\"free\"}}\n");
        try (Program feed = feed(BrokerUnderTest.freePort(), parcels)) {
            assertThat(feed.exitCode(SOON)).isEqualTo(1);
            assertThat(String.join("\n", feed.lines())).contains("Line 1 is not a parcel");
        }
    }

    @Test
    void aCustomsLineLetsOnlyWhatWasReleasedLeaveAndAHostSteersAnother() throws Exception {
        hub("lgg", 3_000, "\"step\":\"customs\"");
        hub("kul", 5_000, "\"step\":\"host\"");
    }

    private void hub(String name, int perHour, String expected) throws Exception {
        DemoHub hub = DemoHub.start(Files.createDirectories(dir.resolve(name)), name, 1, perHour, 0, 0, "test");
        try (Program sub = DemoProcess.listen(hub.brokerPort(), hub.lineTopics() + "/event/sort", "%p")) {
            SorterLine line = Objects.requireNonNull(hub.line());
            Await.until(
                    expected,
                    Duration.ofSeconds(60),
                    () -> sub.lines().stream()
                            .filter(event -> event.contains("org.hubfloor.sort.decided.v1"))
                            .anyMatch(event -> event.contains(expected)));
            Await.until("parcels come", SOON, () -> line.view().inducted() > 12);
            LineSummary sum = Objects.requireNonNull(hub.finishLine());
            System.out.println("HubTells, " + name + ": " + sum);
            assertThat(sum.good()).as(sum.toString()).isTrue();
            assertThat(sub.lines().stream()
                            .filter(event -> event.contains("org.hubfloor.sort.decided.v1"))
                            .filter(event -> event.contains("\"country="))
                            .count())
                    .as("decided by what central told; %s", sum)
                    .isGreaterThan(5);
            assertThat(sub.lines())
                    .as("released, and sent out; %s", sum)
                    .anyMatch(event -> event.contains("\"customs\":\"released\"")
                            && (event.contains("\"step\":\"plan\"") || event.contains("\"step\":\"host\"")));
        } finally {
            hub.stop();
        }
    }
}
