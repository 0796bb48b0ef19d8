package hubfloor.adapter.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import hubfloor.port.WireFormat.Malformed;
import java.io.IOException;
import java.util.Map;

/**
 * Opens one JSON object for reading with every limit set: duplicate names, deep nesting, long numbers, names and
 * strings, and anything after the object are errors. Any thread.
 */
final class StrictObject {
    private static final JsonFactory SHALLOW = factory(8);
    private static final JsonFactory DEEP = factory(EnvelopeJson.DEPTH_MAX);

    private StrictObject() {}

    static void requireSize(byte[] payload, int most) throws Malformed {
        if (payload.length == 0 || payload.length > most) {
            throw new Malformed(payload.length == 0 ? "empty" : "larger than " + most + " bytes");
        }
    }

    /** @param depth 8, or {@value EnvelopeJson#DEPTH_MAX} */
    static JsonParser open(byte[] payload, int depth) throws IOException, Malformed {
        requireUtf8(payload);
        JsonParser parser = (depth > 8 ? DEEP : SHALLOW).createParser(payload);
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            parser.close();
            throw new Malformed("not a JSON object");
        }
        return parser;
    }

    /** The whole object as maps, lists, texts, whole and double numbers, flags and null. */
    static Map<String, Object> tree(byte[] payload, int most) throws Malformed {
        requireSize(payload, most);
        try (JsonParser parser = open(payload, EnvelopeJson.DEPTH_MAX)) {
            Map<String, Object> object = JsonTree.object(parser);
            requireEnd(parser);
            return object;
        } catch (IOException e) {
            throw new Malformed("not one JSON object within the limits");
        }
    }

    static void requireEnd(JsonParser parser) throws IOException, Malformed {
        if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
            throw new Malformed("something follows the object");
        }
    }

    static String text(JsonParser parser, JsonToken value, int most) throws IOException, Malformed {
        if (value != JsonToken.VALUE_STRING || parser.getTextLength() > most) {
            throw new Malformed("a text is missing or longer than " + most);
        }
        return parser.getText();
    }

    static long number(JsonParser parser, JsonToken value) throws IOException, Malformed {
        if (value != JsonToken.VALUE_NUMBER_INT || parser.getTextLength() > 18) {
            throw new Malformed("a whole number is missing or too long");
        }
        return parser.getLongValue();
    }

    private static void requireUtf8(byte[] payload) throws Malformed {
        for (int i = 0; i < payload.length; i++) {
            if (payload[i] < 0) {
                int length = Utf8.length(payload, i, payload.length);
                if (length == 0) {
                    throw new Malformed("not UTF-8");
                }
                i += length - 1;
            }
        }
    }

    private static JsonFactory factory(int depth) {
        return JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(depth)
                        .maxDocumentLength(EnvelopeJson.BYTES_MAX)
                        .maxStringLength(EnvelopeJson.BYTES_MAX)
                        .maxNameLength(256)
                        .maxNumberLength(64)
                        .build())
                .build();
    }
}
