package hubfloor.config.model;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One line of a sort plan. Every condition that is given must hold; an empty one holds always. A condition on something
 * that is not known of a parcel does not hold.
 *
 * @param name what events and {@code explain} call it
 * @param schemes identifier schemes, {@code s10}, {@code sscc}, ...
 * @param prefixes beginnings of the identifier's value
 * @param countries destination, ISO 3166-1 alpha-2 in upper case
 * @param postcodes ranges of the destination's postcode, compared as text of equal length
 * @param customs status words, see {@link CustomsStatus}
 * @param maxMinutesLeft of the clock with the least time left: customs target, cut-off or promise
 * @param trusted true = only parcels of merchants with a clean record
 * @param wave from inclusive to exclusive in the plan's zone; may cross midnight
 * @param chutes where to, see {@code share}
 */
public record SortRule(
        String name,
        Set<String> schemes,
        List<String> prefixes,
        Set<String> countries,
        List<PostcodeRange> postcodes,
        Set<String> services,
        OptionalInt minGrams,
        OptionalInt maxGrams,
        Set<SizeClass> sizes,
        Set<CustomsStatus> customs,
        OptionalInt minPriority,
        OptionalInt maxMinutesLeft,
        boolean trusted,
        Set<DayOfWeek> weekdays,
        Optional<Wave> wave,
        List<String> chutes,
        Share share) {
    public SortRule {
        schemes = Set.copyOf(schemes);
        prefixes = List.copyOf(prefixes);
        countries = Set.copyOf(countries);
        postcodes = List.copyOf(postcodes);
        services = Set.copyOf(services);
        sizes = Set.copyOf(sizes);
        customs = Set.copyOf(customs);
        weekdays = Set.copyOf(weekdays);
        chutes = List.copyOf(chutes);
    }

    /** How several chutes of one rule share the parcels. */
    public enum Share {
        /** The first that is not full, in the order written. */
        FILL,
        /** Each in turn, skipping full ones. */
        BALANCE
    }

    /** Inclusive both ends; both of one length. */
    public record PostcodeRange(String from, String to) {}

    /** A named part of the day. */
    public record Wave(String name, LocalTime from, LocalTime to) {}

    /** By the longest side: SMALL to 250 mm, MEDIUM to 600 mm, LARGE above. */
    public enum SizeClass {
        SMALL,
        MEDIUM,
        LARGE
    }
}
