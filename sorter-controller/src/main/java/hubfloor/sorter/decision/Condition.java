package hubfloor.sorter.decision;

import java.util.Locale;

/** The conditions a rule can set, in the order in which they are tried. */
public enum Condition {
    SCHEME,
    COUNTRY,
    SERVICE,
    CUSTOMS,
    PRIORITY,
    TIME_LEFT,
    TRUSTED,
    WEIGHT,
    SIZE,
    WEEKDAY,
    WAVE,
    PREFIX,
    POSTCODE;

    /** As {@code explain} and events say it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
