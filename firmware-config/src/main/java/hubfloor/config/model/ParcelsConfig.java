package hubfloor.config.model;

import java.time.Duration;

/**
 * What this device keeps of what its hub tells of parcels.
 *
 * @param max most parcels kept; one more stays unknown
 * @param keep how long a parcel is kept after the last word on it, in whole hours
 */
public record ParcelsConfig(int max, Duration keep) {}
