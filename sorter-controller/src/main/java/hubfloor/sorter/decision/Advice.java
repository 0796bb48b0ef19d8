package hubfloor.sorter.decision;

import hubfloor.config.model.CustomsStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * What central told the floor about a parcel before or while it is on the belt. Empty fields are not known.
 *
 * @param country destination, ISO 3166-1 alpha-2
 * @param announcedGrams 0 = not announced
 * @param customsSequence the issuer's own count; the highest wins, whenever it arrives
 * @param customsAt when customs said so; old statuses count as unknown
 * @param priority 0 to 9, higher first
 */
public record Advice(
        String country,
        String postcode,
        String service,
        int announcedGrams,
        Optional<CustomsStatus> customs,
        long customsSequence,
        Instant customsAt,
        int priority) {}
