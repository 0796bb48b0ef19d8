package hubfloor.config.model;

import java.util.List;

/**
 * A stretch of belt in which scanners and scales see parcels. A read belongs to the parcel whose window covers the area
 * at the moment of the read, less the reader's delay.
 *
 * @param fromMm upstream end of what the readers see
 * @param toMm downstream end
 * @param scanners names of the device's scanners that look here
 * @param maxDelayMs longest a reader takes from seeing a code to sending it
 * @param expectRead a parcel that leaves the area without a read is a no-read; false for an optional second look
 * @param trigger its readers read only from when the induction eye sees a parcel until the parcel is past the area
 */
public record ReadingAreaConfig(
        String name, int fromMm, int toMm, List<String> scanners, int maxDelayMs, boolean expectRead, boolean trigger) {
    public ReadingAreaConfig {
        scanners = List.copyOf(scanners);
    }
}
