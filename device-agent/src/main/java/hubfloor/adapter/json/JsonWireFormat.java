package hubfloor.adapter.json;

import hubfloor.advice.NewsLetter;
import hubfloor.event.DeviceState;
import hubfloor.event.EventSource;
import hubfloor.event.Receipt;
import hubfloor.event.ReceivedEvent;
import hubfloor.event.ReplayRequest;
import hubfloor.port.WireFormat;
import java.util.Map;

/** The contract's messages as JSON. Stateless; any thread. */
public final class JsonWireFormat implements WireFormat {
    @Override
    public EnvelopeWriter envelopes(EventSource source) {
        return new EnvelopeJson(source);
    }

    @Override
    public ReceivedEvent readEvent(byte[] payload) throws Malformed {
        return EnvelopeJson.parse(payload);
    }

    @Override
    @SuppressWarnings("unchecked") // the names of a JSON object are texts
    public Map<String, Object> readData(ReceivedEvent event) throws Malformed {
        return StrictObject.tree(event.raw(), EnvelopeJson.BYTES_MAX).get("data") instanceof Map<?, ?> data
                ? (Map<String, Object>) data
                : Map.of();
    }

    @Override
    public byte[] state(DeviceState state) {
        return StateJson.write(state);
    }

    @Override
    public DeviceState readState(byte[] payload) throws Malformed {
        return StateJson.read(payload);
    }

    @Override
    public byte[] receipt(Receipt receipt) {
        return ReceiptJson.write(receipt);
    }

    @Override
    public Receipt readReceipt(byte[] payload) throws Malformed {
        return ReceiptJson.read(payload);
    }

    @Override
    public byte[] replayRequest(ReplayRequest request) {
        return CommandJson.write(request);
    }

    @Override
    public ReplayRequest readReplayRequest(byte[] payload) throws Malformed {
        return CommandJson.read(payload);
    }

    @Override
    public byte[] news(NewsLetter letter) {
        return NewsJson.write(letter);
    }

    @Override
    public NewsLetter readNews(byte[] payload) throws Malformed {
        return NewsJson.read(payload);
    }

    @Override
    public Gone gone(byte[] event) throws Malformed {
        return GoneJson.read(event);
    }

    @Override
    public byte[] flat(Map<String, ?> members) {
        return FlatJson.write(members);
    }

    @Override
    public Map<String, Object> readFlat(byte[] payload) throws Malformed {
        return FlatJson.read(payload);
    }
}
