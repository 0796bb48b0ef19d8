package hubfloor.epcis;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Containers in the words of EPCIS: each parcel put in and taken out, the closed whole once more, and one container
 * loaded into another. A parcel that does not belong there was never packed; an alarm is not an aggregation. One thread.
 */
final class Packings {
    static final String LINE = "line/";

    private final HubUris uris;
    private final ZoneId zone;

    Packings(HubUris uris, ZoneId zone) {
        this.uris = uris;
        this.zone = zone;
    }

    Optional<Map<String, Object>> added(Occurrence added) {
        return told(added, List.of(added.text("parcel")), "ADD", "packing", "container_open");
    }

    Optional<Map<String, Object>> removed(Occurrence removed) {
        return told(removed, List.of(removed.text("parcel")), "DELETE", "unpacking", "in_progress");
    }

    Optional<Map<String, Object>> closed(Occurrence closed) {
        List<String> parcels = closed.data().get("parcels") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        return told(closed, parcels, "ADD", "packing", "container_closed");
    }

    Optional<Map<String, Object>> loaded(Occurrence loaded) {
        String into = loaded.text("into");
        return into.isEmpty()
                ? Optional.empty()
                : told(loaded, into, List.of(loaded.text("container")), "ADD", "loading", "container_closed");
    }

    private Optional<Map<String, Object>> told(
            Occurrence from, List<String> parcels, String action, String bizStep, String disposition) {
        return told(from, from.text("container"), parcels, action, bizStep, disposition);
    }

    private Optional<Map<String, Object>> told(
            Occurrence from, String container, List<String> things, String action, String bizStep, String disposition) {
        List<String> children = things.stream()
                .filter(thing -> !thing.isEmpty())
                .map(thing -> uri(from, thing))
                .toList();
        if (container.isEmpty() || children.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new AggregationEvent(from, uris, zone, uri(from, container), children, action, bizStep, disposition)
                        .members());
    }

    private String uri(Occurrence from, String thing) {
        return thing.startsWith(LINE)
                ? uris.lineParcel(from.source(), thing.substring(LINE.length()))
                : uris.parcel(thing);
    }
}
