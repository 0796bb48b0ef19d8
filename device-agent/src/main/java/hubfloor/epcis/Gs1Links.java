package hubfloor.epcis;

import hubfloor.parcel.CheckDigits;
import hubfloor.parcel.Sscc;
import java.util.Optional;

/**
 * GS1 Digital Link paths of the keys that name one single thing: SSCC (AI 00), GRAI with a serial (8003) and GIAI
 * (8004). A GTIN or a GRAI without a serial names a kind of thing, which is no member of an epcList.
 */
final class Gs1Links {
    /** A zero and the 13 digits of the GRAI, before the serial. */
    private static final int GRAI_DIGITS = 14;

    private static final int GRAI_SERIAL_MAX = 16;
    private static final int GIAI_MAX = 30;

    private Gs1Links() {}

    /**
     * {@code 00/106141412345678908} for {@code sscc/106141412345678908}.
     *
     * @param subject {@code sscc/...}, or {@code gs1/(8004)...} with the key first
     */
    static Optional<String> path(String subject) {
        if (subject.startsWith("sscc/")) {
            String value = subject.substring(5);
            Sscc sscc = Sscc.read(value);
            return sscc.valid() && sscc.value().equals(value) ? Optional.of("00/" + value) : Optional.empty();
        }
        if (subject.startsWith("gs1/(8003)")) {
            return key("8003", subject, GRAI_DIGITS + 1, GRAI_DIGITS + GRAI_SERIAL_MAX)
                    .filter(Gs1Links::isGrai)
                    .map(value -> "8003/" + Uris.segment(value));
        }
        if (subject.startsWith("gs1/(8004)")) {
            return key("8004", subject, 1, GIAI_MAX).map(value -> "8004/" + Uris.segment(value));
        }
        return Optional.empty();
    }

    /** A bracket may be part of a value; where one is, where the value ends is a guess, and none is made. */
    private static Optional<String> key(String ai, String subject, int least, int most) {
        String value = subject.substring("gs1/()".length() + ai.length());
        boolean sure = value.indexOf('(') < 0 && value.length() >= least && value.length() <= most;
        return sure ? Optional.of(value) : Optional.empty();
    }

    private static boolean isGrai(String value) {
        String digits = value.substring(0, GRAI_DIGITS);
        return digits.matches("0[0-9]{13}")
                && digits.charAt(GRAI_DIGITS - 1) == CheckDigits.gs1Digit(digits, 0, GRAI_DIGITS - 1);
    }
}
