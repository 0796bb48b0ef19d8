package hubfloor.epcis;

import hubfloor.adapter.json.EpcisDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Documents for tests: one good event of two kinds, to be spoilt. */
final class Documents {
    static final String HEAD = """
            {"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",{"own":"https://hub.example/voc/"}],
            "type":"EPCISDocument","schemaVersion":"2.0","creationDate":"2026-11-22T09:00:00.000Z",""";
    static final String SEEN = """
            {"type":"ObjectEvent","eventID":"https://hub.example/event/1","eventTime":"2026-11-22T08:59:58.412Z",
            "eventTimeZoneOffset":"+08:00","recordTime":"2026-11-22T09:00:00Z",
            "epcList":["https://id.gs1.org/00/095201234567891235"],"action":"OBSERVE","bizStep":"arriving",
            "disposition":"in_progress","readPoint":{"id":"https://hub.example/place/1"},"own:reason":"planned",
            "sensorElementList":[{"sensorReport":[{"type":"Mass","value":1.25,"uom":"KGM"}]}]}""";
    static final String PACKED = """
            {"type":"AggregationEvent","eventID":"https://hub.example/event/2","eventTime":"2026-11-22T09:10:00Z",
            "eventTimeZoneOffset":"+08:00","parentID":"https://id.gs1.org/8003/095211411234541","action":"ADD",
            "childEPCs":["https://hub.example/parcel/s10/RR473124829GB"],"bizStep":"packing"}""";

    private Documents() {}

    static String of(String... events) {
        return HEAD + "\"epcisBody\":{\"eventList\":[" + String.join(",", events) + "]}}";
    }

    static List<Problem> problems(String document) throws IOException {
        DocumentCheck check = new DocumentCheck();
        EpcisDocument.read(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)), check);
        return check.problems();
    }
}
