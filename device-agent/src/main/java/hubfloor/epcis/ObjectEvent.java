package hubfloor.epcis;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts one ObjectEvent with action OBSERVE together, members in the order of the standard, ours last. One thread. */
final class ObjectEvent {
    private final Map<String, Object> members = new LinkedHashMap<>();

    /**
     * @param parcel URI of what was seen
     * @param bizStep a word of CBV, or a URI of our own
     */
    ObjectEvent(Occurrence from, HubUris uris, ZoneId zone, String parcel, String bizStep) {
        members.put("type", "ObjectEvent");
        members.put("eventID", uris.event(from.source(), from.seq()));
        members.put("eventTime", EpcisTime.text(from.time()));
        members.put("eventTimeZoneOffset", EpcisTime.offset(from.time(), zone));
        members.put("recordTime", EpcisTime.text(from.recordedAt()));
        members.put("epcList", List.of(parcel));
        members.put("action", "OBSERVE");
        members.put("bizStep", bizStep);
    }

    ObjectEvent inProgress() {
        members.put("disposition", "in_progress");
        return this;
    }

    ObjectEvent at(String readPoint) {
        members.put("readPoint", Map.of("id", readPoint));
        return this;
    }

    ObjectEvent staysAt(String bizLocation) {
        members.put("bizLocation", Map.of("id", bizLocation));
        return this;
    }

    ObjectEvent sensed(List<Object> reports) {
        if (!reports.isEmpty()) {
            members.put("sensorElementList", List.of(Map.of("sensorReport", reports)));
        }
        return this;
    }

    /** A word of ours; nothing is written for an empty text. */
    ObjectEvent own(String name, String text) {
        if (!text.isEmpty()) {
            members.put(EpcisEvents.PREFIX + ":" + name, text);
        }
        return this;
    }

    Map<String, Object> members() {
        return members;
    }
}
