package hubfloor.epc;

import hubfloor.parcel.CheckDigits;

/**
 * Makes GS1 keys out of an EPC's parts (TDS 7): in an EPC the company prefix stands first, in a GTIN or SSCC the
 * indicator or extension digit does, and the check digit is not on the tag at all.
 *
 * <pre>
 *   G  first digit of the reference, company prefix, rest of the reference, check digit
 *   K  company prefix, reference, check digit        C, R  company prefix and reference as they are
 *   S  serial     P, T  piece and total     X  serial, where 0 stands for none (TDS 14.5.3)     0  itself
 * </pre>
 */
final class Gs1Keys {
    private Gs1Keys() {}

    /** @param keys {@code "01=G 21=S"} */
    static void add(String keys, EpcReading reading) {
        for (String key : keys.isEmpty() ? new String[0] : keys.split(" ", -1)) {
            int equals = key.indexOf('=');
            String value = value(key.substring(equals + 1), reading);
            if (!value.isEmpty()) {
                reading.element(key.substring(0, equals), value);
            }
        }
    }

    private static String value(String letters, EpcReading reading) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < letters.length(); i++) {
            out.append(
                    switch (letters.charAt(i)) {
                        case 'G' ->
                            checked(reading.reference.charAt(0)
                                    + reading.companyPrefix
                                    + reading.reference.substring(1));
                        case 'K' -> checked(reading.companyPrefix + reading.reference);
                        case 'C' -> reading.companyPrefix;
                        case 'R' -> reading.reference;
                        case 'S' -> reading.serial;
                        case 'P' -> reading.piece;
                        case 'T' -> reading.total;
                        case 'X' -> reading.serial.equals("0") ? "" : reading.serial;
                        default -> "0";
                    });
        }
        return out.toString();
    }

    private static String checked(String digits) {
        return digits + CheckDigits.gs1Digit(digits, 0, digits.length());
    }
}
