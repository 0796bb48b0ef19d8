package hubfloor.main;

import hubfloor.adapter.json.EpcisDocument;
import hubfloor.adapter.json.OccurrenceJson;
import hubfloor.epcis.EpcisEvents;
import hubfloor.event.ReceivedEvent;
import hubfloor.ledger.LedgerArchive;
import hubfloor.port.WireFormat.Malformed;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes what a ledger holds of one hub as one EPCIS document, event by event, and counts what became of each stored
 * event. The same ledger gives the same bytes. Used once, by one thread.
 */
final class EpcisExport {
    private static final int UNREADABLE_SHOWN = 20;

    private final LedgerArchive ledger;
    private final String hub;
    private final EpcisEvents events;
    private final Instant since;
    private final Map<String, Long> written = new TreeMap<>();
    private final Map<String, Long> foreign = new TreeMap<>();
    private final Map<String, Long> silent = new TreeMap<>();
    private final List<String> unreadable = new ArrayList<>();
    private long unreadableCount;
    private long earlier;

    /** @param since events that the ledger stored before are left out; they are read all the same, for what follows */
    EpcisExport(LedgerArchive ledger, String hub, EpcisEvents events, Instant since) {
        this.ledger = ledger;
        this.hub = hub;
        this.events = events;
        this.since = since;
    }

    /** @param createdAt what the document says of its own making */
    void writeTo(OutputStream out, Instant createdAt) throws IOException {
        EpcisDocument document = new EpcisDocument(out, events.head(createdAt));
        ledger.read(hub, (event, receivedAt) -> take(event, receivedAt, document));
        document.end();
    }

    private void take(ReceivedEvent event, Instant receivedAt, EpcisDocument document) throws IOException {
        String type = OccurrenceJson.type(event);
        boolean wanted = !receivedAt.isBefore(since);
        if (!wanted) {
            earlier++;
        }
        if (!events.reads(type)) {
            count(foreign, type.substring(0, Math.max(0, type.indexOf('.'))) + ".*", wanted);
            return;
        }
        try {
            Optional<Map<String, Object>> told = events.tell(OccurrenceJson.read(event, receivedAt));
            if (told.isPresent() && wanted) {
                document.add(told.get());
            }
            String unless = events.leftOut(type);
            if (told.isPresent()) {
                count(written, type, wanted);
            } else if (unless.isEmpty()) {
                count(foreign, type.substring(0, type.indexOf('.')) + ".*", wanted);
            } else {
                count(silent, type.replaceFirst("[.]v[0-9]+$", "") + " " + unless, wanted);
            }
        } catch (Malformed e) {
            if (wanted) {
                unreadableCount++;
                if (unreadable.size() < UNREADABLE_SHOWN) {
                    unreadable.add(
                            "Not readable: " + event.source().text() + " " + event.seq() + ", " + e.getMessage());
                }
            }
        }
    }

    private static void count(Map<String, Long> counts, String what, boolean wanted) {
        if (wanted) {
            counts.merge(what, 1L, Long::sum);
        }
    }

    boolean whole() {
        return unreadableCount == 0;
    }

    /** What became of the stored events, in sentences for a person. */
    String words() {
        StringBuilder words = new StringBuilder();
        unreadable.forEach(line -> words.append(line).append('\n'));
        long sum = written.values().stream().mapToLong(Long::longValue).sum();
        words.append("Written: ").append(sum).append(sum == 1 ? " event" : " events");
        words.append(written.isEmpty() ? "." : " (" + listed(written).replaceAll("[.]v[0-9]+", "") + ").");
        if (!foreign.isEmpty()) {
            words.append(" Left out, for EPCIS has no word for them: ")
                    .append(listed(foreign))
                    .append('.');
        }
        if (!silent.isEmpty()) {
            words.append(" Left out also: ").append(listed(silent)).append('.');
        }
        if (earlier > 0) {
            words.append(" Stored before --since: ").append(earlier).append('.');
        }
        if (unreadableCount > 0) {
            words.append(" Not readable: ").append(unreadableCount).append('.');
        }
        return words.toString();
    }

    private static String listed(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", "));
    }
}
