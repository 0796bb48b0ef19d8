package hubfloor.epcis;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges an EPCIS 2.0 document of any length, event by event, and finds all that is wrong at once. Stricter than the GS1
 * JSON schema, which takes an invented business step or an aggregation onto nothing for good. Hand over every event with
 * its index, then the rest once. Keeps the first {@value Findings#KEPT_MAX} problems and some bytes an eventID. One
 * thread.
 */
public final class DocumentCheck {
    private static final Set<String> KNOWN = Set.of(
            "@context",
            "id",
            "type",
            "schemaVersion",
            "creationDate",
            "instanceIdentifier",
            "sender",
            "receiver",
            "epcisHeader",
            "epcisBody");
    private static final String EVENTS = "/epcisBody/eventList";

    private final Findings findings = new Findings();
    private final OwnMembers own = new OwnMembers(findings);
    private final EventCheck events = new EventCheck(findings, own);
    private long count;

    /** @param index in the eventList, from 0 */
    public void event(long index, @Nullable Object event) {
        count++;
        if (event == null) {
            findings.add(EVENTS + "/" + index, "must be an object");
        } else {
            events.check(EVENTS + "/" + index, event);
        }
    }

    /** @param document all members; the eventList may be empty, since its events were handed over before */
    public void end(Map<String, Object> document) {
        findings.neededText("", document, "type", "EPCISDocument"::equals, "EPCISDocument");
        findings.neededText(
                "", document, "schemaVersion", text -> text.matches("2([.][0-9]+)*"), "a version of EPCIS 2, 2.0");
        findings.neededText("", document, "creationDate", EpcisTime::isTime, "a time with an offset");
        if (!namesEpcis(document.get("@context"))) {
            findings.add("/@context", "must name the context of EPCIS, " + EpcisEvents.CONTEXT);
        }
        if (!(document.get("epcisBody") instanceof Map<?, ?> body) || !(body.get("eventList") instanceof List<?>)) {
            findings.add(EVENTS, "must be there and be a list");
        }
        own.check("", document, KNOWN, null);
        own.end(document.get("@context"));
    }

    /** The first of them, in the order in which they were met. */
    public List<Problem> problems() {
        return List.copyOf(findings.kept());
    }

    /** Of all problems, also those that are not kept. */
    public long problemCount() {
        return findings.count();
    }

    /** False where there were so many events that the last eventIDs were compared with the first {@value SeenIds#KEPT_MAX} only. */
    public boolean comparedAll() {
        return events.comparedAll();
    }

    public long eventCount() {
        return count;
    }

    private static boolean namesEpcis(@Nullable Object context) {
        return switch (context) {
            case String address -> address.contains("epcis-context");
            case List<?> list -> list.stream().anyMatch(DocumentCheck::namesEpcis);
            case null -> false;
            default -> false;
        };
    }
}
