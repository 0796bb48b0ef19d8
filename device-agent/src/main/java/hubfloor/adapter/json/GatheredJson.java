package hubfloor.adapter.json;

import com.fasterxml.jackson.core.JsonGenerator;
import hubfloor.fusion.Gathered;
import hubfloor.fusion.Gathered.Weighed;
import hubfloor.fusion.Seen;
import hubfloor.reader.ReaderMessage.Dimensions;
import java.io.IOException;

/**
 * What several readers saw of one parcel, as further members of a scan's data. Weights and sizes are the digits their
 * devices sent; times are milliseconds from the first sighting.
 *
 * <pre>
 *   "confidence":0.999,"seen":[{"kind":"tag","text":"31...","readers":["tags"],"first-ms":0,"last-ms":412,"count":37,"peak-rssi-dbm":-48}],
 *   "weight":{"value":"1.250","unit":"kg","net":false,"device":"scale"},"size":{"length":"30.0",...,"unit":"cm"},"reasons":[]
 * </pre>
 */
final class GatheredJson {
    private GatheredJson() {}

    static void write(JsonGenerator json, Gathered gathered) throws IOException {
        if (gathered.parcel().isPresent()) {
            json.writeNumberField(
                    "confidence", Math.round(gathered.parcel().get().confidence() * 10_000) / 10_000.0);
        }
        long from = gathered.seen().stream().mapToLong(Seen::firstNanos).min().orElse(0);
        json.writeArrayFieldStart("seen");
        for (Seen seen : gathered.seen()) {
            json.writeStartObject();
            json.writeStringField("kind", seen.kind() == Seen.Kind.TAG ? "tag" : "barcode");
            json.writeStringField("text", seen.text());
            strings(json, "readers", seen.readers());
            json.writeNumberField("first-ms", (seen.firstNanos() - from) / 1_000_000);
            json.writeNumberField("last-ms", (seen.lastNanos() - from) / 1_000_000);
            json.writeNumberField("count", seen.count());
            if (seen.peakRssiDbm().isPresent()) {
                json.writeNumberField("peak-rssi-dbm", seen.peakRssiDbm().getAsInt());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        if (gathered.weight().isPresent()) {
            Weighed weight = gathered.weight().get();
            json.writeObjectFieldStart("weight");
            json.writeStringField("value", weight.value());
            json.writeStringField("unit", weight.unit());
            json.writeBooleanField("net", weight.net());
            json.writeBooleanField("stable", true);
            json.writeStringField("device", weight.device());
            json.writeEndObject();
        }
        if (gathered.size().isPresent()) {
            Dimensions size = gathered.size().get();
            json.writeObjectFieldStart("size");
            json.writeStringField("length", size.length());
            json.writeStringField("width", size.width());
            json.writeStringField("height", size.height());
            json.writeStringField("unit", size.unit());
            json.writeEndObject();
        }
        strings(json, "reasons", gathered.reasons());
    }

    private static void strings(JsonGenerator json, String name, Iterable<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
