package hubfloor.link;

import hubfloor.config.model.DeviceIdentity;
import hubfloor.delivery.Delivery.Standing;
import hubfloor.delivery.Effect;
import hubfloor.event.DeviceState;
import hubfloor.event.Event;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.event.EventSource;
import hubfloor.event.Stamp;
import hubfloor.event.StoredEvent;
import hubfloor.event.Topics;
import hubfloor.port.BrokerConnector.Publication;
import hubfloor.port.WireFormat;
import hubfloor.port.WireFormat.EnvelopeWriter;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts everything this device says into publications: events, state, will, metrics, replies. Link thread only. */
final class Speaker {
    static final String EVENT_TYPE = "application/cloudevents+json";
    private static final String JSON_TYPE = "application/json";
    private static final byte[] NONE = {};

    private final WireFormat wire;
    private final EnvelopeWriter envelopes;
    private final String epoch;
    private final String version;
    private final String configHash;
    private final String stateTopic;
    private final String metricsTopic;
    private final Map<EventFamily, String> eventTopics = new EnumMap<>(EventFamily.class);

    Speaker(Topics topics, DeviceIdentity id, String epoch, String version, String configHash, WireFormat wire) {
        this.wire = wire;
        this.envelopes = wire.envelopes(new EventSource(id, epoch));
        this.epoch = epoch;
        this.version = version;
        this.configHash = configHash;
        this.stateTopic = topics.state(id);
        this.metricsTopic = topics.metrics(id);
        for (EventFamily family : EventFamily.values()) {
            eventTopics.put(family, topics.event(id, family));
        }
    }

    Publication event(StoredEvent stored) {
        String topic = eventTopics.getOrDefault(stored.event().family(), stateTopic);
        return new Publication(topic, envelopes.write(stored), 1, false, EVENT_TYPE, NONE);
    }

    /** The device as it is; QoS 0 where the broker leaves no room beside the one event in flight. */
    Publication online(Standing standing, List<String> faults, Stamp at, int qos) {
        return state(true, "", standing, faults, at, qos);
    }

    Publication offline(String reason, Standing standing, List<String> faults, Stamp at) {
        return state(false, reason, standing, faults, at, 1);
    }

    Publication metrics(Standing standing, long dials, long messagesDropped) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("stored", standing.stored());
        counts.put("handed", standing.handed());
        counts.put("receipted", standing.receipted());
        counts.put("parked", (long) standing.parked());
        counts.put("sent", standing.sent());
        counts.put("inFlight", (long) standing.inFlight());
        counts.put("dials", dials);
        counts.put("ignoredReceipts", standing.ignoredReceipts());
        counts.put("messagesDropped", messagesDropped);
        return new Publication(metricsTopic, wire.flat(counts), 0, false, JSON_TYPE, NONE);
    }

    Publication reply(String topic, byte[] payload, byte[] correlation) {
        return new Publication(topic, payload, 0, false, JSON_TYPE, correlation);
    }

    Event alarm(Effect.Alarm alarm, Stamp at) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("alarm", alarm.trouble().word());
        if (alarm.reasonCode() != 0) {
            detail.put("reasonCode", alarm.reasonCode());
        }
        if (alarm.seq() != 0) {
            detail.put("seq", alarm.seq());
        }
        return new Event(EventFamily.ALARM, EventClass.ALARM, "alarm.raised.v1", "", at, wire.flat(detail));
    }

    private Publication state(
            boolean online, String reason, Standing standing, List<String> faults, Stamp at, int qos) {
        DeviceState state = new DeviceState(
                online,
                reason,
                epoch,
                standing.stored(),
                standing.receipted(),
                version,
                configHash,
                faults,
                at.wall(),
                at.bootId());
        return new Publication(stateTopic, wire.state(state), qos, true, JSON_TYPE, NONE);
    }
}
