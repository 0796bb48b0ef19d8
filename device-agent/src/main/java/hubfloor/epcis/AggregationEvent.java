package hubfloor.epcis;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts one AggregationEvent together: what is put into something or taken out of it, members in the order of the
 * standard, ours last. One thread.
 */
final class AggregationEvent {
    private final Map<String, Object> members = new LinkedHashMap<>();

    /**
     * @param parent URI of the container
     * @param children URIs, at least one
     * @param action ADD or DELETE
     */
    AggregationEvent(
            Occurrence from,
            HubUris uris,
            ZoneId zone,
            String parent,
            List<String> children,
            String action,
            String bizStep,
            String disposition) {
        members.put("type", "AggregationEvent");
        members.put("eventID", uris.event(from.source(), from.seq()));
        members.put("eventTime", EpcisTime.text(from.time()));
        members.put("eventTimeZoneOffset", EpcisTime.offset(from.time(), zone));
        members.put("recordTime", EpcisTime.text(from.recordedAt()));
        members.put("parentID", parent);
        members.put("childEPCs", children);
        members.put("action", action);
        members.put("bizStep", bizStep);
        members.put("disposition", disposition);
        members.put("readPoint", Map.of("id", uris.place(from.source(), "")));
        members.put("bizLocation", Map.of("id", uris.hub(from.source())));
        if (!from.clock().isEmpty()) {
            members.put(EpcisEvents.PREFIX + ":clock", from.clock());
        }
    }

    Map<String, Object> members() {
        return members;
    }
}
