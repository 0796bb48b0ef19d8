package hubfloor.stories;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.floor.DemoProcess;
import hubfloor.floor.JsonText;
import hubfloor.floor.Program;
import hubfloor.testing.BrokerUnderTest;
import java.nio.file.Files;
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

/** What a demo's ledger holds, as a partner gets it who knows nothing of Hubfloor. */
@Timeout(180)
class EpcisTest {
    private static final String URL = "https://hub.example";

    @TempDir
    Path dir;

    /** What a partner must find: the event, the parcel's name, and where it was. */
    private record Sighting(String event, String parcel, String place) {}

    @Test
    void everyScanAndEveryConfirmedParcelOfADemoIsOneEventOfAGoodDocument() throws Exception {
        try (Program demo = DemoProcess.start(dir, BrokerUnderTest.freePort(), 14, 10_000)) {
            assertThat(demo.exitCode(Duration.ofMinutes(2)))
                    .as(String.join("\n", demo.lines()))
                    .isZero();
        }
        Path ledger = dir.resolve("demo/ledger.db");
        Path file = dir.resolve("document.json");
        Program.Result printed = epcis("", "--store", ledger.toString(), "--hub-url", URL, "--offset", "+08:00");
        assertThat(printed.exit()).as(printed.err()).isZero();
        System.out.println("epcis: " + printed.err().strip());
        Map<String, Object> document = JsonText.object(printed.out());

        assertThat(sightings(document, "arriving"))
                .isNotEmpty()
                .containsExactlyElementsOf(stored(ledger, "type = 'org.hubfloor.scan.read.v1' AND subject <> ''"));
        assertThat(sightings(document, URL + "/voc/bizStep/sorting"))
                .isNotEmpty()
                .containsExactlyElementsOf(stored(
                        ledger, "type = 'org.hubfloor.sort.ended.v1' AND outcome IN ('confirmed', 'wrong_chute')"));

        Program.Result judged = epcis(printed.out(), "--check", "-");
        assertThat(judged.exit()).as(judged.out() + judged.err()).isZero();
        Program.Result spoilt = epcis(printed.out().replaceFirst("\"arriving\"", "\"sorting\""), "--check", "-");
        assertThat(spoilt.exit()).isEqualTo(1);
        assertThat(spoilt.out()).contains("/bizStep: \"sorting\" is not a business step");

        Program.Result again = epcis(
                "", "--store", ledger.toString(), "--hub-url", URL, "--offset", "+08:00", "--out", file.toString());
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(Files.readString(file)).isEqualTo(printed.out());
    }

    private static Program.Result epcis(String input, String... arguments) {
        List<String> command = Program.hubfloor(List.of(), "epcis");
        command.addAll(List.of(arguments));
        return Program.run(command, input);
    }

    @SuppressWarnings("unchecked") // objects of a JSON document
    private static List<Sighting> sightings(Map<String, Object> document, String bizStep) {
        List<Sighting> found = new ArrayList<>();
        Map<String, Object> body = JsonText.member(document, "epcisBody", Map.class);
        for (Object each : JsonText.member(body, "eventList", List.class)) {
            Map<String, Object> event = (Map<String, Object>) each;
            if (bizStep.equals(event.get("bizStep"))) {
                assertThat(event.get("eventTimeZoneOffset")).isEqualTo("+08:00");
                List<?> parcels = JsonText.member(event, "epcList", List.class);
                assertThat(parcels).hasSize(1);
                Map<String, Object> readPoint = JsonText.member(event, "readPoint", Map.class);
                found.add(new Sighting(
                        JsonText.text(event, "eventID"),
                        String.valueOf(parcels.getFirst()),
                        JsonText.text(readPoint, "id")));
            }
        }
        return found;
    }

    /** The same, put together by SQL. */
    private static List<Sighting> stored(Path ledger, String which) throws SQLException {
        List<Sighting> expected = new ArrayList<>();
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + ledger);
                Statement ask = database.createStatement();
                ResultSet rows = ask.executeQuery("SELECT * FROM (SELECT source, seq, type, subject,"
                        + " CAST(envelope AS TEXT) ->> '$.data.outcome' AS outcome,"
                        + " coalesce('/' || (CAST(envelope AS TEXT) ->> '$.data.chute'), '') AS chute,"
                        + " coalesce(CAST(envelope AS TEXT) ->> '$.data.parcel', '') AS parcel"
                        + " FROM event JOIN source ON id = source_id) WHERE " + which + " ORDER BY source, seq")) {
            while (rows.next()) {
                String source = rows.getString("source");
                String device = source.substring(0, source.lastIndexOf('/'));
                String subject = rows.getString("subject");
                String parcel = subject.isEmpty()
                        ? URL + "/parcel/line" + device + "/" + rows.getString("parcel")
                        : subject.startsWith("sscc/")
                                ? "https://id.gs1.org/00/" + subject.substring(5)
                                : URL + "/parcel/" + subject;
                expected.add(new Sighting(
                        URL + "/event" + source + "/" + rows.getLong("seq"),
                        parcel,
                        URL + "/place" + device + rows.getString("chute")));
            }
        }
        return expected;
    }
}
