package hubfloor.access;

import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.DeviceIdentity;
import java.util.List;

/**
 * A device of the hub, as its file has it.
 *
 * @param file where it comes from, for messages
 * @param topicPrefix levels before the contract's own; empty for none
 * @param receiptsFrom consumers without whose receipts it keeps its events
 */
public record Member(String file, DeviceIdentity identity, String topicPrefix, List<String> receiptsFrom) {
    public Member {
        receiptsFrom = List.copyOf(receiptsFrom);
    }

    public static Member of(String file, DeviceConfig config) {
        return new Member(
                file,
                config.identity(),
                config.broker().topicPrefix(),
                config.broker().receiptsFrom());
    }

    String name() {
        return identity.device();
    }
}
