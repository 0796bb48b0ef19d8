package hubfloor.config.load;

import hubfloor.config.model.SortRule;
import hubfloor.config.model.SortRule.PostcodeRange;
import hubfloor.config.model.SortRule.Wave;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiPredicate;

/** Whether one rule matches every parcel that another matches. When it says yes it is so; it may miss a yes. */
final class Cover {
    private static final int MINUTES = 24 * 60;

    private Cover() {}

    static boolean covers(SortRule early, SortRule late) {
        return holds(early.schemes(), late.schemes())
                && holds(early.countries(), late.countries())
                && holds(early.services(), late.services())
                && holds(early.sizes(), late.sizes())
                && holds(early.customs(), late.customs())
                && holds(early.weekdays(), late.weekdays())
                && each(early.prefixes(), late.prefixes(), (wide, narrow) -> narrow.startsWith(wide))
                && each(early.postcodes(), late.postcodes(), Cover::within)
                && weight(early, late)
                && priority(early.minPriority(), late.minPriority())
                && minutesLeft(early.maxMinutesLeft(), late.maxMinutesLeft())
                && (!early.trusted() || late.trusted())
                && early.wave()
                        .map(wave ->
                                late.wave().filter(other -> within(wave, other)).isPresent())
                        .orElse(true);
    }

    private static <T> boolean holds(Collection<T> wide, Collection<T> narrow) {
        return wide.isEmpty() || (!narrow.isEmpty() && wide.containsAll(narrow));
    }

    private static <T> boolean each(List<T> wide, List<T> narrow, BiPredicate<T, T> holds) {
        return wide.isEmpty()
                || (!narrow.isEmpty()
                        && narrow.stream().allMatch(one -> wide.stream().anyMatch(other -> holds.test(other, one))));
    }

    private static boolean within(PostcodeRange wide, PostcodeRange narrow) {
        return wide.from().length() == narrow.from().length()
                && wide.from().compareTo(narrow.from()) <= 0
                && wide.to().compareTo(narrow.to()) >= 0;
    }

    private static boolean weight(SortRule early, SortRule late) {
        boolean any = early.minGrams().isEmpty() && early.maxGrams().isEmpty();
        boolean asked = late.minGrams().isPresent() || late.maxGrams().isPresent();
        return any
                || (asked
                        && early.minGrams().orElse(1) <= late.minGrams().orElse(1)
                        && early.maxGrams().orElse(Integer.MAX_VALUE)
                                >= late.maxGrams().orElse(Integer.MAX_VALUE));
    }

    private static boolean priority(OptionalInt wide, OptionalInt narrow) {
        return wide.isEmpty() || (narrow.isPresent() && wide.getAsInt() <= narrow.getAsInt());
    }

    private static boolean minutesLeft(OptionalInt wide, OptionalInt narrow) {
        return wide.isEmpty() || (narrow.isPresent() && wide.getAsInt() >= narrow.getAsInt());
    }

    private static boolean within(Wave wide, Wave narrow) {
        int start = minute(narrow.from());
        int length = length(narrow);
        int lead = Math.floorMod(start - minute(wide.from()), MINUTES);
        return lead + length <= length(wide);
    }

    private static int length(Wave wave) {
        return Math.floorMod(minute(wave.to()) - minute(wave.from()), MINUTES);
    }

    private static int minute(LocalTime time) {
        return time.getHour() * 60 + time.getMinute();
    }
}
