package hubfloor.fusion;

import hubfloor.parcel.Identification;
import java.util.List;
import java.util.OptionalInt;

/**
 * One code or one tag of a parcel, however often and by how many readers it was seen.
 *
 * @param aim a barcode's AIM identifier; empty when none was sent, and for a tag
 * @param text a barcode's text exactly as sent; a tag's EPC as upper-case hex
 * @param firstNanos monotonic instant of the first sighting
 * @param lastNanos of the last one
 * @param peakRssiDbm strongest signal of a tag; empty for barcodes and for readers that do not tell
 * @param count sightings
 * @param readers who saw it, in the order they did
 */
public record Seen(
        Kind kind,
        String aim,
        String text,
        Identification identification,
        long firstNanos,
        long lastNanos,
        OptionalInt peakRssiDbm,
        long count,
        List<String> readers) {
    public Seen {
        readers = List.copyOf(readers);
    }

    /** How it was seen. */
    public enum Kind {
        BARCODE,
        TAG
    }
}
