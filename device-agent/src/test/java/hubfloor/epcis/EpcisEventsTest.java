package hubfloor.epcis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.adapter.json.JsonLine;
import hubfloor.adapter.json.JsonTree;
import hubfloor.config.model.DeviceIdentity;
import hubfloor.event.EventSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each kind of event becomes, and which become nothing. */
class EpcisEventsTest {
    private static final String KEY = "\"parcel\":\"3f2a9c01-81234/17\"";
    private static final String SSCC = "sscc/106141412345678908";
    private static final HubUris URIS = new HubUris("https://hub.example", "");
    private static final EventSource LINE =
            new EventSource(new DeviceIdentity("kul", "sorter", "ln-01"), "0123456789abcdef");
    private static final EventSource OTHER =
            new EventSource(new DeviceIdentity("kul", "sorter", "ln-02"), "0123456789abcdef");
    private final EpcisEvents events = new EpcisEvents(URIS, ZoneId.of("+08:00"), "arriving");

    private static Occurrence occurrence(EventSource source, String type, String subject, String data) {
        return new Occurrence(
                source,
                17,
                type,
                subject,
                Instant.parse("2026-11-22T08:59:58.412999Z"),
                "synced",
                Instant.parse("2026-11-22T09:00:00Z"),
                JsonTree.read(data.getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<String> told(String type, String subject, String data) throws IOException {
        return told(events, LINE, type, subject, data);
    }

    /** As one line of JSON; what is told always passes our own check. */
    private static Optional<String> told(
            EpcisEvents events, EventSource source, String type, String subject, String data) throws IOException {
        Optional<Map<String, Object>> event = events.tell(occurrence(source, type, subject, data));
        if (event.isEmpty()) {
            return Optional.empty();
        }
        String head = JsonLine.of(events.head(Instant.EPOCH));
        String line = JsonLine.of(event.get());
        assertThat(Documents.problems(
                        head.substring(0, head.length() - 1) + ",\"epcisBody\":{\"eventList\":[" + line + "]}}"))
                .isEmpty();
        return Optional.of(line);
    }

    @Test
    void parcelsPutInTakenOutAndClosedInAreAggregationsAndALoadedContainerIsOne() throws IOException {
        String bag = "\"container\":\"gs1/(8004)9521141BAG7\"";
        String parent = "\"parentID\":\"https://id.gs1.org/8004/9521141BAG7\"";
        assertThat(told("container.added.v1", "s10/RR473124829GB", "{" + bag + ",\"parcel\":\"s10/RR473124829GB\"}"))
                .get()
                .asString()
                .startsWith("{\"type\":\"AggregationEvent\"")
                .contains(parent + ",\"childEPCs\":[\"https://hub.example/parcel/s10/RR473124829GB\"],"
                        + "\"action\":\"ADD\",\"bizStep\":\"packing\",\"disposition\":\"container_open\"");
        assertThat(told("container.removed.v1", SSCC, "{" + bag + ",\"parcel\":\"" + SSCC + "\"}"))
                .get()
                .asString()
                .contains("\"action\":\"DELETE\",\"bizStep\":\"unpacking\"");
        assertThat(told(
                        "container.closed.v1",
                        "",
                        "{" + bag + ",\"count\":2,\"parcels\":[\"" + SSCC
                                + "\",\"line/3f2a9c01-81234/17\"],\"firstSeq\":3,\"lastSeq\":9}"))
                .get()
                .asString()
                .contains(parent)
                .contains("[\"https://id.gs1.org/00/106141412345678908\","
                        + "\"https://hub.example/parcel/line/kul/sorter/ln-01/3f2a9c01-81234/17\"]")
                .contains("\"action\":\"ADD\",\"bizStep\":\"packing\",\"disposition\":\"container_closed\"");
        assertThat(told("container.loaded.v1", "", "{" + bag + ",\"into\":\"uld/AKE12345XX\"}"))
                .get()
                .asString()
                .contains("\"parentID\":\"https://hub.example/parcel/uld/AKE12345XX\"")
                .contains("[\"https://id.gs1.org/8004/9521141BAG7\"],\"action\":\"ADD\",\"bizStep\":\"loading\"");
    }

    @Test
    void emptyContainerClosedAndAParcelInAWrongOneAreNoAggregation() throws IOException {
        String bag = "\"container\":\"gs1/(8004)9521141BAG7\"";
        assertThat(told("container.closed.v1", "", "{" + bag + ",\"count\":0,\"parcels\":[]}"))
                .isEmpty();
        assertThat(told(
                        "container.wrong.v1",
                        SSCC,
                        "{" + bag + ",\"parcel\":\"" + SSCC + "\",\"reason\":\"other_chute\"}"))
                .isEmpty();
    }

    @Test
    void scanAtAStationIsSeenArriving() throws IOException {
        assertThat(told("scan.read.v1", SSCC, "{\"scanner\":\"hand\",\"outcome\":\"one\",\"codes\":[]}"))
                .hasValue("{\"type\":\"ObjectEvent\","
                        + "\"eventID\":\"https://hub.example/event/kul/sorter/ln-01/0123456789abcdef/17\","
                        + "\"eventTime\":\"2026-11-22T08:59:58.412Z\",\"eventTimeZoneOffset\":\"+08:00\","
                        + "\"recordTime\":\"2026-11-22T09:00:00.000Z\","
                        + "\"epcList\":[\"https://id.gs1.org/00/106141412345678908\"],\"action\":\"OBSERVE\","
                        + "\"bizStep\":\"arriving\",\"disposition\":\"in_progress\","
                        + "\"readPoint\":{\"id\":\"https://hub.example/place/kul/sorter/ln-01\"},"
                        + "\"bizLocation\":{\"id\":\"https://hub.example/place/kul\"},"
                        + "\"hubfloor:scanner\":\"hand\",\"hubfloor:clock\":\"synced\"}");
    }

    @Test
    void weightAndSizeOfAScanKeepTheirDevicesUnits() throws IOException {
        String scan = "{\"scanner\":\"hand\",\"weight\":{\"value\":\"1.250\",\"unit\":\"kg\"},"
                + "\"size\":{\"length\":\"30.0\",\"width\":\"7.87\",\"height\":\"?\",\"unit\":\"in\"}}";
        assertThat(told("scan.read.v1", SSCC, scan).orElseThrow())
                .contains(
                        "\"sensorElementList\":[{\"sensorReport\":[{\"type\":\"Mass\",\"value\":1.25,\"uom\":\"KGM\"},"
                                + "{\"type\":\"Length\",\"component\":\"https://hub.example/voc/component/length\",\"value\":30.0,"
                                + "\"uom\":\"INH\"},"
                                + "{\"type\":\"Length\",\"component\":\"https://hub.example/voc/component/width\",\"value\":7.87,"
                                + "\"uom\":\"INH\"}]}]");
        assertThat(told("scan.read.v1", SSCC, scan.replace("kg", "stone").replace("\"in\"", "\"ell\"")))
                .hasValueSatisfying(line -> assertThat(line).doesNotContain("sensor"));
    }

    @Test
    void confirmedParcelIsSeenAtItsChuteWithThePlanThatSentIt() throws IOException {
        assertThat(told("sort.decided.v1", SSCC, "{" + KEY + ",\"plan\":\"p1\",\"rule\":\"asia\",\"step\":\"plan\"}"))
                .isEmpty();
        assertThat(told("sort.decided.v1", SSCC, "{" + KEY + ",\"plan\":\"p2\",\"rule\":\"\",\"step\":\"host\"}"))
                .isEmpty();
        String end = "{" + KEY + ",\"outcome\":\"confirmed\",\"chute\":\"c3\",\"reason\":\"none\"}";
        assertThat(told("sort.ended.v1", SSCC, end).orElseThrow())
                .contains("\"bizStep\":\"https://hub.example/voc/bizStep/sorting\",\"disposition\":\"in_progress\","
                        + "\"readPoint\":{\"id\":\"https://hub.example/place/kul/sorter/ln-01/c3\"}")
                .endsWith("\"hubfloor:outcome\":\"confirmed\",\"hubfloor:reason\":\"none\","
                        + "\"hubfloor:planVersion\":\"p2\",\"hubfloor:decidedBy\":\"host\","
                        + "\"hubfloor:parcel\":\"3f2a9c01-81234/17\",\"hubfloor:clock\":\"synced\"}");
    }

    @Test
    void decisionOfAnotherLineWithTheSameParcelKeyIsNotMistaken() throws IOException {
        told("sort.decided.v1", SSCC, "{" + KEY + ",\"plan\":\"p1\",\"rule\":\"asia\",\"step\":\"plan\"}");
        String end = "{" + KEY + ",\"outcome\":\"confirmed\",\"chute\":\"c3\",\"reason\":\"none\"}";
        assertThat(told(events, OTHER, "sort.ended.v1", SSCC, end).orElseThrow())
                .doesNotContain("planVersion");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unconfirmed", "missed", "lost", "ran_out", "recirculated", "something_new"})
    void parcelThatNoChutesEyeSawIsNotSaidToBeAnywhere(String outcome) throws IOException {
        assertThat(told("sort.ended.v1", SSCC, "{" + KEY + ",\"outcome\":\"" + outcome + "\",\"chute\":\"c3\"}"))
                .isEmpty();
    }

    @Test
    void misSortedParcelIsSeenWhereItIs() throws IOException {
        assertThat(told("sort.ended.v1", SSCC, "{" + KEY + ",\"outcome\":\"wrong_chute\",\"chute\":\"c4\"}")
                        .orElseThrow())
                .contains("/place/kul/sorter/ln-01/c4", "\"hubfloor:outcome\":\"wrong_chute\"");
    }

    @Test
    void parcelWithoutAnIdentifierKeepsTheLinesNumberForIt() throws IOException {
        assertThat(told("sort.ended.v1", "", "{" + KEY + ",\"outcome\":\"confirmed\",\"chute\":\"c9\"}")
                        .orElseThrow())
                .contains("\"epcList\":[\"https://hub.example/parcel/line/kul/sorter/ln-01/3f2a9c01-81234/17\"]");
    }

    @Test
    void measuringIsASensorReportOfWhatIsKnown() throws IOException {
        String all = "{" + KEY + ",\"grams\":1250,\"lengthMm\":300,\"widthMm\":0,\"heightMm\":-1}";
        assertThat(told("sort.measured.v1", "s10/RR473124829GB", all).orElseThrow())
                .contains("\"bizStep\":\"sensor_reporting\",\"readPoint\"")
                .contains("\"sensorReport\":[{\"type\":\"Mass\",\"value\":1250,\"uom\":\"GRM\"},"
                        + "{\"type\":\"Length\",\"component\":\"https://hub.example/voc/component/length\",\"value\":300,"
                        + "\"uom\":\"MMT\"}]");
        assertThat(told("sort.measured.v1", SSCC, "{" + KEY + ",\"grams\":-1,\"lengthMm\":0}"))
                .isEmpty();
    }

    @Test
    void scanThatNamesNoParcelAndTypesWithoutMeaningAreLeftOut() throws IOException {
        assertThat(told("scan.read.v1", "", "{\"outcome\":\"none\"}")).isEmpty();
        assertThat(told("alarm.raised.v1", "", "{}")).isEmpty();
        assertThat(events.reads("device.plan-changed.v1")).isFalse();
        assertThat(events.leftOut("scan.read.v1")).isEqualTo("without a parcel's number");
    }

    @Test
    void summerTimeCountsInANamedZone() throws IOException {
        EpcisEvents brussels = new EpcisEvents(URIS, ZoneId.of("Europe/Brussels"), "receiving");
        Occurrence winter = occurrence(LINE, "scan.read.v1", SSCC, "{}");
        Occurrence summer = new Occurrence(
                LINE,
                18,
                "scan.read.v1",
                SSCC,
                Instant.parse("2026-07-01T00:00:00Z"),
                "synced",
                Instant.EPOCH,
                Map.of());
        assertThat(brussels.tell(winter).orElseThrow()).containsEntry("eventTimeZoneOffset", "+01:00");
        assertThat(brussels.tell(summer).orElseThrow())
                .containsEntry("eventTimeZoneOffset", "+02:00")
                .containsEntry("bizStep", "receiving");
    }

    @ParameterizedTest
    @CsvSource({"sorting, +00:00", "arriving, +18:00"})
    void stepOrZoneThatIsNoneIsRefused(String step, String zone) {
        assertThatThrownBy(() -> new EpcisEvents(URIS, ZoneId.of(zone), step))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatAPersonPutsIntoASlotIsTheSameSortingStepAsOnALine() throws IOException {
        String parcel = "{\"parcel\":\"" + SSCC + "\",\"slot\":\"b2\",";
        assertThat(told("sort.put-lit.v1", SSCC, parcel + "\"plan\":\"p-1\",\"rule\":\"rwanda\",\"step\":\"plan\"}"))
                .isEmpty();
        assertThat(told("sort.put-confirmed.v1", SSCC, parcel + "\"by\":\"button\",\"afterMs\":900}")
                        .orElseThrow())
                .contains("\"bizStep\":\"https://hub.example/voc/bizStep/sorting\"")
                .contains("\"hubfloor:confirmedBy\":\"button\"")
                .contains("\"hubfloor:planVersion\":\"p-1\"");
    }
}
