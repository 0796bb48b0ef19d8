package hubfloor.sorter.story;

import hubfloor.event.Event;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.event.Stamp;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that happened on a line, as central reads it: everything of an event but its bytes and its time.
 *
 * @param type {@code sort.decided.v1}
 * @param subject {@code s10/RR123456785MY}; empty while not known
 * @param data strings, whole numbers, booleans and lists of strings, in the order in which they are written
 */
public record LineEventRecord(
        EventFamily family, EventClass eventClass, String type, String subject, Map<String, Object> data) {
    public LineEventRecord {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    /** @param json {@link #data} as one JSON object */
    public Event event(Stamp stamp, byte[] json) {
        return new Event(family, eventClass, type, subject, stamp, json);
    }

    /** When it happened, told from a stamp taken when it was handled; both clocks go back by the same time. */
    public static Stamp at(long atNanos, Stamp now, long nowNanos) {
        long agoNanos = nowNanos - atNanos;
        return new Stamp(
                now.wall().minusNanos(agoNanos), now.monoMs() - agoNanos / 1_000_000, now.bootId(), now.clock());
    }
}
