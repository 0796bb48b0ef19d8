package hubfloor.adapter.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import hubfloor.port.WireFormat.Malformed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Objects without depth: strings, whole numbers, booleans and lists of strings. Stateless, any thread. */
final class FlatJson {
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] QUOTE = ascii("\"");

    private FlatJson() {}

    static byte[] write(Map<String, ?> members) {
        Pen pen = new Pen(256);
        String before = "{\"";
        for (Map.Entry<String, ?> member : members.entrySet()) {
            pen.raw(ascii(before)).text(member.getKey()).raw(ascii("\":"));
            switch (member.getValue()) {
                case Number number -> pen.number(number.longValue());
                case Boolean yes -> pen.raw(yes ? TRUE : FALSE);
                case List<?> list -> words(pen, list);
                default -> word(pen, member.getValue());
            }
            before = ",\"";
        }
        return pen.raw(ascii(members.isEmpty() ? "{}" : "}")).copy();
    }

    private static void words(Pen pen, List<?> list) {
        String before = "[";
        for (Object word : list) {
            word(pen.raw(ascii(before)), word);
            before = ",";
        }
        pen.raw(ascii(list.isEmpty() ? "[]" : "]"));
    }

    private static void word(Pen pen, Object word) {
        pen.raw(QUOTE).text(word.toString()).raw(QUOTE);
    }

    static Map<String, Object> read(byte[] payload) throws Malformed {
        StrictObject.requireSize(payload, EnvelopeJson.BYTES_MAX);
        Map<String, Object> members = new LinkedHashMap<>();
        try (JsonParser parser = StrictObject.open(payload, EnvelopeJson.DEPTH_MAX)) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (value) {
                    case VALUE_STRING -> members.put(name, parser.getText());
                    case VALUE_TRUE, VALUE_FALSE -> members.put(name, value == JsonToken.VALUE_TRUE);
                    case VALUE_NUMBER_INT -> members.put(name, StrictObject.number(parser, value));
                    case START_ARRAY -> members.put(name, strings(parser));
                    default -> parser.skipChildren();
                }
            }
            StrictObject.requireEnd(parser);
        } catch (IOException e) {
            throw new Malformed("not one JSON object within the limits");
        }
        return members;
    }

    private static List<String> strings(JsonParser parser) throws IOException {
        List<String> strings = new ArrayList<>();
        for (JsonToken each = parser.nextToken(); each != JsonToken.END_ARRAY; each = parser.nextToken()) {
            if (each == null) {
                throw new IOException("the list does not end");
            }
            if (each == JsonToken.VALUE_STRING) {
                strings.add(parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return strings;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
