package hubfloor.agent.main;

import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.hub.FloorDesk;
import hubfloor.hub.FloorDesk.Reply;
import hubfloor.hub.FloorDesk.Wish;
import hubfloor.parcel.Barcode;
import hubfloor.parcel.Identification;
import hubfloor.parcel.Identifier;
import hubfloor.port.WireFormat.Malformed;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What the page asks of the floor desk, and its answer, as flat JSON. Any thread.
 *
 * <pre>
 *   {"deed":"release","parcel":"RR473124829GB","reason":"papers-seen","pin":"1234"}
 *   {"result":"done","reason":"","parcel":"s10/RR473124829GB","until":"2026-11-26T12:30:00Z"}
 * </pre>
 */
public final class FloorWindow implements Function<byte[], byte[]> {
    private static final int TEXT_MAX = 128;

    private final HubParts hub;
    private final Identifier identifier = new Identifier(Gs1Files.shipped());
    private final JsonWireFormat wire = new JsonWireFormat();

    public FloorWindow(HubParts hub) {
        this.hub = hub;
    }

    @Override
    public byte[] apply(byte[] asked) {
        try {
            Map<String, Object> members = wire.readFlat(asked);
            String deed = word(members, "deed");
            if (!FloorDesk.knows(deed)) {
                return answer("", Reply.refused("malformed"));
            }
            String subject = subject(word(members, "parcel"));
            Wish wish = new Wish(deed, subject, word(members, "reason"), word(members, "pin"));
            return answer(subject, hub.floor().ask(wish, hub.desk()::onDesk));
        } catch (Malformed e) {
            return answer("", Reply.refused("malformed"));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return answer("", Reply.refused("outcome-unknown"));
        }
    }

    private static String word(Map<String, Object> members, String name) throws Malformed {
        Object word = members.getOrDefault(name, "");
        if (!(word instanceof String text) || text.length() > TEXT_MAX) {
            throw new Malformed(name + " is no short text");
        }
        return text;
    }

    /** Of the label's text, or of a subject as events show it. */
    private String subject(String parcel) {
        String text = parcel.strip();
        String ofText = named(text);
        if (!ofText.isEmpty()) {
            return ofText;
        }
        String ofValue = named(text.substring(text.indexOf('/') + 1));
        return ofValue.equals(text) ? ofValue : "";
    }

    private String named(String text) {
        Identification read = identifier.identify(new Barcode("", text));
        return read.outcome() == Identification.Outcome.ONE
                ? read.candidates().getFirst().scheme() + "/"
                        + read.candidates().getFirst().value()
                : "";
    }

    private byte[] answer(String subject, Reply reply) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("result", reply.refusal().isEmpty() ? "done" : "refused");
        members.put("reason", reply.refusal());
        members.put("parcel", subject);
        members.put(
                "until", reply.until().isAfter(Instant.EPOCH) ? reply.until().toString() : "");
        return wire.flat(members);
    }
}
