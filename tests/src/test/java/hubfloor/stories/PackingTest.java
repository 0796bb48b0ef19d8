package hubfloor.stories;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.floor.Central;
import hubfloor.floor.DeviceFileOnDisk;
import hubfloor.floor.JsonText;
import hubfloor.floor.PageWatcher;
import hubfloor.floor.PageWatcher.Shown;
import hubfloor.floor.Program;
import hubfloor.floor.ScannerHand;
import hubfloor.floor.StationProcess;
import hubfloor.testing.Await;
import hubfloor.testing.BrokerUnderTest;
import hubfloor.testing.ContractSchemas;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bags are filled and loaded at a build-up station; what staff see, and what central and a partner hear of it. */
@Timeout(180)
class PackingTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String BAG = "(8004)9521141BAG7";
    private static final String ULD = "AKE12345XX";

    @TempDir
    Path dir;

    @Test
    void bagIsFilledThroughAKillOfTheStationAndLoadedIntoTheUldInTheOrderInWhichItWasDone() throws Exception {
        Path book = dir.resolve("ledger.db");
        String p1 = ScannerHand.sscc(1);
        String p2 = ScannerHand.sscc(2);
        try (BrokerUnderTest broker = BrokerUnderTest.start();
                ScannerHand hand = ScannerHand.plugIn();
                Central central = Central.open(book, broker.port())) {
            Path device = new DeviceFileOnDisk(dir)
                    .scanner(hand.port())
                    .broker(broker.port())
                    .containers(true)
                    .write();
            try (StationProcess station = StationProcess.start(device);
                    PageWatcher screen = PageWatcher.at(station.page())) {
                assertThat(screen.scan(hand, "00" + p1, "unknown").light()).isEqualTo("red");
                assertThat(screen.scan(hand, BAG, "opened").light()).isEqualTo("green");
                assertThat(screen.scan(hand, "00" + p1, "added").light()).isEqualTo("green");
                assertThat(screen.scan(hand, "00" + p1, "already-in-this").light())
                        .isEqualTo("green");
                station.program().kill9();
            }
            try (StationProcess station = StationProcess.start(device);
                    PageWatcher screen = PageWatcher.at(station.page())) {
                assertThat(screen.scan(hand, "00" + p2, "added").light()).isEqualTo("green");
                screen.scan(hand, BAG, "closed");
                assertThat(screen.scan(hand, BAG, "closed-already").light()).isEqualTo("red");
                screen.scan(hand, ULD, "opened");
                screen.scan(hand, BAG, "loaded");
                screen.scan(hand, "00" + p1, "added");
                screen.scan(hand, "HUBFLOOR-TAKE-OUT", "take-out");
                screen.scan(hand, "00" + p1, "removed");
                Shown last = screen.scan(hand, ULD, "closed");
                screen.await("all confirmed", SOON, s -> s.confirmed() >= last.seq());
                Await.until("central reports it", SOON, () -> central.through() >= last.seq());
                assertThat(station.stop()).isIn(0, 143);
            }
        }
        String bag = "gs1/" + BAG;
        String uld = "uld/" + ULD;
        assertThat(events(book))
                .containsExactly(
                        "opened " + bag + " ",
                        "added " + bag + " sscc/" + p1,
                        "added " + bag + " sscc/" + p2,
                        "closed " + bag + " 2 [\"sscc/" + p1 + "\",\"sscc/" + p2 + "\"]",
                        "opened " + uld + " ",
                        "loaded " + bag + " " + uld,
                        "added " + uld + " sscc/" + p1,
                        "removed " + uld + " sscc/" + p1,
                        "closed " + uld + " 1 [\"" + bag + "\"]");
        assertThat(packed(book))
                .containsExactly(
                        "packing ADD",
                        "packing ADD",
                        "packing ADD",
                        "loading ADD",
                        "packing ADD",
                        "unpacking DELETE",
                        "packing ADD");
    }

    /** What central holds of containers, by number; each envelope passes the closed contract. */
    private static List<String> events(Path book) throws SQLException {
        ContractSchemas schemas = new ContractSchemas();
        List<String> events = new ArrayList<>();
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + book);
                Statement ask = database.createStatement();
                ResultSet rows = ask.executeQuery("SELECT CAST(envelope AS TEXT) AS envelope,"
                        + " replace(replace(type, 'org.hubfloor.container.', ''), '.v1', '') || ' ' ||"
                        + " (CAST(envelope AS TEXT) ->> '$.data.container') || ' ' ||"
                        + " coalesce(CAST(envelope AS TEXT) ->> '$.data.parcel',"
                        + " CAST(envelope AS TEXT) ->> '$.data.into',"
                        + " (CAST(envelope AS TEXT) ->> '$.data.count') || ' ' ||"
                        + " (CAST(envelope AS TEXT) ->> '$.data.parcels'), '') AS told"
                        + " FROM event WHERE type LIKE '%.container.%' ORDER BY seq")) {
            while (rows.next()) {
                String envelope = rows.getString("envelope");
                assertThat(schemas.errors(DeviceFileOnDisk.TOPICS + "event/container", envelope))
                        .as(envelope)
                        .isEmpty();
                events.add(rows.getString("told"));
            }
        }
        return events;
    }

    /** Steps and actions of the aggregations in the EPCIS document, which the checker passes. */
    @SuppressWarnings("unchecked") // objects of a JSON document
    private static List<String> packed(Path book) {
        Program.Result printed = epcis("", "--store", book.toString(), "--hub-url", "https://hub.example");
        assertThat(printed.exit()).as(printed.err()).isZero();
        assertThat(epcis(printed.out(), "--check", "-").exit()).isZero();
        Map<String, Object> body = JsonText.member(JsonText.object(printed.out()), "epcisBody", Map.class);
        List<String> steps = new ArrayList<>();
        for (Object each : JsonText.member(body, "eventList", List.class)) {
            Map<String, Object> event = (Map<String, Object>) each;
            if ("AggregationEvent".equals(event.get("type"))) {
                steps.add(JsonText.text(event, "bizStep") + " " + JsonText.text(event, "action"));
            }
        }
        return steps;
    }

    private static Program.Result epcis(String input, String... arguments) {
        List<String> command = Program.hubfloor(List.of(), "epcis");
        command.addAll(List.of(arguments));
        return Program.run(command, input);
    }
}
