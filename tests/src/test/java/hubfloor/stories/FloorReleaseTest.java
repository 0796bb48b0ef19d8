package hubfloor.stories;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.agent.main.Station;
import hubfloor.config.load.DeviceFile;
import hubfloor.config.load.Loaded;
import hubfloor.config.model.DeviceConfig;
import hubfloor.event.ClockQuality;
import hubfloor.event.Stamp;
import hubfloor.floor.DemoProcess;
import hubfloor.floor.DeviceFileOnDisk;
import hubfloor.floor.FeedCommand;
import hubfloor.floor.PageWatcher;
import hubfloor.floor.Program;
import hubfloor.floor.ScannerHand;
import hubfloor.port.Clock;
import hubfloor.port.ProcessKeeper;
import hubfloor.testing.Await;
import hubfloor.testing.BrokerUnderTest;
import hubfloor.testing.ContractSchemas;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A parcel that customs holds, an officer with a badge at the station, and a clock that has run out: from the feed to
 * the events at central. The station runs in this process, for its clock must be one that is known; a build machine's
 * often is not.
 */
@Timeout(120)
class FloorReleaseTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String HELD = "RR123456785MY";
    private static final String SUBJECT = "s10/" + HELD;
    /** EM4100 badge 67003B51C6, as its reader tells it, and as it is printed on the badge. */
    private static final byte[] BADGE = "\u000267003B51C6CB\u0003".getBytes(StandardCharsets.US_ASCII);

    private static final String PRINTED = "0003887558";

    @TempDir
    Path dir;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ContractSchemas schemas = new ContractSchemas();

    /** The machine's own time, and sure of it. */
    private static final class SureClock implements Clock {
        private final SystemClock machine = new SystemClock();

        @Override
        public long nanos() {
            return machine.nanos();
        }

        @Override
        public Stamp stamp() {
            Stamp now = machine.stamp();
            return new Stamp(now.wall(), now.monoMs(), now.bootId(), ClockQuality.SYNCED);
        }
    }

    private String ask(String page, String pin) throws Exception {
        String wish =
                "{\"deed\":\"release\",\"parcel\":\"" + HELD + "\",\"reason\":\"papers-seen\",\"pin\":\"" + pin + "\"}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(page + "floor"))
                .header("Origin", page.substring(0, page.length() - 1))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(wish))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private static void scan(ScannerHand hand) {
        hand.send((HELD + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static DeviceConfig config(Path file) {
        return ((Loaded.Accepted<DeviceConfig>) DeviceFile.load(file)).value();
    }

    @Test
    void anOfficerWithBadgeAndPinLetsAHeldParcelGoAndCentralHearsOfItAndOfTheClock() throws Exception {
        Path pin = dir.resolve("officer.pin");
        Files.writeString(pin, "4711\n");
        Files.setPosixFilePermissions(pin, PosixFilePermissions.fromString("rw-------"));
        Instant now = new SystemClock().stamp().wall();
        Path parcels = dir.resolve("parcels");
        Files.writeString(parcels, """
                {"subject":"%s","routing":{"sequence":1,"country":"BE","trusted":true,"presentedAt":"%s"}}
                {"subject":"%s","customs":{"status":"hold","sequence":2,"at":"%s"}}
                """.formatted(SUBJECT, now.minus(Duration.ofHours(4)), SUBJECT, now));
        int port = BrokerUnderTest.freePort();
        try (Program broker = Program.start(List.of("mosquitto", "-p", Integer.toString(port)));
                Program events = DemoProcess.listen(port, DeviceFileOnDisk.TOPICS + "event/#", "%t %p");
                ScannerHand hand = ScannerHand.plugIn();
                ScannerHand badge = ScannerHand.plugIn();
                Program feed = feed(port, parcels)) {
            feed.awaitLine("2 parcels told", SOON);
            DeviceConfig config = config(new DeviceFileOnDisk(dir)
                    .scanner(hand.port())
                    .broker(port)
                    .parcels()
                    .officer(badge.port(), PRINTED, pin)
                    .write());
            Station station = Station.start(config, "test", new SureClock(), ProcessKeeper.Absent.KEEPER, null);
            try {
                String page = station.pageAddress().orElseThrow();
                try (PageWatcher screen = PageWatcher.at(page)) {
                    Await.until("customs' word is here", SOON, () -> {
                        scan(hand);
                        return heard(events, "scan.read.v1").contains("\"customs\":\"hold\"");
                    });
                    screen.await("staff are told", SOON, shown -> shown.words().contains("Customs holds it"));
                    assertThat(ask(page, "4711")).contains("\"reason\":\"no-badge\"");
                    badge.send(BADGE);
                    Await.until(
                            "logged in",
                            SOON,
                            () -> !heard(events, "operator.login.v1").isEmpty());
                    assertThat(ask(page, "0000")).contains("\"reason\":\"wrong-pin\"");
                    assertThat(ask(page, "4711"))
                            .contains("\"result\":\"done\"", "\"parcel\":\"" + SUBJECT + "\"", "\"until\":\"20");
                    scan(hand);
                    Await.until(
                            "released",
                            SOON,
                            () -> heard(events, "scan.read.v1").contains("releasedOnFloor"));
                    screen.await("staff see it", SOON, shown -> !shown.words().contains("Customs holds it"));
                    Await.until(
                            "clock",
                            SOON,
                            () -> !heard(events, "alarm.parcel-clock.v1").isEmpty());
                }
            } finally {
                station.stop();
            }
            assertThat(heard(events, "customs.released-on-floor.v1"))
                    .contains("\"by\":\"" + PRINTED + "\"", "\"former\":\"hold\"", "\"subject\":\"" + SUBJECT);
            assertThat(all(events, "customs.floor-release-refused.v1")).hasSize(2);
            assertThat(all(events, "customs.released-on-floor.v1")).hasSize(1);
            assertThat(all(events, "alarm.parcel-clock.v1")).hasSize(1);
            assertThat(heard(events, "alarm.parcel-clock.v1"))
                    .contains("\"clock\":\"customs\",\"stage\":\"overdue\"", "\"trusted\":true");
            for (String line : events.lines()) {
                int space = line.indexOf(' ');
                assertThat(schemas.errors(line.substring(0, space), line.substring(space + 1)))
                        .as(line)
                        .isEmpty();
            }
            assertThat(broker.runs()).isTrue();
        }
    }

    private static List<String> all(Program events, String type) {
        return events.lines().stream()
                .filter(line -> line.contains("\"org.hubfloor." + type + "\""))
                .toList();
    }

    /** The last event of this type; empty when there was none. */
    private static String heard(Program events, String type) {
        List<String> all = all(events, type);
        return all.isEmpty() ? "" : all.getLast();
    }

    private Program feed(int port, Path parcels) {
        return Program.start(FeedCommand.of(dir, port, parcels, "--stay"));
    }
}
