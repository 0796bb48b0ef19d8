package hubfloor.adapter.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import hubfloor.event.DeviceState;
import hubfloor.event.EventSource;
import hubfloor.port.WireFormat.Malformed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The retained state message:
 *
 * <pre>
 * {"state":"online","epoch":"…","lastSeq":17,"receipted":12,"version":"0.1.0","config":{"hash":"…"},
 *  "faults":["…"],"at":"2026-11-22T09:15:02.417Z","bootid":"…"}
 * </pre>
 *
 * Offline it also carries {@code reason}. Reading allows {@value #BYTES_MAX} bytes, 8 levels and
 * {@value #FAULTS_MAX} faults.
 */
final class StateJson {
    static final int BYTES_MAX = 16 * 1024;
    static final int FAULTS_MAX = 64;

    private StateJson() {}

    static byte[] write(DeviceState state) {
        Pen pen = new Pen(512);
        add(pen, "{\"state\":\"").text(state.online() ? "online" : "offline");
        if (!state.reason().isEmpty()) {
            add(pen, "\",\"reason\":\"").text(state.reason());
        }
        add(pen, "\",\"epoch\":\"").text(state.epoch());
        add(pen, "\",\"lastSeq\":").number(state.lastSeq());
        add(pen, ",\"receipted\":").number(state.receipted());
        add(pen, ",\"version\":\"").text(state.version());
        add(pen, "\",\"config\":{\"hash\":\"").text(state.configHash());
        add(pen, "\"},\"faults\":[");
        String before = "\"";
        for (String fault : state.faults().stream().limit(FAULTS_MAX).toList()) {
            add(pen, before).text(fault.length() > 128 ? fault.substring(0, 128) : fault);
            add(pen, "\"");
            before = ",\"";
        }
        add(pen, "],\"at\":\"").time(state.at());
        add(pen, "\",\"bootid\":\"").text(state.bootId());
        return add(pen, "\"}").copy();
    }

    static DeviceState read(byte[] payload) throws Malformed {
        StrictObject.requireSize(payload, BYTES_MAX);
        String state = "";
        String reason = "";
        String epoch = "";
        long lastSeq = -1;
        long receipted = 0;
        String version = "";
        String hash = "";
        List<String> faults = new ArrayList<>();
        Instant at = Instant.EPOCH;
        String bootId = "";
        try (JsonParser parser = StrictObject.open(payload, 8)) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "state" -> state = StrictObject.text(parser, value, 16);
                    case "reason" -> reason = StrictObject.text(parser, value, 64);
                    case "epoch" -> epoch = StrictObject.text(parser, value, 16);
                    case "lastSeq" -> lastSeq = StrictObject.number(parser, value);
                    case "receipted" -> receipted = StrictObject.number(parser, value);
                    case "version" -> version = StrictObject.text(parser, value, 64);
                    case "config" -> hash = hash(parser, value);
                    case "faults" -> faults(parser, value, faults);
                    case "at" -> at = Instant.parse(StrictObject.text(parser, value, 40));
                    case "bootid" -> bootId = StrictObject.text(parser, value, 64);
                    default -> parser.skipChildren();
                }
            }
            StrictObject.requireEnd(parser);
        } catch (IOException e) {
            throw new Malformed("not one JSON object within the limits");
        } catch (DateTimeException e) {
            throw new Malformed("at is not an RFC 3339 time");
        }
        boolean online = state.equals("online");
        if (!(online || state.equals("offline")) || !EventSource.isEpoch(epoch) || lastSeq < 0 || receipted < 0) {
            throw new Malformed("not a device state of this contract");
        }
        return new DeviceState(online, reason, epoch, lastSeq, receipted, version, hash, faults, at, bootId);
    }

    private static String hash(JsonParser parser, JsonToken value) throws IOException, Malformed {
        String hash = "";
        if (value != JsonToken.START_OBJECT) {
            throw new Malformed("config is not an object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = parser.currentName().equals("hash");
            JsonToken member = parser.nextToken();
            if (wanted) {
                hash = StrictObject.text(parser, member, 128);
            } else {
                parser.skipChildren();
            }
        }
        return hash;
    }

    private static void faults(JsonParser parser, JsonToken value, List<String> into) throws IOException, Malformed {
        if (value != JsonToken.START_ARRAY) {
            throw new Malformed("faults is not an array");
        }
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            if (into.size() >= FAULTS_MAX) {
                throw new Malformed("more than " + FAULTS_MAX + " faults");
            }
            into.add(StrictObject.text(parser, next, 128));
        }
    }

    private static Pen add(Pen pen, String ascii) {
        return pen.raw(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
