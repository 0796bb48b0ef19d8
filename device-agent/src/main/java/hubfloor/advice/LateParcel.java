package hubfloor.advice;

import java.util.Locale;

/**
 * A parcel on the list of late ones.
 *
 * @param clock the one of which least is left
 * @param trusted its merchant has a clean record: of two with the same time left it goes first
 */
public record LateParcel(String subject, TimeLeft clock, boolean trusted, String country) {
    /** {@code s10/RR473124829GB  customs  1:12 h over, trusted, to BE}. */
    public String words() {
        long minutes = Math.abs(clock.left().toMinutes());
        return String.format(
                Locale.ROOT,
                "%s  %s  %d:%02d h %s%s%s",
                subject,
                clock.which().word(),
                minutes / 60,
                minutes % 60,
                clock.left().isPositive() ? "left" : "over",
                trusted ? ", trusted" : "",
                country.isEmpty() ? "" : ", to " + country);
    }
}
