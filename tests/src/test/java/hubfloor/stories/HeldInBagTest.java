package hubfloor.stories;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.floor.DemoProcess;
import hubfloor.floor.DeviceFileOnDisk;
import hubfloor.floor.FeedCommand;
import hubfloor.floor.PageWatcher;
import hubfloor.floor.PageWatcher.Shown;
import hubfloor.floor.Program;
import hubfloor.floor.ScannerHand;
import hubfloor.floor.StationProcess;
import hubfloor.testing.Await;
import hubfloor.testing.BrokerUnderTest;
import hubfloor.testing.ContractSchemas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Customs takes its release back when the parcel lies in a bag already: from the feed to the hand that takes it out. */
@Timeout(120)
class HeldInBagTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String BAG = "(8004)9521141BAG7";
    private static final String PARCEL = "RR123456785MY";
    private static final String FAULT = "customs-holds:" + PARCEL;

    @TempDir
    Path dir;

    @Test
    void bagIsNotClosedBeforeTheParcelThatCustomsHoldsIsOutAlsoAfterAKill() throws Exception {
        int port = BrokerUnderTest.freePort();
        try (Program broker = Program.start(List.of("mosquitto", "-p", Integer.toString(port)));
                Program events = DemoProcess.listen(port, DeviceFileOnDisk.TOPICS + "event/container", "%t %p");
                ScannerHand hand = ScannerHand.plugIn()) {
            Path device = new DeviceFileOnDisk(dir)
                    .scanner(hand.port())
                    .broker(port)
                    .parcels()
                    .containers(false)
                    .write();
            try (StationProcess station = StationProcess.start(device);
                    PageWatcher screen = PageWatcher.at(station.page())) {
                customs(port, "released", 1);
                screen.scan(hand, BAG, "opened");
                screen.scan(hand, PARCEL, "added");
                customs(port, "hold", 2);
                screen.await("staff are told", SOON, s -> s.faults().contains(FAULT));
                station.program().kill9();
            }
            try (StationProcess station = StationProcess.start(device);
                    PageWatcher screen = PageWatcher.at(station.page())) {
                screen.await("staff are told again", SOON, s -> s.faults().contains(FAULT));
                Shown refused = screen.scan(hand, BAG, "held-inside");
                assertThat(refused.light()).isEqualTo("red");
                assertThat(refused.words()).contains(PARCEL, "take it out first");
                screen.scan(hand, "HUBFLOOR-TAKE-OUT", "take-out");
                screen.scan(hand, PARCEL, "removed");
                screen.await("nothing is held", SOON, s -> !s.faults().contains(FAULT));
                screen.scan(hand, BAG, "open-already");
                Await.until(
                        "central hears that it is out",
                        SOON,
                        () -> events.lines().stream().anyMatch(line -> line.contains("container.removed.v1")));
            }
            ContractSchemas schemas = new ContractSchemas();
            for (String line : events.lines()) {
                int space = line.indexOf(' ');
                assertThat(schemas.errors(line.substring(0, space), line.substring(space + 1)))
                        .as(line)
                        .isEmpty();
            }
            assertThat(events.lines())
                    .filteredOn(line -> line.contains("container.customs-changed.v1"))
                    .isNotEmpty()
                    .allMatch(line -> line.contains("\"customs\":\"hold\"") && line.contains("s10/" + PARCEL));
            assertThat(broker.runs()).isTrue();
        }
    }

    /** Tells the hub, and ends. */
    private void customs(int port, String status, int sequence) throws Exception {
        Path parcels = dir.resolve("customs-" + sequence);
        Files.writeString(
                parcels,
                "{\"subject\":\"s10/%s\",\"customs\":{\"status\":\"%s\",\"sequence\":%d,\"at\":\"2026-11-26T08:00:00Z\"}}\n"
                        .formatted(PARCEL, status, sequence));
        Program.Result told = Program.run(FeedCommand.of(dir, port, parcels), "");
        assertThat(told.exit()).as(told.err()).isZero();
    }
}
