package hubfloor.adapter.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import hubfloor.epcis.DocumentCheck;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An EPCIS document written or read event by event, however long it is; only one event is in memory. Written with one
 * event a line. One thread.
 *
 * <pre>
 * {"@context":[...],"type":"EPCISDocument",...,"epcisBody":{"eventList":[
 * {...},
 * {...}
 * ]}}
 * </pre>
 */
public final class EpcisDocument {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final OutputStream out;
    private String before = "\n";

    /** @param head all members but the body, in their order */
    public EpcisDocument(OutputStream out, Map<String, Object> head) throws IOException {
        this.out = new BufferedOutputStream(out, 1 << 16);
        String members = JsonLine.of(head);
        write(members.substring(0, members.length() - 1) + ",\"epcisBody\":{\"eventList\":[");
    }

    public void add(Map<String, Object> event) throws IOException {
        write(before + JsonLine.of(event));
        before = ",\n";
    }

    /** Without this the document is visibly cut off. Flushes; the stream stays open. */
    public void end() throws IOException {
        write("\n]}}\n");
        out.flush();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Hands each event of a document to the check, and at the end the rest.
     *
     * @throws IOException when it cannot be read, or is not one JSON object; the words tell the line
     */
    public static void read(InputStream in, DocumentCheck check) throws IOException {
        try (JsonParser parser = JSON.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is no JSON object");
            }
            Map<String, @Nullable Object> document = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                boolean body = name.equals("epcisBody") && value == JsonToken.START_OBJECT;
                document.put(name, body ? body(parser, check) : JsonTree.value(parser, value));
            }
            if (parser.nextToken() != null) {
                throw new IOException("something follows the JSON object");
            }
            check.end(document);
        } catch (JsonProcessingException e) {
            JsonLocation where = e.getLocation();
            throw new IOException(
                    (where == null ? "" : "line " + where.getLineNr() + ", column " + where.getColumnNr() + ": ")
                            + e.getOriginalMessage(),
                    e);
        }
    }

    private static Map<String, @Nullable Object> body(JsonParser parser, DocumentCheck check) throws IOException {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("eventList") && value == JsonToken.START_ARRAY) {
                long index = 0;
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    check.event(index++, JsonTree.value(parser, next));
                }
                body.put(name, List.of());
            } else {
                body.put(name, JsonTree.value(parser, value));
            }
        }
        return body;
    }
}
