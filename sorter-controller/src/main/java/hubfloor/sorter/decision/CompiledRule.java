package hubfloor.sorter.decision;

import hubfloor.config.model.CustomsStatus;
import hubfloor.config.model.SortRule;
import hubfloor.config.model.SortRule.PostcodeRange;
import hubfloor.config.model.SortRule.SizeClass;
import hubfloor.config.model.SortRule.Wave;
import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One rule with its sets as bits, cheap conditions first: 200 of them are walked for every parcel. Immutable. */
final class CompiledRule {
    final SortRule rule;
    /** Indices in the line's config, in the rule's order. */
    final int[] chutes;

    private final long[] schemes;
    private final long[] countries;
    private final long[] services;
    private final Set<CustomsStatus> customs;
    private final Set<SizeClass> sizes;
    private final Set<DayOfWeek> weekdays;
    private final int minPriority;
    private final int minGrams;
    private final int maxGrams;
    private final long minutesLeft;
    private final boolean trusted;
    private final boolean weighs;
    private final boolean prioritised;
    private final long waveFrom;
    private final long waveTo;
    private final boolean waved;
    private final String[] prefixes;
    private final PostcodeRange[] postcodes;

    CompiledRule(SortRule rule, int[] chutes, Words schemes, Words countries, Words services) {
        this.rule = rule;
        this.chutes = chutes;
        this.schemes = schemes.bits(rule.schemes());
        this.countries = countries.bits(rule.countries());
        this.services = services.bits(rule.services());
        customs = bits(CustomsStatus.class, rule.customs());
        sizes = bits(SizeClass.class, rule.sizes());
        weekdays = bits(DayOfWeek.class, rule.weekdays());
        prioritised = rule.minPriority().isPresent();
        minPriority = rule.minPriority().orElse(0);
        minutesLeft = rule.maxMinutesLeft().isPresent() ? rule.maxMinutesLeft().getAsInt() : Long.MAX_VALUE;
        trusted = rule.trusted();
        weighs = rule.minGrams().isPresent() || rule.maxGrams().isPresent();
        minGrams = rule.minGrams().orElse(0);
        maxGrams = rule.maxGrams().orElse(Integer.MAX_VALUE);
        waved = rule.wave().isPresent();
        waveFrom = rule.wave().map(Wave::from).map(t -> t.toNanoOfDay()).orElse(0L);
        waveTo = rule.wave().map(Wave::to).map(t -> t.toNanoOfDay()).orElse(0L);
        prefixes = rule.prefixes().toArray(new String[0]);
        postcodes = rule.postcodes().toArray(new PostcodeRange[0]);
    }

    /** The first condition that does not hold; null when the rule matches. */
    @Nullable
    Condition failed(Known parcel) {
        if (!holds(schemes, parcel.scheme)) {
            return Condition.SCHEME;
        }
        if (!holds(countries, parcel.country)) {
            return Condition.COUNTRY;
        }
        if (!holds(services, parcel.service)) {
            return Condition.SERVICE;
        }
        if (!customs.isEmpty() && (parcel.customs == null || !customs.contains(parcel.customs))) {
            return Condition.CUSTOMS;
        }
        if (prioritised && parcel.priority < minPriority) {
            return Condition.PRIORITY;
        }
        if (minutesLeft != Long.MAX_VALUE && parcel.minutesLeft > minutesLeft) {
            return Condition.TIME_LEFT;
        }
        if (trusted && !parcel.trusted) {
            return Condition.TRUSTED;
        }
        if (weighs && (parcel.grams <= 0 || parcel.grams < minGrams || parcel.grams > maxGrams)) {
            return Condition.WEIGHT;
        }
        if (!sizes.isEmpty() && (parcel.size == null || !sizes.contains(parcel.size))) {
            return Condition.SIZE;
        }
        if (!weekdays.isEmpty() && (parcel.weekday == null || !weekdays.contains(parcel.weekday))) {
            return Condition.WEEKDAY;
        }
        if (waved && !inWave(parcel.nanoOfDay)) {
            return Condition.WAVE;
        }
        if (prefixes.length > 0 && !begins(parcel.value)) {
            return Condition.PREFIX;
        }
        return postcodes.length > 0 && !inRange(parcel.postcode) ? Condition.POSTCODE : null;
    }

    /** Matches every parcel, whatever is known of it. */
    static boolean unconditional(SortRule rule) {
        return rule.schemes().isEmpty()
                && rule.prefixes().isEmpty()
                && rule.countries().isEmpty()
                && rule.postcodes().isEmpty()
                && rule.services().isEmpty()
                && rule.minGrams().isEmpty()
                && rule.maxGrams().isEmpty()
                && rule.sizes().isEmpty()
                && rule.customs().isEmpty()
                && rule.minPriority().isEmpty()
                && rule.maxMinutesLeft().isEmpty()
                && !rule.trusted()
                && rule.weekdays().isEmpty()
                && rule.wave().isEmpty();
    }

    private static boolean holds(long[] wanted, int word) {
        return wanted.length == 0 || (word >= 0 && (wanted[word >> 6] & 1L << word) != 0);
    }

    private boolean inWave(long nanoOfDay) {
        if (nanoOfDay < 0) {
            return false;
        }
        return waveFrom <= waveTo
                ? nanoOfDay >= waveFrom && nanoOfDay < waveTo
                : nanoOfDay >= waveFrom || nanoOfDay < waveTo;
    }

    private boolean begins(String value) {
        for (String prefix : prefixes) {
            if (!value.isEmpty() && value.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private boolean inRange(String postcode) {
        for (PostcodeRange range : postcodes) {
            if (!postcode.isEmpty()
                    && postcode.length() == range.from().length()
                    && postcode.compareTo(range.from()) >= 0
                    && postcode.compareTo(range.to()) <= 0) {
                return true;
            }
        }
        return false;
    }

    private static <E extends Enum<E>> Set<E> bits(Class<E> kind, Set<E> words) {
        Set<E> bits = EnumSet.noneOf(kind);
        bits.addAll(words);
        return bits;
    }
}
