package hubfloor.config.model;

import java.util.Locale;

/** What somebody on the floor may do beyond scanning. */
public enum FloorRole {
    /** Customs' own person: his word on the floor is customs' word, within limits. */
    CUSTOMS_OFFICER,
    /** The hub's shift leader: may let go on what customs has released before, and nothing else. */
    SUPERVISOR;

    /** As device files and events carry it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException for a word that is no role */
    public static FloorRole of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
