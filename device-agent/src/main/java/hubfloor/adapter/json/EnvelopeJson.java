package hubfloor.adapter.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import hubfloor.event.Event;
import hubfloor.event.EventSource;
import hubfloor.event.ReceivedEvent;
import hubfloor.event.Stamp;
import hubfloor.event.StoredEvent;
import hubfloor.port.WireFormat.EnvelopeWriter;
import hubfloor.port.WireFormat.Malformed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * One event as CloudEvents 1.0 structured JSON, always the same bytes for the same event:
 *
 * <pre>
 * {"specversion":"1.0","id":"17","source":"/kul/bay-1/station-3/0123456789abcdef","type":"org.hubfloor.scan.read.v1",
 *  "subject":"sscc/106141412345678908","time":"2026-11-22T09:15:02.417Z","datacontenttype":"application/json",
 *  "bootid":"…","monoms":"81234","clock":"synced","data":{…}}
 * </pre>
 *
 * {@code monoms} is a string: a CloudEvents Integer has 32 bits, which is 25 days of milliseconds. Data goes in as it
 * is, after a check that it is one JSON object; where it is not, it goes in as {@code data_base64}, so that no event
 * can break an envelope. Reading allows {@value #BYTES_MAX} bytes and {@value #DEPTH_MAX} levels.
 */
public final class EnvelopeJson implements EnvelopeWriter {
    public static final int BYTES_MAX = 64 * 1024;
    public static final int DEPTH_MAX = 16;
    static final String VENDOR = ReceivedEvent.VENDOR;

    private static final byte[] HEAD = ascii("{\"specversion\":\"1.0\",\"id\":\"");
    private static final byte[] SUBJECT = ascii("\",\"subject\":\"");
    private static final byte[] TIME = ascii("\",\"time\":\"");
    private static final byte[] BOOT_ID = ascii("\",\"datacontenttype\":\"application/json\",\"bootid\":\"");
    private static final byte[] RAW_BOOT_ID =
            ascii("\",\"datacontenttype\":\"application/octet-stream\",\"bootid\":\"");
    private static final byte[] MONO_MS = ascii("\",\"monoms\":\"");
    private static final byte[] CLOCK = ascii("\",\"clock\":\"");
    private static final byte[] DATA = ascii("\",\"data\":");
    private static final byte[] DATA_BASE64 = ascii("\",\"data_base64\":\"");
    private static final byte[] END = ascii("}");
    private static final byte[] QUOTED_END = ascii("\"}");

    private final String epoch;
    private final byte[] sourceAndType;
    private final Pen pen = new Pen(1024);

    EnvelopeJson(EventSource source) {
        this.epoch = source.epoch();
        this.sourceAndType = ascii("\",\"source\":\"" + source.text() + "\",\"type\":\"" + VENDOR);
    }

    @Override
    public byte[] write(StoredEvent stored) {
        if (!stored.epoch().equals(epoch)) {
            throw new IllegalArgumentException("event of another epoch");
        }
        Event event = stored.event();
        Stamp stamp = event.stamp();
        boolean json = JsonCheck.isObject(event.data());
        pen.clear().raw(HEAD).number(stored.seq()).raw(sourceAndType).text(event.type());
        if (!event.subject().isEmpty()) {
            pen.raw(SUBJECT).text(event.subject());
        }
        pen.raw(TIME).time(stamp.wall());
        pen.raw(json ? BOOT_ID : RAW_BOOT_ID).text(stamp.bootId());
        pen.raw(MONO_MS).number(stamp.monoMs());
        pen.raw(CLOCK).text(stamp.clock().word());
        if (json) {
            pen.raw(DATA).raw(event.data()).raw(END);
        } else {
            pen.raw(DATA_BASE64).raw(Base64.getEncoder().encode(event.data())).raw(QUOTED_END);
        }
        return pen.copy();
    }

    /** Reads an envelope strictly: every attribute we rely on must be there once, with its type. */
    static ReceivedEvent parse(byte[] payload) throws Malformed {
        StrictObject.requireSize(payload, BYTES_MAX);
        String id = "";
        String source = "";
        String type = "";
        String subject = "";
        boolean version = false;
        boolean data = false;
        try (JsonParser parser = StrictObject.open(payload, DEPTH_MAX)) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "specversion" -> version = "1.0".equals(StrictObject.text(parser, value, 8));
                    case "id" -> id = StrictObject.text(parser, value, 19);
                    case "source" -> source = StrictObject.text(parser, value, 256);
                    case "type" -> type = StrictObject.text(parser, value, 128);
                    case "subject" -> subject = StrictObject.text(parser, value, 16_384);
                    case "data" -> {
                        data = value == JsonToken.START_OBJECT;
                        parser.skipChildren();
                    }
                    case "data_base64" -> data = value == JsonToken.VALUE_STRING;
                    default -> parser.skipChildren();
                }
            }
            StrictObject.requireEnd(parser);
        } catch (IOException e) {
            throw new Malformed("not one JSON object within the limits");
        }
        if (!version || !data || !type.startsWith(VENDOR)) {
            throw new Malformed("not an event of this contract");
        }
        EventSource from =
                EventSource.parse(source).orElseThrow(() -> new Malformed("source is not /hub/zone/device/epoch"));
        return new ReceivedEvent(from, seq(id), type, subject, payload);
    }

    private static long seq(String id) throws Malformed {
        if (id.isEmpty() || id.length() > 18 || id.charAt(0) == '0') {
            throw new Malformed("id is not a number");
        }
        long seq = 0;
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c < '0' || c > '9') {
                throw new Malformed("id is not a number");
            }
            seq = seq * 10 + (c - '0');
        }
        return seq;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
