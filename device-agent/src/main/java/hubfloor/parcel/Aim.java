package hubfloor.parcel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the three characters before the data say about the symbol (ISO/IEC 15424): {@code ]C1} is GS1-128. Without
 * them (00) in Code 128 and in GS1-128 cannot be told apart, so scanner profiles should ask for them.
 *
 * @param gs1Syntax FNC1 stood first: a GS1 element string follows, GS is its separator
 * @param gs1Carrier one of the symbols GS1 itself prescribes, where plain content still counts as a GS1 reading
 */
public record Aim(String id, String symbology, boolean gs1Syntax, boolean gs1Carrier) {
    private static final Map<String, Aim> KNOWN = Map.ofEntries(
            plain("]A0", "Code 39"),
            plain("]A1", "Code 39"),
            plain("]A2", "Code 39"),
            plain("]A3", "Code 39"),
            plain("]A4", "Code 39 Full ASCII"),
            plain("]A5", "Code 39 Full ASCII"),
            plain("]A7", "Code 39 Full ASCII"),
            plain("]C0", "Code 128"),
            gs1("]C1", "GS1-128"),
            plain("]C2", "Code 128"),
            plain("]C4", "ISBT 128"),
            carrier("]E0", "EAN-13 / UPC-A / UPC-E"),
            plain("]E3", "EAN-13 + add-on"),
            carrier("]E4", "EAN-8"),
            plain("]I0", "Interleaved 2 of 5"),
            plain("]I1", "Interleaved 2 of 5 (ITF-14)"),
            plain("]I3", "Interleaved 2 of 5"),
            carrier("]J0", "DotCode"),
            gs1("]J1", "GS1 DotCode"),
            plain("]L0", "PDF417"),
            plain("]L1", "PDF417"),
            plain("]L2", "PDF417"),
            carrier("]Q1", "QR Code model 2"),
            gs1("]Q3", "GS1 QR Code"),
            plain("]U0", "MaxiCode"),
            plain("]U1", "MaxiCode"),
            carrier("]d1", "Data Matrix ECC200"),
            gs1("]d2", "GS1 DataMatrix"),
            gs1("]e0", "GS1 DataBar / GS1 Composite"));

    static final Aim EAN = new Aim("]E0", "EAN-13 / UPC-A / UPC-E", false, true);

    /** The symbol behind {@code ]C1}; null when the identifier is not known here. */
    public static @Nullable Aim of(String id) {
        return KNOWN.get(id);
    }

    /** The symbol whose identifier the text begins with; null when it begins with none. */
    static @Nullable Aim leading(String text) {
        return text.length() >= 3 && text.charAt(0) == ']' ? KNOWN.get(text.substring(0, 3)) : null;
    }

    /** EAN and UPC symbols hold a product number and nothing else. */
    boolean isRetail() {
        return id.startsWith("]E");
    }

    boolean isInterleaved() {
        return id.startsWith("]I");
    }

    private static Map.Entry<String, Aim> plain(String id, String symbology) {
        return Map.entry(id, new Aim(id, symbology, false, false));
    }

    private static Map.Entry<String, Aim> carrier(String id, String symbology) {
        return Map.entry(id, new Aim(id, symbology, false, true));
    }

    private static Map.Entry<String, Aim> gs1(String id, String symbology) {
        return Map.entry(id, new Aim(id, symbology, true, true));
    }
}
