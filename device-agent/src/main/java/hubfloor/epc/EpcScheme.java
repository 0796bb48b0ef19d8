package hubfloor.epc;

import static hubfloor.epc.Field.Method.ALPHANUMERIC;
import static hubfloor.epc.Field.Method.CAGE;
import static hubfloor.epc.Field.Method.COUNTED;
import static hubfloor.epc.Field.Method.DATE;
import static hubfloor.epc.Field.Method.DELIMITED;
import static hubfloor.epc.Field.Method.DIGITS;
import static hubfloor.epc.Field.Method.FILTER;
import static hubfloor.epc.Field.Method.FIXED_WIDTH;
import static hubfloor.epc.Field.Method.HOST;
import static hubfloor.epc.Field.Method.INTEGER;
import static hubfloor.epc.Field.Method.MANAGER;
import static hubfloor.epc.Field.Method.NUMERIC_STRING;
import static hubfloor.epc.Field.Method.OBJECT_CLASS;
import static hubfloor.epc.Field.Method.PAIR;
import static hubfloor.epc.Field.Method.RESERVED;
import static hubfloor.epc.Field.Method.SIX_BIT;
import static hubfloor.epc.Field.Method.SIX_BIT_PAIR;
import static hubfloor.epc.Field.Method.SIX_BIT_SERIAL;
import static hubfloor.epc.Field.Method.STRING;
import static hubfloor.epc.Field.Method.STRING_PAIR;
import static hubfloor.epc.Field.Method.TOGGLE;
import static hubfloor.epc.Field.Method.UNPADDED_PAIR;
import static hubfloor.epc.Field.Method.WIDE_CAGE;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The coding tables of TDS as data: what stands behind each header, and which GS1 keys it makes. A new scheme is a new
 * line here, not new code.
 *
 * @param bits total bits; 0 for a scheme of variable length
 * @param keys how the parts make application identifiers, {@code "01=G 21=S"}: see {@link Gs1Keys}; empty for schemes
 *     that are not GS1's, and for those of TDS 2 whose columns name their AI themselves
 */
record EpcScheme(int header, String name, int bits, String keys, List<Field> fields) {
    private static final Map<Integer, EpcScheme> BY_HEADER = new HashMap<>();
    private static final Map<String, EpcScheme> BY_NAME = new HashMap<>();
    private static final Field FILTER_3 = Field.of(FILTER, 3);

    static {
        // TDS 1.13, 14.5.1 to 14.5.13; the pairs' numbers are "bits together, digits together" of the partition table
        classic(0x2C, "gdti-96", 96, "253=KS", FILTER_3, Field.of(PAIR, 41, 12), Field.of(INTEGER, 41));
        classic(0x2D, "gsrn-96", 96, "8018=K", FILTER_3, Field.of(PAIR, 58, 17), Field.of(RESERVED, 24));
        classic(0x2E, "gsrnp-96", 96, "8017=K", FILTER_3, Field.of(PAIR, 58, 17), Field.of(RESERVED, 24));
        classic(0x2F, "usdod-96", 96, "", Field.of(FILTER, 4), Field.of(WIDE_CAGE, 48), Field.of(INTEGER, 36));
        classic(0x30, "sgtin-96", 96, "01=G 21=S", FILTER_3, Field.of(PAIR, 44, 13), Field.of(INTEGER, 38));
        classic(0x31, "sscc-96", 96, "00=G", FILTER_3, Field.of(PAIR, 58, 17), Field.of(RESERVED, 24));
        classic(0x32, "sgln-96", 96, "414=K 254=X", FILTER_3, Field.of(PAIR, 41, 12), Field.of(INTEGER, 41));
        classic(0x33, "grai-96", 96, "8003=0KS", FILTER_3, Field.of(PAIR, 44, 12), Field.of(INTEGER, 38));
        classic(0x34, "giai-96", 96, "8004=CR", FILTER_3, Field.of(UNPADDED_PAIR, 82));
        classic(0x35, "gid-96", 96, "", Field.of(MANAGER, 28), Field.of(OBJECT_CLASS, 24), Field.of(INTEGER, 36));
        classic(0x36, "sgtin-198", 198, "01=G 21=S", FILTER_3, Field.of(PAIR, 44, 13), Field.of(STRING, 140));
        classic(0x37, "grai-170", 170, "8003=0KS", FILTER_3, Field.of(PAIR, 44, 12), Field.of(STRING, 112));
        classic(0x38, "giai-202", 202, "8004=CR", FILTER_3, Field.of(STRING_PAIR, 188, 30));
        classic(0x39, "sgln-195", 195, "414=K 254=X", FILTER_3, Field.of(PAIR, 41, 12), Field.of(STRING, 140));
        classic(0x3A, "gdti-113", 113, "253=KS", FILTER_3, Field.of(PAIR, 41, 12), Field.of(NUMERIC_STRING, 58));
        Field[] adi = {
            Field.of(FILTER, 6), Field.of(CAGE, 36), Field.of(SIX_BIT, 0, 32), Field.of(SIX_BIT_SERIAL, 0, 30)
        };
        classic(0x3B, "adi-var", 0, "", adi);
        classic(0x3C, "cpi-96", 96, "8010=CR 8011=S", FILTER_3, Field.of(UNPADDED_PAIR, 51), Field.of(INTEGER, 31));
        classic(0x3D, "cpi-var", 0, "8010=CR 8011=S", FILTER_3, Field.of(SIX_BIT_PAIR, 0, 30), Field.of(INTEGER, 40));
        classic(0x3E, "gdti-174", 174, "253=KS", FILTER_3, Field.of(PAIR, 41, 12), Field.of(STRING, 119));
        classic(0x3F, "sgcn-96", 96, "255=KS", FILTER_3, Field.of(PAIR, 41, 12), Field.of(NUMERIC_STRING, 41));
        Field piece = Field.of(FIXED_WIDTH, 7);
        Field item = Field.of(PAIR, 44, 13);
        classic(0x40, "itip-110", 110, "8006=GPT 21=S", FILTER_3, item, piece, piece, Field.of(INTEGER, 38));
        classic(0x41, "itip-212", 212, "8006=GPT 21=S", FILTER_3, item, piece, piece, Field.of(STRING, 140));
        // TDS 2.x: header with a plus, header with a host name behind
        Field serial = Field.of(ALPHANUMERIC, "21", 20);
        plus(0xF0, 0xE6, "cpi", Field.of(DELIMITED, "8010", 30), Field.of(COUNTED, "8011", 12));
        plus(0xF1, 0xEB, "grai", Field.of(DIGITS, "8003", 14), Field.of(ALPHANUMERIC, "8003", 16));
        plus(0xF2, 0xE9, "sgln", Field.of(DIGITS, "414", 13), Field.of(ALPHANUMERIC, "254", 20));
        plus(0xF3, 0xED, "itip", Field.of(DIGITS, "8006", 18), serial);
        plus(0xF4, 0xE7, "gsrn", Field.of(DIGITS, "8018", 18));
        plus(0xF5, 0xE8, "gsrnp", Field.of(DIGITS, "8017", 18));
        plus(0xF6, 0xEA, "gdti", Field.of(DIGITS, "253", 13), Field.of(ALPHANUMERIC, "253", 17));
        plus(0xF7, 0xFD, "sgtin", Field.of(DIGITS, "01", 14), serial);
        plus(0xF8, 0xEC, "sgcn", Field.of(DIGITS, "255", 13), Field.of(COUNTED, "255", 12));
        plus(0xF9, 0xEF, "sscc", Field.of(DIGITS, "00", 18));
        plus(0xFA, 0xEE, "giai", Field.of(DELIMITED, "8004", 30));
        plus(0xFB, 0xFC, "dsgtin", Field.of(DATE, 20), Field.of(DIGITS, "01", 14), serial);
    }

    EpcScheme {
        fields = List.copyOf(fields);
    }

    /** Null for a header that is unprogrammed, reserved or not assigned. */
    static @Nullable EpcScheme ofHeader(int header) {
        return BY_HEADER.get(header);
    }

    /** By the name in the EPC Tag URI, {@code sscc-96}. */
    static @Nullable EpcScheme named(String name) {
        return BY_NAME.get(name);
    }

    /** Whether this is a scheme of TDS 1.13, which has an EPC Tag URI. */
    boolean isClassic() {
        return header < 0xE0;
    }

    private static void classic(int header, String name, int bits, String keys, Field... fields) {
        register(new EpcScheme(header, name, bits, keys, List.of(fields)));
    }

    private static void plus(int header, int hostHeader, String key, Field... fields) {
        List<Field> all = new ArrayList<>(List.of(Field.of(TOGGLE, 1), FILTER_3));
        all.addAll(List.of(fields));
        register(new EpcScheme(header, key + "+", 0, "", all));
        all.add(Field.of(HOST, 0));
        register(new EpcScheme(hostHeader, key + "++", 0, "", all));
    }

    private static void register(EpcScheme scheme) {
        BY_HEADER.put(scheme.header, scheme);
        BY_NAME.put(scheme.name, scheme);
    }
}
