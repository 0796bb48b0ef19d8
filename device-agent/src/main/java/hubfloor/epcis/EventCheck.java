package hubfloor.epcis;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges one event of an eventList. Keeps to EPCIS 2.0 (7.4) and to what its JSON schema says, and is stricter where the
 * schema only hints: bare words are CBV's, URIs are absolute, lists that are there are not empty, and what is put on
 * something names that something. One thread.
 */
final class EventCheck {
    private static final String STEP = "a business step of CBV, or an absolute URI of your own";
    private static final String DISPOSITION = "a disposition of CBV, or an absolute URI of your own";
    private static final String TIME = "a time with an offset, 2026-11-22T08:59:58.412Z";
    private static final String EVERYWHERE = "@context type eventID eventTime recordTime eventTimeZoneOffset"
            + " certificationInfo errorDeclaration bizStep disposition persistentDisposition readPoint bizLocation"
            + " bizTransactionList sourceList destinationList sensorElementList ";
    private static final Map<String, Set<String>> MEMBERS = Map.of(
            "ObjectEvent",
            members("action epcList quantityList ilmd"),
            "AggregationEvent",
            members("action parentID childEPCs childQuantityList"),
            "AssociationEvent",
            members("action parentID childEPCs childQuantityList"),
            "TransactionEvent",
            members("action parentID epcList quantityList"),
            "TransformationEvent",
            members("inputEPCList inputQuantityList outputEPCList outputQuantityList transformationID ilmd"));

    private final Findings findings;
    private final OwnMembers own;
    private final PartCheck parts;
    private final SeenIds ids = new SeenIds();

    EventCheck(Findings findings, OwnMembers own) {
        this.findings = findings;
        this.own = own;
        parts = new PartCheck(findings);
    }

    /** Whether each eventID could be compared with all others. */
    boolean comparedAll() {
        return !ids.overflown();
    }

    void check(String at, Object value) {
        Map<?, ?> event = findings.object(at, value);
        if (event == null) {
            return;
        }
        String type = event.get("type") instanceof String text ? text : "";
        Set<String> known = MEMBERS.get(type);
        findings.neededText(
                at,
                event,
                "type",
                text -> MEMBERS.containsKey(text) || Uris.absolute(text),
                "an event type of EPCIS, or an absolute URI");
        common(at, event);
        if (known == null) {
            return;
        }
        own.check(at, event, known, event.get("@context"));
        if (known.contains("action")) {
            findings.neededText(at, event, "action", Cbv::isAction, "ADD, OBSERVE or DELETE");
        }
        whereAndWhy(at, event);
        switch (type) {
            case "ObjectEvent" -> object(at, event);
            case "TransactionEvent" -> transaction(at, event);
            case "TransformationEvent" -> transformation(at, event);
            default -> parentAndChildren(at, event, type);
        }
    }

    private void common(String at, Map<?, ?> event) {
        findings.neededText(at, event, "eventTime", EpcisTime::isTime, TIME);
        findings.neededText(
                at,
                event,
                "eventTimeZoneOffset",
                EpcisTime::isOffset,
                "an offset from -14:00 to +14:00, such as +08:00");
        findings.text(at, event, "recordTime", EpcisTime::isTime, TIME);
        if (findings.uri(at, event, "eventID") && event.get("eventID") instanceof String id && !ids.add(id)) {
            findings.add(at + "/eventID", Findings.quoted(id) + " is the name of another event before it");
        }
        if (event.containsKey("errorDeclaration")) {
            String here = at + "/errorDeclaration";
            Map<?, ?> error = findings.object(here, event.get("errorDeclaration"));
            if (error != null) {
                findings.neededText(here, error, "declarationTime", EpcisTime::isTime, TIME);
                findings.text(
                        here, error, "reason", Cbv::isErrorReason, "did_not_occur, incorrect_data, or an absolute URI");
                findings.uris(here, error, "correctiveEventIDs");
            }
        }
    }

    private void whereAndWhy(String at, Map<?, ?> event) {
        findings.text(at, event, "bizStep", Cbv::isBizStep, STEP);
        findings.text(at, event, "disposition", Cbv::isDisposition, DISPOSITION);
        for (String change : List.of("set", "unset")) {
            if (event.get("persistentDisposition") instanceof Map<?, ?> lasting) {
                List<?> words = findings.list(at + "/persistentDisposition", lasting, change);
                for (int i = 0; i < words.size(); i++) {
                    if (!(words.get(i) instanceof String word) || !Cbv.isDisposition(word)) {
                        findings.add(
                                at + "/persistentDisposition/" + change + "/" + i,
                                Findings.quoted(words.get(i)) + " is not " + DISPOSITION);
                    }
                }
            }
        }
        parts.place(at, event, "readPoint");
        parts.place(at, event, "bizLocation");
        parts.sensors(at, event);
        parts.named(at, event, "bizTransactionList", "bizTransaction");
        parts.named(at, event, "sourceList", "source");
        parts.named(at, event, "destinationList", "destination");
    }

    private void object(String at, Map<?, ?> event) {
        findings.uris(at, event, "epcList");
        parts.quantities(at, event, "quantityList");
        boolean sensedPlace = event.containsKey("sensorElementList") && event.containsKey("readPoint");
        if (!event.containsKey("epcList") && !event.containsKey("quantityList") && !sensedPlace) {
            findings.add(at, "says of nothing: epcList, quantityList, or sensorElementList with readPoint is needed");
        }
        if (event.containsKey("ilmd") && !"ADD".equals(event.get("action"))) {
            findings.add(at + "/ilmd", "master data of an instance comes with action ADD only");
        }
    }

    private void parentAndChildren(String at, Map<?, ?> event, String type) {
        findings.uris(at, event, "childEPCs");
        parts.quantities(at, event, "childQuantityList");
        boolean observe = "OBSERVE".equals(event.get("action"));
        if (!findings.uri(at, event, "parentID") && (!observe || type.equals("AssociationEvent"))) {
            findings.add(at, "parentID is missing: what the children are put on or taken from");
        }
        boolean children = event.containsKey("childEPCs") || event.containsKey("childQuantityList");
        if (!children && !"DELETE".equals(event.get("action"))) {
            findings.add(at, "childEPCs or childQuantityList is needed; only DELETE without them means all");
        }
    }

    private void transaction(String at, Map<?, ?> event) {
        findings.uri(at, event, "parentID");
        findings.uris(at, event, "epcList");
        parts.quantities(at, event, "quantityList");
        if (!event.containsKey("bizTransactionList")) {
            findings.add(at, "bizTransactionList is missing");
        }
        boolean objects = event.containsKey("epcList") || event.containsKey("quantityList");
        if (!objects && !event.containsKey("parentID") && !"DELETE".equals(event.get("action"))) {
            findings.add(at, "says of nothing: epcList, quantityList or parentID is needed");
        }
    }

    private void transformation(String at, Map<?, ?> event) {
        findings.uris(at, event, "inputEPCList");
        findings.uris(at, event, "outputEPCList");
        parts.quantities(at, event, "inputQuantityList");
        parts.quantities(at, event, "outputQuantityList");
        boolean input = event.containsKey("inputEPCList") || event.containsKey("inputQuantityList");
        boolean output = event.containsKey("outputEPCList") || event.containsKey("outputQuantityList");
        boolean linked = findings.uri(at, event, "transformationID");
        if (linked ? !input && !output : !input || !output) {
            findings.add(at, "inputs and outputs are needed; with a transformationID one of them");
        }
    }

    private static Set<String> members(String more) {
        return Set.of((EVERYWHERE + more).split(" ", -1));
    }
}
