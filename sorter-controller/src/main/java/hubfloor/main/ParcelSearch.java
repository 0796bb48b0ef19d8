package hubfloor.main;

import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.sqlite.StoreSearch;
import hubfloor.adapter.sqlite.StoreUnavailable;
import hubfloor.event.StoredEvent;
import hubfloor.parcel.Barcode;
import hubfloor.parcel.Candidate;
import hubfloor.parcel.Identification;
import hubfloor.parcel.Identifier;
import hubfloor.port.WireFormat.Malformed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds all that one store knows of a parcel, however it is named: subject, barcode, or the line's own number for it.
 * First whatever carries the name, then everything with the parcel keys found there. At most
 * {@value #EVENTS_MAX} events of {@value #KEYS_MAX} journeys; each journey costs one reading of the store.
 */
final class ParcelSearch {
    static final int EVENTS_MAX = 5_000;
    static final int KEYS_MAX = 8;
    private static final int NUMBER_MAX_DIGITS = 9;

    private final StoreSearch store;
    private final Identifier identifier;
    private final JsonWireFormat wire = new JsonWireFormat();
    private final TreeMap<Long, Found> found = new TreeMap<>();

    /** An event and its data's members; empty where they are not flat JSON. */
    record Found(StoredEvent stored, Map<String, Object> data) {
        String parcel() {
            return data.get("parcel") instanceof String key ? key : "";
        }
    }

    ParcelSearch(StoreSearch store, Identifier identifier) {
        this.store = store;
        this.identifier = identifier;
    }

    /** In the order in which it was stored. */
    List<Found> find(String name) throws StoreUnavailable {
        if (name.matches("[0-9a-f-]{1,40}-[0-9]{1,18}/[0-9]{1,18}")) {
            journey(name);
            return List.copyOf(found.values());
        }
        for (String subject : subjects(name)) {
            add(store.withSubject(subject, EVENTS_MAX));
        }
        if (found.isEmpty()) {
            add(store.withValue(name, EVENTS_MAX));
        }
        if (found.isEmpty() && name.matches("[0-9]{1," + NUMBER_MAX_DIGITS + "}")) {
            add(store.containing("/" + name + "\"", EVENTS_MAX));
            found.values().removeIf(each -> !each.parcel().endsWith("/" + name));
        }
        Set<String> keys = new LinkedHashSet<>();
        for (Found each : found.values()) {
            if (!each.parcel().isEmpty() && keys.size() < KEYS_MAX) {
                keys.add(each.parcel());
            }
        }
        for (String key : keys) {
            journey(key);
        }
        return List.copyOf(found.values());
    }

    private List<String> subjects(String name) {
        List<String> subjects = new ArrayList<>();
        if (name.indexOf('/') > 0) {
            subjects.add(name);
        }
        Identification read = identifier.identify(new Barcode("", name));
        if (read.outcome() == Identification.Outcome.ONE) {
            Candidate best = read.candidates().getFirst();
            subjects.add(best.scheme() + "/" + best.value());
        }
        return subjects;
    }

    private void journey(String key) throws StoreUnavailable {
        add(store.containing("\"parcel\":\"" + key + "\"", EVENTS_MAX));
    }

    private void add(Collection<StoredEvent> events) {
        for (StoredEvent event : events) {
            if (found.size() < EVENTS_MAX) {
                found.computeIfAbsent(event.seq(), seq -> new Found(event, members(event)));
            }
        }
    }

    private Map<String, Object> members(StoredEvent event) {
        try {
            return wire.readFlat(event.event().data());
        } catch (Malformed notFlat) {
            return Map.of();
        }
    }
}
