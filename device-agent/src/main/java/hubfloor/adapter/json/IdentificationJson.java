package hubfloor.adapter.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import hubfloor.parcel.Candidate;
import hubfloor.parcel.Identification;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What a barcode can mean, as JSON. Every key is always there and none is null: {@code reason} and {@code symbology}
 * are empty strings where there is nothing to say. Only {@code format} is left out for schemes that are no carrier's.
 * Stateless, any thread.
 *
 * <pre>
 * {"input":"...","outcome":"one|conflict|none|no-read","candidates":[{"scheme":"fedex","format":"fedex_12",
 *  "value":"...","valid":true,"reason":"","confidence":0.65,"symbology":"","elements":[["00","..."]]}]}
 * </pre>
 */
public final class IdentificationJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private IdentificationJson() {}

    /** One line, without a line end. */
    public static String line(String input, Identification identification) {
        StringWriter out = new StringWriter(256);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("input", input);
            writeFields(json, identification);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** Outcome and all candidates as fields of the object that the generator is in. */
    public static void writeFields(JsonGenerator json, Identification identification) throws IOException {
        writeFields(json, identification, Integer.MAX_VALUE);
    }

    /** The same with at most so many candidates, best first: events are stored for long and pay for every byte. */
    public static void writeFields(JsonGenerator json, Identification identification, int most) throws IOException {
        json.writeStringField("outcome", word(identification.outcome()));
        json.writeArrayFieldStart("candidates");
        List<Candidate> candidates = identification.candidates();
        for (int i = 0; i < candidates.size() && i < most; i++) {
            write(json, candidates.get(i));
        }
        json.writeEndArray();
    }

    private static String word(Identification.Outcome outcome) {
        return switch (outcome) {
            case ONE -> "one";
            case CONFLICT -> "conflict";
            case NONE -> "none";
            case NO_READ -> "no-read";
        };
    }

    private static void write(JsonGenerator json, Candidate candidate) throws IOException {
        json.writeStartObject();
        json.writeStringField("scheme", candidate.scheme());
        if (!candidate.format().isEmpty()) {
            json.writeStringField("format", candidate.format());
        }
        json.writeStringField("value", candidate.value());
        json.writeBooleanField("valid", candidate.valid());
        json.writeStringField("reason", candidate.reason());
        json.writeNumberField("confidence", candidate.confidence());
        json.writeStringField("symbology", candidate.symbology());
        json.writeArrayFieldStart("elements");
        for (Candidate.Element element : candidate.elements()) {
            json.writeStartArray();
            json.writeString(element.ai());
            json.writeString(element.value());
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
