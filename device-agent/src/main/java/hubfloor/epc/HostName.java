package hubfloor.epc;

import java.util.Arrays;

/**
 * The host name behind an EPC with two plus signs (TDS 2.3, 14.5.16), as far as published examples settle it: 7-bit
 * units, among them whole endings. Names in the other form (URN Code 40) and country endings of two units are left
 * out: an empty host says "not known", and the identifier in front of it stands all the same.
 */
final class HostName {
    private static final String[] UNITS = new String[128];

    static {
        Arrays.fill(UNITS, "");
        for (char c = '!'; c <= 'z'; c++) {
            UNITS[c] = String.valueOf(c);
        }
        String[] whole = {
            "qr.", "www.", "id.", ".com", ".org", ".net", ".int", ".edu", ".gov", ".mil", ".biz", ".eco", ".med"
        };
        int[] values = {0x1E, 0x1F, 0x20, 0x5B, 0x5C, 0x5D, 0x5E, 0x60, 0x7B, 0x7C, 0x7D, 0x7E, 0x7F};
        for (int i = 0; i < whole.length; i++) {
            UNITS[values[i]] = whole[i];
        }
    }

    private HostName() {}

    /** @return empty when it is written in a form not settled here */
    static String read(BitReader in) throws EpcFault {
        boolean units = in.small(1) == 1;
        int count = in.small(6);
        StringBuilder name = new StringBuilder(count + 8);
        boolean known = units;
        for (int i = 0; known && i < count; i++) {
            String unit = UNITS[in.small(7)];
            known = !unit.isEmpty();
            name.append(unit);
        }
        return known ? name.toString() : "";
    }
}
