package hubfloor.agent.main;

import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.port.WireFormat.Malformed;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the page of a wall says: the parcel on the screen is in its slot. Any thread.
 *
 * <pre>
 *   {"parcel":"s10/RR473124829GB"}
 *   {"result":"done"}
 * </pre>
 */
final class PutWindow implements Function<byte[], byte[]> {
    private static final int PARCEL_MAX = 256;

    private final Consumer<String> confirmed;
    private final JsonWireFormat wire = new JsonWireFormat();

    /** @param confirmed told a parcel's subject; what is not in hand is not its business */
    PutWindow(Consumer<String> confirmed) {
        this.confirmed = confirmed;
    }

    @Override
    public byte[] apply(byte[] asked) {
        try {
            Object parcel = wire.readFlat(asked).get("parcel");
            if (parcel instanceof String subject && !subject.isEmpty() && subject.length() <= PARCEL_MAX) {
                confirmed.accept(subject);
                return wire.flat(Map.of("result", "done"));
            }
            return wire.flat(Map.of("result", "refused", "reason", "which parcel is in?"));
        } catch (Malformed e) {
            return wire.flat(Map.of("result", "refused", "reason", "malformed"));
        }
    }
}
