package hubfloor.adapter.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import hubfloor.event.EventSource;
import hubfloor.event.ReplayRequest;
import hubfloor.port.WireFormat.Malformed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code {"id":"…","epoch":"0123456789abcdef","from":17,"to":29,"notAfter":"2026-11-22T09:15:02Z"}}: at most
 * {@value #BYTES_MAX} bytes and 8 levels; {@code notAfter} may be absent, unknown members are passed over.
 */
final class CommandJson {
    static final int BYTES_MAX = 16 * 1024;

    private CommandJson() {}

    static byte[] write(ReplayRequest request) {
        Pen pen = new Pen(256);
        add(pen, "{\"id\":\"").text(request.id());
        add(pen, "\",\"epoch\":\"").text(request.epoch());
        add(pen, "\",\"from\":").number(request.from());
        add(pen, ",\"to\":").number(request.to());
        if (request.notAfter().isPresent()) {
            add(pen, ",\"notAfter\":\"").time(request.notAfter().get());
            add(pen, "\"");
        }
        return add(pen, "}").copy();
    }

    static ReplayRequest read(byte[] payload) throws Malformed {
        StrictObject.requireSize(payload, BYTES_MAX);
        String id = "";
        String epoch = "";
        long from = 0;
        long to = 0;
        Optional<Instant> notAfter = Optional.empty();
        try (JsonParser parser = StrictObject.open(payload, 8)) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "id" -> id = StrictObject.text(parser, value, 64);
                    case "epoch" -> epoch = StrictObject.text(parser, value, 16);
                    case "from" -> from = StrictObject.number(parser, value);
                    case "to" -> to = StrictObject.number(parser, value);
                    case "notAfter" -> notAfter = Optional.of(Instant.parse(StrictObject.text(parser, value, 40)));
                    default -> parser.skipChildren();
                }
            }
            StrictObject.requireEnd(parser);
        } catch (IOException e) {
            throw new Malformed("not one JSON object within the limits");
        } catch (DateTimeException e) {
            throw new Malformed("notAfter is not an RFC 3339 time");
        }
        if (id.isEmpty() || !EventSource.isEpoch(epoch) || from < 1 || to < from) {
            throw new Malformed("not a replay request: id, epoch, from and to");
        }
        return new ReplayRequest(id, epoch, from, to, notAfter);
    }

    private static Pen add(Pen pen, String ascii) {
        return pen.raw(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
