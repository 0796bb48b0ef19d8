package hubfloor.config.model;

import java.time.Duration;

/**
 * How the reads of several readers become those of one parcel.
 *
 * @param window after the first read of a parcel at a station, all reads of this long are of the same parcel; zero =
 *     each read stands alone. On a line the position decides instead
 * @param reread the same parcel again within this time is the same scan, not a second one
 * @param silentAfterParcels alarm when a connected reader reads nothing while so many parcels pass; 0 = never
 */
public record ReadingConfig(Duration window, Duration reread, int silentAfterParcels) {
    /** What holds where the file says nothing. */
    public static final ReadingConfig STANDARD = new ReadingConfig(Duration.ofMillis(500), Duration.ofSeconds(3), 25);
}
