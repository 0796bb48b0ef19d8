package hubfloor.adapter.json;

import hubfloor.epcis.Occurrence;
import hubfloor.event.ReceivedEvent;
import hubfloor.port.WireFormat.Malformed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** Opens an envelope up that a consumer took in and kept: {@link EnvelopeJson} has judged it before. */
public final class OccurrenceJson {
    private static final int YEAR_MAX = 9_999;

    private OccurrenceJson() {}

    /** {@code scan.read.v1}, the type without the vendor's prefix. */
    public static String type(ReceivedEvent event) {
        return event.type().startsWith(EnvelopeJson.VENDOR)
                ? event.type().substring(EnvelopeJson.VENDOR.length())
                : event.type();
    }

    /** @throws Malformed when the time is none, or a number is beyond what is read here */
    @SuppressWarnings("unchecked") // what JsonTree reads from an object is one
    public static Occurrence read(ReceivedEvent event, Instant receivedAt) throws Malformed {
        try {
            Map<String, Object> envelope = JsonTree.read(event.raw());
            Instant time = Instant.parse(text(envelope, "time"));
            int year = time.atZone(ZoneOffset.UTC).getYear();
            if (year < 1 || year > YEAR_MAX) {
                throw new Malformed("the time is beyond the years 1 to " + YEAR_MAX);
            }
            return new Occurrence(
                    event.source(),
                    event.seq(),
                    type(event),
                    event.subject(),
                    time,
                    text(envelope, "clock"),
                    receivedAt,
                    envelope.get("data") instanceof Map<?, ?> data ? (Map<String, Object>) data : Map.of());
        } catch (DateTimeException e) {
            throw new Malformed("the time is not of RFC 3339");
        } catch (IllegalArgumentException e) {
            throw new Malformed(String.valueOf(e.getMessage()));
        }
    }

    private static String text(Map<String, Object> envelope, String name) {
        return envelope.get(name) instanceof String text ? text : "";
    }
}
