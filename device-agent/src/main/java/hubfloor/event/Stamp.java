package hubfloor.event;

import java.time.Instant;

/**
 * When something happened, on both clocks, so that a wrong wall clock can be corrected later.
 *
 * @param monoMs milliseconds since boot
 * @param bootId the kernel's boot id
 */
public record Stamp(Instant wall, long monoMs, String bootId, ClockQuality clock) {}
