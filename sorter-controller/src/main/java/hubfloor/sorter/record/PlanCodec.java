package hubfloor.sorter.record;

import hubfloor.config.model.CustomsStatus;
import hubfloor.config.model.SortPlan;
import hubfloor.config.model.SortRule;
import hubfloor.config.model.SortRule.PostcodeRange;
import hubfloor.config.model.SortRule.Share;
import hubfloor.config.model.SortRule.SizeClass;
import hubfloor.config.model.SortRule.Wave;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.Set;

/** A whole sort plan as bytes: a recording must not depend on a file that has changed since. */
final class PlanCodec {
    private PlanCodec() {}

    static void write(ByteWriter out, SortPlan plan) {
        out.text(plan.version())
                .instant(plan.validFrom())
                .text(plan.zone().getId())
                .text(plan.hash());
        out.list(plan.rules(), rule -> write(out, rule));
    }

    static SortPlan read(ByteReader in) throws Damaged {
        try {
            return new SortPlan(in.text(), in.instant(), ZoneId.of(in.text()), in.text(), in.list(() -> rule(in)));
        } catch (DateTimeException e) {
            throw new Damaged("a time zone that this machine does not know");
        }
    }

    private static void write(ByteWriter out, SortRule rule) {
        out.text(rule.name());
        out.list(rule.schemes(), out::text).list(rule.prefixes(), out::text).list(rule.countries(), out::text);
        out.list(rule.postcodes(), range -> out.text(range.from()).text(range.to()));
        out.list(rule.services(), out::text);
        write(out, rule.minGrams());
        write(out, rule.maxGrams());
        out.list(rule.sizes(), out::word).list(rule.customs(), out::word);
        write(out, rule.minPriority());
        write(out, rule.maxMinutesLeft());
        out.flag(rule.trusted());
        out.list(rule.weekdays(), out::word);
        out.optional(
                rule.wave(),
                wave -> out.text(wave.name())
                        .number(wave.from().toNanoOfDay())
                        .number(wave.to().toNanoOfDay()));
        out.list(rule.chutes(), out::text).word(rule.share());
    }

    private static SortRule rule(ByteReader in) throws Damaged {
        return new SortRule(
                in.text(),
                set(in, in::text),
                in.list(in::text),
                set(in, in::text),
                in.list(() -> new PostcodeRange(in.text(), in.text())),
                set(in, in::text),
                whole(in),
                whole(in),
                set(in, () -> in.word(SizeClass.class)),
                set(in, () -> in.word(CustomsStatus.class)),
                whole(in),
                whole(in),
                in.flag(),
                set(in, () -> in.word(DayOfWeek.class)),
                in.optional(() -> new Wave(in.text(), time(in), time(in))),
                in.list(in::text),
                in.word(Share.class));
    }

    private static void write(ByteWriter out, OptionalInt value) {
        out.flag(value.isPresent());
        value.ifPresent(out::number);
    }

    private static OptionalInt whole(ByteReader in) throws Damaged {
        return in.flag() ? OptionalInt.of(in.small()) : OptionalInt.empty();
    }

    private static LocalTime time(ByteReader in) throws Damaged {
        try {
            return LocalTime.ofNanoOfDay(in.number());
        } catch (DateTimeException e) {
            throw new Damaged("a time of day out of range");
        }
    }

    private static <T> Set<T> set(ByteReader in, ByteReader.Item<T> item) throws Damaged {
        return new LinkedHashSet<>(in.list(item));
    }
}
