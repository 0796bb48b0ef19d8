package hubfloor.adapter.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import hubfloor.event.EventSource;
import hubfloor.event.Receipt;
import hubfloor.port.WireFormat.Malformed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** {@code {"epoch":"0123456789abcdef","through":17}}, at most {@value #BYTES_MAX} bytes. */
final class ReceiptJson {
    static final int BYTES_MAX = 4 * 1024;

    private ReceiptJson() {}

    static byte[] write(Receipt receipt) {
        return ("{\"epoch\":\"" + receipt.epoch() + "\",\"through\":" + receipt.through() + "}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    static Receipt read(byte[] payload) throws Malformed {
        StrictObject.requireSize(payload, BYTES_MAX);
        String epoch = "";
        long through = -1;
        try (JsonParser parser = StrictObject.open(payload, 8)) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "epoch" -> epoch = StrictObject.text(parser, value, 16);
                    case "through" -> through = StrictObject.number(parser, value);
                    default -> parser.skipChildren();
                }
            }
            StrictObject.requireEnd(parser);
        } catch (IOException e) {
            throw new Malformed("not one JSON object within the limits");
        }
        if (!EventSource.isEpoch(epoch) || through < 0) {
            throw new Malformed("not a receipt: epoch and through");
        }
        return new Receipt(epoch, through);
    }
}
