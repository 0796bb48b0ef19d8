package hubfloor.epcis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.adapter.json.EpcisDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One good document, spoilt in one place at a time: each fault is found, where it is, and nothing else is. */
class DocumentCheckTest {
    private static final String LIST = "/epcisBody/eventList";

    @Test
    void goodDocumentHasNoProblem() throws IOException {
        assertThat(Documents.problems(Documents.of(Documents.SEEN, Documents.PACKED)))
                .isEmpty();
        assertThat(Documents.problems(Documents.of())).isEmpty();
    }

    /** The first 17 rows pass GS1's own schema where formats are not asserted, which is the default. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"bizStep\":\"arriving\"|\"bizStep\":\"sorting\"|/0/bizStep",
                "\"disposition\":\"in_progress\"|\"disposition\":\"flying\"|/0/disposition",
                "\"epcList\":[\"https://id.gs1.org/00/095201234567891235\"]|\"epcList\":[\"RR473124829GB\"]|/0/epcList/0",
                "\"epcList\":[\"https://id.gs1.org/00/095201234567891235\"]|\"epcList\":[]|/0/epcList",
                "https://hub.example/place/1|chute 12|/0/readPoint/id",
                "https://hub.example/event/1|1|/0/eventID",
                "https://hub.example/event/1|https://hub.example/event/2|/1/eventID",
                "2026-11-22T08:59:58.412Z|2026-11-22 08:59|/0/eventTime",
                "2026-11-22T08:59:58.412Z|2026-11-22T08:59:58.412|/0/eventTime",
                "\"parentID\":\"https://id.gs1.org/8003/095211411234541\",||/1",
                "2026-11-22T08:59:58.412Z|2026-02-30T08:59:58.412Z|/0/eventTime",
                "2026-11-22T09:00:00Z|yesterday|/0/recordTime",
                "\"type\":\"ObjectEvent\"|\"type\":\"ObjectEvents\"|/0/type",
                "\"uom\":\"KGM\"|\"uom\":\"kilogram\"|/0/sensorElementList/0/sensorReport/0/uom",
                "\"type\":\"Mass\"|\"type\":\"Weight\"|/0/sensorElementList/0/sensorReport/0/type",
                "own:reason|reason|/0/reason",
                "own:reason|other:reason|/0/other:reason",
                "\"bizStep\":\"arriving\"|\"bizStep\":\"urn:epcglobal:cbv:bizstep:arriving\"|/0/bizStep",
                "\"action\":\"OBSERVE\",||/0",
                "\"action\":\"ADD\"|\"action\":\"PUT\"|/1/action",
                "\"type\":\"ObjectEvent\",||/0",
                "\"eventTimeZoneOffset\":\"+08:00\",\"recordTime\"|\"eventTimeZoneOffset\":\"+15:00\",\"recordTime\"|/0/eventTimeZoneOffset",
                "\"eventTimeZoneOffset\":\"+08:00\",\"recordTime\"|\"recordTime\"|/0",
                "\"epcList\":[\"https://id.gs1.org/00/095201234567891235\"],\"action\":\"OBSERVE\"|\"action\":\"OBSERVE\",\"ilmd\":{}|/0/ilmd",
                "[\"https://id.gs1.org/00/095201234567891235\"]|[\"urn:x:1\",\"urn:x:1\"]|/0/epcList/1",
                "\"value\":1.25|\"value\":\"1.25\"|/0/sensorElementList/0/sensorReport/0/value",
                "\"childEPCs\":[\"https://hub.example/parcel/s10/RR473124829GB\"],||/1"
            })
    void oneFaultIsFoundWhereItIs(String good, @Nullable String bad, String at) throws IOException {
        String document = Documents.of(Documents.SEEN, Documents.PACKED).replace("\n", "");
        assertThat(document).contains(good);
        String spoilt = document.replaceFirst(Pattern.quote(good), bad == null ? "" : bad);
        assertThat(Documents.problems(spoilt).stream().map(Problem::pointer)).containsExactly(LIST + at);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EPCISDocument|EPCISQueryDocument|/type",
                "\"schemaVersion\":\"2.0\"|\"schemaVersion\":\"1.2\"|/schemaVersion",
                "2026-11-22T09:00:00.000Z|2026-11-22|/creationDate",
                "epcis-context|other-context|/@context",
                "eventList|events|/epcisBody/eventList",
                "\"schemaVersion\"|\"version\":\"1\",\"schemaVersion\"|/version"
            })
    void faultOfTheDocumentItselfIsFound(String good, String bad, String at) throws IOException {
        String spoilt = Documents.of(Documents.PACKED).replace(good, bad);
        assertThat(Documents.problems(spoilt).stream().map(Problem::pointer)).containsExactly(at);
    }

    @Test
    void allProblemsAreToldAtOnceAndTheirWordsSayWhatBelongsThere() throws IOException {
        String spoilt = Documents.SEEN
                .replace("arriving", "sorting")
                .replace("OBSERVE", "SEE")
                .replace("in_progress", "\\u001b[31mred");
        assertThat(Documents.problems(Documents.of(Documents.PACKED, spoilt)).stream()
                        .map(Problem::toString))
                .containsExactly(
                        "/epcisBody/eventList/1/action: \"SEE\" is not ADD, OBSERVE or DELETE",
                        "/epcisBody/eventList/1/bizStep: \"sorting\" is not a business step of CBV, or an absolute URI of your"
                                + " own",
                        "/epcisBody/eventList/1/disposition: \"?[31mred\" is not a disposition of CBV, or an absolute URI of"
                                + " your own");
    }

    @Test
    void sensorReportsOfAPlaceNeedNoObject() throws IOException {
        String place = Documents.SEEN.replace("\"epcList\":[\"https://id.gs1.org/00/095201234567891235\"],", "");
        assertThat(Documents.problems(Documents.of(place))).isEmpty();
        assertThat(Documents.problems(Documents.of(place.replace("\"readPoint\"", "\"bizLocation\""))))
                .hasSize(1);
    }

    @Test
    void contextBehindTheEventsCountsAsWell() throws IOException {
        String document = Documents.of(Documents.SEEN);
        int from = document.indexOf("\"@context\"");
        int to = document.indexOf("\"type\"");
        String context = document.substring(from, to).strip();
        String turned = "{" + document.substring(to, document.length() - 1) + ","
                + context.substring(0, context.length() - 1) + "}";
        assertThat(Documents.problems(turned)).isEmpty();
    }

    @Test
    void everyRepeatedIdAmongManyIsFoundAndNoOtherIsTakenForOne() throws IOException {
        String events = IntStream.range(0, 40_000)
                .mapToObj(i -> "{\"type\":\"https://hub.example/own\",\"eventTime\":\"2026-11-22T09:10:00Z\","
                        + "\"eventTimeZoneOffset\":\"+08:00\",\"eventID\":\"https://hub.example/" + i % 39_990 + "\"}")
                .collect(Collectors.joining(","));
        assertThat(Documents.problems(Documents.of(events)).stream().map(Problem::pointer))
                .hasSize(10)
                .startsWith(LIST + "/39990/eventID")
                .endsWith(LIST + "/39999/eventID");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|no JSON object",
                "{\"type\":\"EPCISDocument\"|line 1",
                "{\"type\":1,\"type\":2}|line 1",
                "{} {}|something follows",
                "{\"epcisBody\":{\"eventList\":[{\"type\"|line 1"
            })
    void whatIsNoJsonIsSaidInWords(String text, String words) {
        assertThatThrownBy(() -> EpcisDocument.read(
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), new DocumentCheck()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(words);
    }
}
