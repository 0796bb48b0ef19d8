package hubfloor.adapter.sqlite;

import hubfloor.event.Event;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.event.Stamp;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The events by which a store declares what it did to others: all custody class, never shed. */
final class StoreNotice {
    private StoreNotice() {}

    /**
     * First event of a new epoch when there was an older store.
     *
     * @param oldEpoch null when it could not be read
     * @param oldLastSeq -1 when it could not be read
     * @param keptAt directory name, null when nothing was left to keep
     */
    static Event replaced(
            Stamp stamp, @Nullable String oldEpoch, long oldLastSeq, @Nullable String keptAt, String why) {
        return notice(
                "device.store-replaced.v1",
                stamp,
                "{\"oldEpoch\":" + text(oldEpoch) + ",\"oldLastSeq\":" + (oldLastSeq < 0 ? "null" : oldLastSeq)
                        + ",\"keptAt\":" + text(keptAt) + ",\"why\":" + text(why) + "}");
    }

    /** Stands for a run of events that were not admitted because room was short. */
    static Event shed(Stamp stamp, EventClass eventClass, long count, long fromMonoMs, long toMonoMs) {
        return notice(
                "device.events-shed.v1",
                stamp,
                "{\"class\":\"" + eventClass.name().toLowerCase(Locale.ROOT) + "\",\"count\":" + count
                        + ",\"fromMonoMs\":" + fromMonoMs + ",\"toMonoMs\":" + toMonoMs + "}");
    }

    /** Rows that nobody receipted and whose published retention ended. */
    static Event expired(Stamp stamp, long fromSeq, long throughSeq) {
        return notice(
                "device.events-expired.v1", stamp, "{\"fromSeq\":" + fromSeq + ",\"throughSeq\":" + throughSeq + "}");
    }

    private static Event notice(String type, Stamp stamp, String json) {
        byte[] data = json.getBytes(StandardCharsets.UTF_8);
        return EventRow.keepable(new Event(EventFamily.DEVICE, EventClass.CUSTODY, type, "", stamp, data));
    }

    private static String text(@Nullable String text) {
        if (text == null) {
            return "null";
        }
        StringBuilder out = new StringBuilder("\"");
        text.chars().limit(300).forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < 0x20 || c > 0x7e) {
                out.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                out.append((char) c);
            }
        });
        return out.append('"').toString();
    }
}
