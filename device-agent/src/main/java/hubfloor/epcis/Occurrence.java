package hubfloor.epcis;

import hubfloor.event.EventSource;
import java.time.Instant;
import java.util.Map;

/**
 * One event of a device as central holds it, opened up. Source and number name it for ever.
 *
 * @param type {@code sort.ended.v1}, without the vendor prefix
 * @param subject {@code s10/RR123456785MY}; empty when no parcel was identified
 * @param time the device's wall clock, years 1 to 9999
 * @param clock what that clock was worth: {@code synced}, {@code unsynced} or {@code stepped}
 * @param recordedAt when central stored it
 * @param data the event's own facts; empty where they were no JSON
 */
public record Occurrence(
        EventSource source,
        long seq,
        String type,
        String subject,
        Instant time,
        String clock,
        Instant recordedAt,
        Map<String, Object> data) {
    /** A text of the data; empty where it is missing or no text. */
    String text(String name) {
        return data.get(name) instanceof String text ? text : "";
    }

    /** A whole number of the data; 0 where it is missing or no whole number. */
    long number(String name) {
        return data.get(name) instanceof Long number ? number : 0;
    }
}
