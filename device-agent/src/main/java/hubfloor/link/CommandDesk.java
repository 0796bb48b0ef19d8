package hubfloor.link;

import hubfloor.delivery.Delivery;
import hubfloor.event.ClockQuality;
import hubfloor.event.ReplayRequest;
import hubfloor.event.Stamp;
import hubfloor.event.Topics.Address;
import hubfloor.port.BrokerConnector.Message;
import hubfloor.port.WireFormat;
import hubfloor.port.WireFormat.Malformed;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers commands from central. Retained ones are left alone, an id is acted on once and answered the same again
 * ({@value #REMEMBERED_MAX} ids, the least used forgotten first: replays do no harm twice, so this needs no disk).
 * Expiry is judged by the wall clock, and only while that can be trusted. Link thread only.
 */
final class CommandDesk {
    static final int REMEMBERED_MAX = 256;
    private final String epoch;
    private final WireFormat wire;
    private final Delivery delivery;
    private final HubMail mail;
    private final Oddities oddities;
    private final Map<String, byte[]> answered = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    CommandDesk(String epoch, WireFormat wire, Delivery delivery, HubMail mail, Oddities oddities) {
        this.epoch = epoch;
        this.wire = wire;
        this.delivery = delivery;
        this.mail = mail;
        this.oddities = oddities;
    }

    /** @return the reply; null where none is due, or it comes from whoever acts on the command */
    byte @Nullable [] handle(Address address, Message message, Stamp now) {
        if (message.retained()) {
            oddities.count("command-retained", "a retained command was left alone");
            return null;
        }
        if (!address.leaf().equals("replay")) {
            if (mail.command(address.leaf(), message)) {
                return null;
            }
            oddities.count("command-unknown", "a command that this device does not know was refused");
            return reply("", "refused", "unknown-verb");
        }
        ReplayRequest request;
        try {
            request = wire.readReplayRequest(message.payload());
        } catch (Malformed e) {
            oddities.count("command-malformed", String.valueOf(e.getMessage()));
            return reply("", "refused", "malformed");
        }
        byte[] before = answered.get(request.id());
        if (before != null) {
            return before;
        }
        byte[] reply = decide(request, now);
        answered.put(request.id(), reply);
        return reply;
    }

    private byte[] decide(ReplayRequest request, Stamp now) {
        boolean late = request.notAfter().isPresent()
                && now.clock() == ClockQuality.SYNCED
                && now.wall().isAfter(request.notAfter().get());
        if (late) {
            return reply(request.id(), "expired", "not-after-has-passed");
        }
        if (!request.epoch().equals(epoch)) {
            return reply(request.id(), "refused", "other-epoch");
        }
        return switch (delivery.replay(request.from(), request.to())) {
            case TAKEN -> reply(request.id(), "applied", "");
            case NOT_STORED -> reply(request.id(), "refused", "not-stored");
            case TOO_MANY -> reply(request.id(), "refused", "too-many-replays");
        };
    }

    private byte[] reply(String id, String result, String reason) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("id", id);
        members.put("result", result);
        members.put("reason", reason);
        return wire.flat(members);
    }
}
