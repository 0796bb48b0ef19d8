package hubfloor.epcis;

import hubfloor.event.EventSource;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells a hub's events as events of EPCIS 2.0. What each type becomes stands in one table; a type that is not in it has
 * no meaning there. An event's EPCIS form depends only on itself and on earlier events of its source, so all of a source
 * must be told in the order of their numbers, source by source, also those that are not wanted. Remembers the decisions
 * for the last {@value #PARCELS_MAX} parcels of a line. One thread.
 */
public final class EpcisEvents {
    /** How our own members are marked; the context says what it stands for. */
    public static final String PREFIX = "hubfloor";

    static final String CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";
    /** As many as a line's story remembers. */
    private static final int PARCELS_MAX = 4_096;

    private final HubUris uris;
    private final ZoneId zone;
    private final String scanStep;
    private final Measures measures;
    private final Packings packings;
    private final Map<String, Row> table = Map.of(
            "scan.read.v1",
            Row.of(this::scanned, "without a parcel's number"),
            "sort.decided.v1",
            Row.of(this::decided, ""),
            "sort.ended.v1",
            Row.of(this::ended, "of parcels that no chute's eye saw"),
            "sort.put-lit.v1",
            Row.of(this::decided, ""),
            "sort.put-confirmed.v1",
            Row.of(this::put, ""),
            "sort.measured.v1",
            Row.of(this::measured, "without weight and size"),
            "container.added.v1",
            new Row(added -> packings().added(added), ""),
            "container.removed.v1",
            new Row(removed -> packings().removed(removed), ""),
            "container.closed.v1",
            new Row(
                    closed -> packings().closed(closed),
                    "of empty ones and of those with more than 200 parcels, which were told one by one"),
            "container.loaded.v1",
            new Row(loaded -> packings().loaded(loaded), ""));

    private final Map<String, Decision> decisions = new LinkedHashMap<>();
    private @Nullable EventSource current;

    /** @param unless which of this type mean nothing; empty for all of them */
    private record Row(Function<Occurrence, Optional<Map<String, Object>>> told, String unless) {
        static Row of(Function<Occurrence, Optional<ObjectEvent>> told, String unless) {
            return new Row(told.andThen(event -> event.map(ObjectEvent::members)), unless);
        }
    }

    private record Decision(String plan, String rule, String step) {}

    /**
     * @param zone the hub's, for the offset beside each time
     * @param scanStep what a scan at a station is there: {@code arriving}, {@code receiving} ..., or a URI
     * @throws IllegalArgumentException when that is no business step, or the zone is none of this world
     */
    public EpcisEvents(HubUris uris, ZoneId zone, String scanStep) {
        if (!Cbv.isBizStep(scanStep)) {
            throw new IllegalArgumentException(
                    "a business step is a word of CBV such as arriving or receiving, or an absolute URI, not "
                            + scanStep);
        }
        if (!EpcisTime.isOffset(EpcisTime.offset(Instant.EPOCH, zone))) {
            throw new IllegalArgumentException(
                    "no hub's clocks are more than 14 hours from UTC, as " + zone + " would be");
        }
        this.uris = uris;
        this.zone = zone;
        this.scanStep = scanStep;
        measures = new Measures(uris.vocabulary());
        packings = new Packings(uris, zone);
    }

    /** The document's members before its body. */
    public Map<String, Object> head(Instant createdAt) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("@context", List.of(CONTEXT, Map.of(PREFIX, uris.vocabulary())));
        head.put("type", "EPCISDocument");
        head.put("schemaVersion", "2.0");
        head.put("creationDate", EpcisTime.text(createdAt));
        return head;
    }

    /** Whether events of this type must be handed to {@link #tell}; those of others need not even be read. */
    public boolean reads(String type) {
        return table.containsKey(type);
    }

    /** The event as a member of an eventList; empty when it means nothing in EPCIS. */
    public Optional<Map<String, Object>> tell(Occurrence occurrence) {
        if (!occurrence.source().equals(current)) {
            current = occurrence.source();
            decisions.clear();
        }
        Row row = table.get(occurrence.type());
        return row == null ? Optional.empty() : row.told.apply(occurrence);
    }

    /** Which events of a type {@link #tell} leaves out: {@code without weight and size}; empty when it is all of them. */
    public String leftOut(String type) {
        Row row = table.get(type);
        return row == null ? "" : row.unless;
    }

    private Packings packings() {
        return packings;
    }

    private Optional<ObjectEvent> scanned(Occurrence scan) {
        if (scan.subject().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ObjectEvent(scan, uris, zone, uris.parcel(scan.subject()), scanStep)
                .inProgress()
                .at(uris.place(scan.source(), ""))
                .staysAt(uris.hub(scan.source()))
                .sensed(measures.ofScan(scan))
                .own("scanner", scan.text("scanner"))
                .own("clock", scan.clock()));
    }

    private Optional<ObjectEvent> decided(Occurrence decision) {
        String parcel = decision.text("parcel");
        if (decisions.size() >= PARCELS_MAX && !decisions.containsKey(parcel)) {
            decisions.remove(decisions.keySet().iterator().next());
        }
        decisions.put(parcel, new Decision(decision.text("plan"), decision.text("rule"), decision.text("step")));
        return Optional.empty();
    }

    /** By hand into a wall's slot: the same sorting step as on a line. */
    private Optional<ObjectEvent> put(Occurrence put) {
        Decision decision = decisions.remove(put.text("parcel"));
        ObjectEvent event = new ObjectEvent(
                        put, uris, zone, uris.parcel(put.text("parcel")), uris.vocabulary() + "bizStep/sorting")
                .inProgress()
                .at(uris.place(put.source(), put.text("slot")))
                .staysAt(uris.hub(put.source()))
                .own("outcome", "confirmed")
                .own("confirmedBy", put.text("by"));
        if (decision != null) {
            event.own("planVersion", decision.plan).own("rule", decision.rule).own("decidedBy", decision.step);
        }
        return Optional.of(event.own("clock", put.clock()));
    }

    /** Only an eye in a chute's mouth says where a parcel is; of the others nobody knows it, and nothing is guessed. */
    private Optional<ObjectEvent> ended(Occurrence end) {
        Decision decision = decisions.remove(end.text("parcel"));
        String outcome = end.text("outcome");
        boolean seen = outcome.equals("confirmed") || outcome.equals("wrong_chute");
        if (!seen || end.text("chute").isEmpty()) {
            return Optional.empty();
        }
        ObjectEvent event = new ObjectEvent(end, uris, zone, parcel(end), uris.vocabulary() + "bizStep/sorting")
                .inProgress()
                .at(uris.place(end.source(), end.text("chute")))
                .staysAt(uris.hub(end.source()))
                .own("outcome", outcome)
                .own("reason", end.text("reason"));
        if (decision != null) {
            event.own("planVersion", decision.plan).own("rule", decision.rule).own("decidedBy", decision.step);
        }
        return Optional.of(event.own("parcel", end.text("parcel")).own("clock", end.clock()));
    }

    private Optional<ObjectEvent> measured(Occurrence measured) {
        List<Object> reports = measures.ofLine(measured);
        if (reports.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ObjectEvent(measured, uris, zone, parcel(measured), "sensor_reporting")
                .at(uris.place(measured.source(), ""))
                .sensed(reports)
                .own("parcel", measured.text("parcel"))
                .own("clock", measured.clock()));
    }

    private String parcel(Occurrence ofLine) {
        return ofLine.subject().isEmpty()
                ? uris.lineParcel(ofLine.source(), ofLine.text("parcel"))
                : uris.parcel(ofLine.subject());
    }
}
