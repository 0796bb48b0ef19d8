package hubfloor.event;

import java.time.Instant;
import java.util.List;

/**
 * What a device says of itself in its retained state message; the same message, offline, is its will. Consumers find
 * gaps by comparing {@code lastSeq} with what they hold.
 *
 * @param reason for offline: {@code link-lost} (the broker says so; the device may well be sorting) or
 *     {@code closed}; empty when online
 * @param receipted everything up to here was receipted by every consumer the device waits for
 */
public record DeviceState(
        boolean online,
        String reason,
        String epoch,
        long lastSeq,
        long receipted,
        String version,
        String configHash,
        List<String> faults,
        Instant at,
        String bootId) {
    public DeviceState {
        faults = List.copyOf(faults);
    }
}
