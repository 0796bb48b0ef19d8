package hubfloor.adapter.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import hubfloor.advice.CustomsFacts;
import hubfloor.advice.Routing;
import hubfloor.advice.TimeLeft;
import hubfloor.agent.ScanRecord;
import hubfloor.agent.ScanRecord.Advised;
import hubfloor.agent.ScanRecord.Reading;
import hubfloor.parcel.Candidate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * The data of a scan event. Valid identifiers are listed with their confidence, GS1 elements with their values; where
 * none is valid, the invalid readings say why, so that a missing scan can be explained from the event alone.
 *
 * <pre>
 *   {"scanner":"hand","outcome":"one","codes":[{"aim":"]C1","text":"00106...","ids":[{"scheme":"sscc","value":"106...","confidence":0.97}]}]}
 * </pre>
 */
public final class ScanJson {
    /** Identifiers listed per code; a text fits more formats only by being meaningless. */
    private static final int IDS_MAX = 8;

    /** Readings trusted this much less than the best one are noise; {@code decode} shows them. */
    private static final double FAR_BEHIND = 0.2;

    private static final JsonFactory JSON = new JsonFactory();

    private ScanJson() {}

    public static byte[] bytes(ScanRecord scan) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("scanner", scan.scanner());
            json.writeStringField("outcome", word(scan));
            json.writeArrayFieldStart("codes");
            for (Reading reading : scan.readings()) {
                write(json, reading);
            }
            json.writeEndArray();
            if (scan.missing() > 0) {
                json.writeNumberField("missing", scan.missing());
            }
            if (scan.gathered().isPresent()) {
                GatheredJson.write(json, scan.gathered().get());
            }
            if (scan.advised().isPresent()) {
                write(json, scan.advised().get());
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator json, Advised told) throws IOException {
        json.writeObjectFieldStart("advice");
        Routing routing = told.advice().routing();
        word(json, "country", routing.country());
        word(json, "service", routing.service());
        if (routing.trusted()) {
            json.writeBooleanField("trusted", true);
        }
        CustomsFacts customs = told.advice().customs();
        if (customs.status().isPresent()) {
            json.writeStringField("customs", customs.status().get().name().toLowerCase(Locale.ROOT));
            json.writeNumberField("customsSequence", customs.sequence());
        }
        if (customs.conflicting()) {
            json.writeBooleanField("customsConflict", true);
        }
        if (told.onFloor()) {
            json.writeBooleanField("releasedOnFloor", true);
        }
        if (told.left().isPresent()) {
            TimeLeft left = told.left().get();
            json.writeStringField("clock", left.which().word());
            json.writeNumberField("leftS", left.left().toSeconds());
            json.writeStringField("stage", left.stage());
        }
        if (told.weightOff()) {
            json.writeBooleanField("weightMismatch", true);
            json.writeNumberField("announcedGrams", routing.announcedGrams());
        }
        json.writeEndObject();
    }

    private static void word(JsonGenerator json, String name, String text) throws IOException {
        if (!text.isEmpty()) {
            json.writeStringField(name, text);
        }
    }

    private static String word(ScanRecord scan) {
        return scan.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void write(JsonGenerator json, Reading reading) throws IOException {
        json.writeStartObject();
        if (!reading.aim().isEmpty()) {
            json.writeStringField("aim", reading.aim());
        }
        json.writeStringField("text", reading.text());
        List<Candidate> all = reading.identification().candidates();
        boolean anyValid = !all.isEmpty() && all.getFirst().valid();
        json.writeArrayFieldStart("ids");
        int listed = 0;
        for (Candidate candidate : all) {
            boolean telling = anyValid
                    ? candidate.valid()
                            && candidate.confidence() >= all.getFirst().confidence() - FAR_BEHIND
                    : !candidate.valid();
            if (telling && !onlyNamesTheSscc(candidate) && listed++ < IDS_MAX) {
                write(json, candidate);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** GS1 elements that hold nothing but AI 00 say what the sscc reading beside them says. */
    private static boolean onlyNamesTheSscc(Candidate candidate) {
        return candidate.valid()
                && candidate.elements().size() == 1
                && candidate.elements().getFirst().ai().equals("00")
                && !candidate.scheme().equals("sscc");
    }

    private static void write(JsonGenerator json, Candidate candidate) throws IOException {
        json.writeStartObject();
        json.writeStringField("scheme", candidate.scheme());
        if (candidate.valid()) {
            json.writeStringField("value", candidate.value());
            json.writeNumberField("confidence", Math.round(candidate.confidence() * 100) / 100.0);
            if (candidate.scheme().startsWith("gs1")) {
                json.writeObjectFieldStart("elements");
                for (Candidate.Element element : candidate.elements()) {
                    json.writeStringField(element.ai(), element.value());
                }
                json.writeEndObject();
            }
        } else {
            json.writeStringField("invalid", candidate.reason());
        }
        json.writeEndObject();
    }
}
