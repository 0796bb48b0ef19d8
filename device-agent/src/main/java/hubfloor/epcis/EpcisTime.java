package hubfloor.epcis;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Times as EPCIS writes them: the instant in UTC, and beside it what clocks on the hub's walls were ahead. */
final class EpcisTime {
    private static final String SECOND = "0000-00-00T00:00:00";
    private static final String ZONE = "+00:00";
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private EpcisTime() {}

    /** Milliseconds, cut off. */
    static String text(Instant instant) {
        return UTC.format(instant);
    }

    /** {@code +08:00}, in the zone at that instant: summer time counts. */
    static String offset(Instant instant, ZoneId zone) {
        int minutes = instant.atZone(zone).getOffset().getTotalSeconds() / 60;
        return String.format(
                Locale.ROOT, "%s%02d:%02d", minutes < 0 ? "-" : "+", Math.abs(minutes) / 60, Math.abs(minutes) % 60);
    }

    /** RFC 3339: a day there is, seconds, and an offset or Z. */
    static boolean isTime(String text) {
        int zone = text.endsWith("Z") ? text.length() - 1 : text.length() - ZONE.length();
        boolean shaped = zone >= SECOND.length()
                && fits(text.substring(0, SECOND.length()), SECOND)
                && fraction(text.substring(SECOND.length(), zone))
                && (text.endsWith("Z") || fits(text.substring(zone), ZONE));
        if (!shaped) {
            return false;
        }
        try {
            return !OffsetDateTime.parse(text).equals(OffsetDateTime.MAX);
        } catch (DateTimeParseException noSuchDay) {
            return false;
        }
    }

    /** As the GS1 schema has it: two digits each, at most 14:00. */
    static boolean isOffset(String text) {
        return fits(text, ZONE)
                && text.charAt(4) < '6'
                && (text.compareTo(text.charAt(0) + "13:59") <= 0 || text.startsWith("14:00", 1));
    }

    private static boolean fraction(String text) {
        return text.isEmpty() || (text.length() > 1 && fits(text, "." + "0".repeat(text.length() - 1)));
    }

    /** A 0 of the shape is any digit, a + either sign, the rest itself. */
    private static boolean fits(String text, String shape) {
        boolean fits = text.length() == shape.length();
        for (int i = 0; fits && i < shape.length(); i++) {
            char c = text.charAt(i);
            fits = switch (shape.charAt(i)) {
                case '0' -> c >= '0' && c <= '9';
                case '+' -> c == '+' || c == '-';
                default -> c == shape.charAt(i);
            };
        }
        return fits;
    }
}
