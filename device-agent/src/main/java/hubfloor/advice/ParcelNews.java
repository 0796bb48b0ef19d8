package hubfloor.advice;

import hubfloor.config.model.CustomsStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing central told about one parcel.
 *
 * @param subject {@code s10/RR123456785MY}, as events name it
 */
public record ParcelNews(String subject, Optional<Routing> routing, Optional<CustomsWord> customs) {
    /** Longest subject: a scheme's name and the longest value any of them has. */
    public static final int SUBJECT_MAX = 128;

    /**
     * Customs' own word.
     *
     * @param sequence the issuer's count for this parcel
     * @param at when customs said so
     */
    public record CustomsWord(CustomsStatus status, long sequence, Instant at) {}
}
