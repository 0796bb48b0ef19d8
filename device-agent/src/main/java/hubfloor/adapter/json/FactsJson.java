package hubfloor.adapter.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Small flat JSON objects: the data of device and alarm events. */
public final class FactsJson {
    private static final JsonFactory JSON = new JsonFactory();

    private FactsJson() {}

    /** Values may be text, whole numbers and booleans; anything else is written as its text. */
    public static byte[] bytes(Map<String, ?> facts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(128);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            for (Map.Entry<String, ?> fact : facts.entrySet()) {
                json.writeFieldName(fact.getKey());
                switch (fact.getValue()) {
                    case Boolean b -> json.writeBoolean(b);
                    case Integer i -> json.writeNumber(i);
                    case Long l -> json.writeNumber(l);
                    case Object text -> json.writeString(text.toString());
                }
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
