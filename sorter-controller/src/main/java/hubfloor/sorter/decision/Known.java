package hubfloor.sorter.decision;

import hubfloor.advice.Advice;
import hubfloor.advice.CustomsFacts;
import hubfloor.config.model.CustomsStatus;
import hubfloor.config.model.SortRule.SizeClass;
import hubfloor.sorter.event.Reason;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** One parcel in the numbers of one plan, looked up once and then held against every rule. */
final class Known {
    static final int SMALL_MAX_MM = 250;
    static final int MEDIUM_MAX_MM = 600;

    final int scheme;
    final int country;
    final int service;
    final @Nullable CustomsStatus customs;
    final int priority;
    /** Of the clock with the least left; the largest number there is while none is known. */
    final long minutesLeft;

    final boolean trusted;
    final int grams;
    final @Nullable SizeClass size;
    final @Nullable DayOfWeek weekday;
    final long nanoOfDay;
    final String value;
    final String postcode;

    Known(Facts facts, Words schemes, Words countries, Words services, boolean timed, ZoneId zone) {
        boolean named = facts.identity().problem() == Reason.NONE;
        scheme = named ? schemes.number(facts.identity().scheme()) : -1;
        value = named ? facts.identity().value() : "";
        CustomsFacts said = facts.customs();
        customs = said.conflicting() ? null : said.status().orElse(null);
        int announced = 0;
        if (facts.advice().isPresent()) {
            Advice advice = facts.advice().get();
            country = countries.number(advice.country());
            service = services.number(advice.service());
            postcode = advice.postcode();
            priority = advice.routing().known() ? advice.priority() : -1;
            announced = advice.announcedGrams();
            trusted = advice.routing().trusted();
        } else {
            country = -1;
            service = -1;
            postcode = "";
            priority = -1;
            trusted = false;
        }
        minutesLeft = facts.timeLeft().map(time -> time.left().toMinutes()).orElse(Long.MAX_VALUE);
        grams = facts.size().grams() > 0 ? facts.size().grams() : announced;
        int longest = facts.size().longestMm();
        size = longest <= 0 ? null : sizeClass(longest);
        if (timed && facts.wall().isAfter(Instant.EPOCH)) {
            ZonedDateTime local = facts.wall().atZone(zone);
            weekday = local.getDayOfWeek();
            nanoOfDay = local.toLocalTime().toNanoOfDay();
        } else {
            weekday = null;
            nanoOfDay = -1;
        }
    }

    static SizeClass sizeClass(int longestMm) {
        return longestMm <= SMALL_MAX_MM
                ? SizeClass.SMALL
                : longestMm <= MEDIUM_MAX_MM ? SizeClass.MEDIUM : SizeClass.LARGE;
    }
}
