package hubfloor.adapter.json;

import hubfloor.port.WireFormat.Gone;
import hubfloor.port.WireFormat.Malformed;
import java.util.Map;

/** Reads what devices say of events that will never come: {@code device.events-expired} and {@code events-shed}. */
final class GoneJson {
    private static final String EXPIRED = "org.hubfloor.device.events-expired.v1";
    private static final String SHED = "org.hubfloor.device.events-shed.v1";

    private GoneJson() {}

    static Gone read(byte[] event) throws Malformed {
        Map<String, Object> envelope = StrictObject.tree(event, EnvelopeJson.BYTES_MAX);
        Object type = envelope.get("type");
        Object data = envelope.get("data");
        if (EXPIRED.equals(type)) {
            if (data instanceof Map<?, ?> said
                    && said.get("fromSeq") instanceof Long from
                    && said.get("throughSeq") instanceof Long through
                    && from >= 1
                    && through >= from) {
                return new Gone(from, through, 0);
            }
            throw new Malformed("not what has expired: fromSeq and throughSeq");
        }
        if (SHED.equals(type)) {
            if (data instanceof Map<?, ?> said && said.get("count") instanceof Long count && count >= 1) {
                return new Gone(0, 0, count);
            }
            throw new Malformed("not what was shed: count");
        }
        return Gone.NOTHING;
    }
}
