package hubfloor.epc;

import java.util.HexFormat;
import java.util.Locale;

/**
 * Reads a tag's EPC after TDS 14.4. Bits beyond those of the scheme are dropped, as tags are read in words of 16 bits
 * (step 3); too few, or any value the tables do not allow, is a reason, never an exception. Stateless, any thread.
 */
public final class EpcDecoder {
    private static final int HEADER_BITS = 8;

    private EpcDecoder() {}

    /** What a reader reported as the EPC: the memory bank from bit 20h on, without CRC and PC word. */
    public static Epc decode(byte[] epc) {
        return decode(HexFormat.of().withUpperCase().formatHex(epc), epc, epc.length * 8);
    }

    /**
     * The same in hexadecimal, in which examples of the standard are printed: an odd number of digits is allowed.
     *
     * @throws IllegalArgumentException for anything but hexadecimal digits
     */
    public static Epc decode(String hex) {
        String even = hex.length() % 2 == 0 ? hex : hex + "0";
        return decode(hex.toUpperCase(Locale.ROOT), HexFormat.of().parseHex(even), hex.length() * 4);
    }

    private static Epc decode(String hex, byte[] bytes, int bits) {
        if (bits < HEADER_BITS) {
            return Epc.invalid(hex, "", "", EpcFault.LENGTH);
        }
        String header = hex.substring(0, 2);
        EpcScheme scheme = EpcScheme.ofHeader(bytes[0] & 0xFF);
        if (scheme == null) {
            return Epc.invalid(hex, header, "", EpcFault.HEADER);
        }
        if (bits < scheme.bits()) {
            return Epc.invalid(hex, header, scheme.name(), EpcFault.LENGTH);
        }
        EpcReading reading = new EpcReading();
        try {
            BitReader in = new BitReader(bytes, scheme.bits() == 0 ? bits : scheme.bits());
            in.take(HEADER_BITS);
            for (Field field : scheme.fields()) {
                Columns.read(field, in, reading);
            }
        } catch (EpcFault fault) {
            return Epc.invalid(hex, header, scheme.name(), fault.reason());
        }
        Gs1Keys.add(scheme.keys(), reading);
        return epc(hex, header, scheme, reading);
    }

    private static Epc epc(String hex, String header, EpcScheme scheme, EpcReading reading) {
        String identity = String.join(".", reading.uri);
        String filter = reading.filter < 0 ? "" : reading.filter + ".";
        String kind = scheme.name().substring(0, Math.max(0, scheme.name().indexOf('-')));
        return new Epc(
                hex,
                "",
                header,
                scheme.name(),
                reading.filter,
                reading.partition,
                reading.companyPrefix,
                reading.reference,
                reading.serial,
                scheme.isClassic() ? "urn:epc:tag:" + scheme.name() + ":" + filter + identity : "",
                scheme.isClassic() ? "urn:epc:id:" + kind + ":" + identity : "",
                reading.elements,
                reading.attributes,
                reading.host);
    }
}
