package hubfloor.config.model;

import java.time.Duration;

/**
 * What this device keeps of what its hub tells of parcels.
 *
 * @param max most parcels kept; one more stays unknown
 * @param keep how long a parcel is kept after the last word on it, in whole hours
 * @param clockWarnings whether it tells when a parcel's clock is half, nearly or all used up
 * @param floorRelease how long a release given on the floor holds, in whole minutes
 */
public record ParcelsConfig(int max, Duration keep, boolean clockWarnings, Duration floorRelease) {}
