package hubfloor.config.model;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * Which chutes a parcel may take, as ordered rules: the first that matches decides. Complete by construction: the last
 * rule matches every parcel.
 *
 * @param version what events and people call this plan, {@code [A-Za-z0-9._-]{1,64}}
 * @param validFrom parcels inducted at or after this instant are sorted by this plan; those before keep theirs
 * @param zone in which weekdays and waves are meant
 * @param hash SHA-256 of the plan's bytes, lower-case hex
 */
public record SortPlan(String version, Instant validFrom, ZoneId zone, String hash, List<SortRule> rules) {
    public SortPlan {
        rules = List.copyOf(rules);
    }
}
