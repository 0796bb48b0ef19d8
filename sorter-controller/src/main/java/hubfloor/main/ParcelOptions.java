package hubfloor.main;

import hubfloor.advice.Advice;
import hubfloor.advice.Clocks;
import hubfloor.advice.CustomsFacts;
import hubfloor.advice.Routing;
import hubfloor.config.model.CustomsStatus;
import hubfloor.sorter.decision.Facts;
import hubfloor.sorter.decision.Identity;
import hubfloor.sorter.event.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What is known of an imagined parcel, besides its barcode, as options. */
final class ParcelOptions {
    private static final Pattern SIDES = Pattern.compile("(\\d{1,5})(?:x(\\d{1,5}))?(?:x(\\d{1,5}))?");

    @Option(names = "--country", paramLabel = "CC", description = "destination, two letters")
    private @Nullable String country;

    @Option(names = "--postcode", paramLabel = "TEXT", description = "destination, as central writes it")
    private @Nullable String postcode;

    @Option(names = "--service", paramLabel = "WORD", description = "service, as central writes it")
    private @Nullable String service;

    @Option(names = "--grams", paramLabel = "N", description = "measured weight")
    private @Nullable Integer grams;

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            description = "measured: small, medium, large, or its sides in mm such as 300x200x90")
    private @Nullable String size;

    @Option(names = "--customs", paramLabel = "STATUS", description = "what customs said just now, such as released")
    private @Nullable String customs;

    @Option(names = "--priority", paramLabel = "0-9", description = "priority")
    private @Nullable Integer priority;

    @Option(names = "--trusted", description = "its merchant has a clean record")
    private boolean trusted;

    @Option(
            names = "--minutes-left",
            paramLabel = "N",
            description = "until the cut-off of its departure; of customs and promise nothing is known then")
    private @Nullable Integer minutesLeft;

    Facts facts(CommandSpec spec, Identity identity, Instant at) {
        Optional<CustomsStatus> status = Optional.ofNullable(customs).map(word -> status(spec, word));
        return new Facts(
                Reason.NONE,
                identity,
                advice(spec, customs(status, at), at),
                customs(status, at),
                size(spec),
                Facts.Host.NONE,
                at,
                0,
                Facts.NO_CHUTE);
    }

    private static CustomsFacts customs(Optional<CustomsStatus> status, Instant at) {
        return status.map(said -> CustomsFacts.UNKNOWN.heard(said, 1, at)).orElse(CustomsFacts.UNKNOWN);
    }

    private Optional<Advice> advice(CommandSpec spec, CustomsFacts said, Instant at) {
        boolean any = country != null
                || postcode != null
                || service != null
                || priority != null
                || trusted
                || minutesLeft != null;
        if (country != null && !country.matches("[A-Za-z]{2}")) {
            throw new ParameterException(spec.commandLine(), "--country takes two letters such as MY");
        }
        if (priority != null && (priority < 0 || priority > 9)) {
            throw new ParameterException(spec.commandLine(), "--priority takes 0 to 9");
        }
        if (!any) {
            return said.status().isPresent() ? Optional.of(new Advice(Routing.UNKNOWN, said)) : Optional.empty();
        }
        Clocks clocks = minutesLeft == null
                ? Clocks.NONE
                : new Clocks(Instant.EPOCH, Instant.EPOCH, at.plus(Duration.ofMinutes(minutesLeft)));
        Routing routing = new Routing(
                1,
                country == null ? "" : country.toUpperCase(Locale.ROOT),
                postcode == null ? "" : postcode,
                service == null ? "" : service,
                0,
                priority == null ? 0 : priority,
                trusted,
                clocks);
        return Optional.of(new Advice(routing, said));
    }

    private Facts.Size size(CommandSpec spec) {
        if (grams != null && grams < 1) {
            throw new ParameterException(spec.commandLine(), "--grams takes a whole number from 1");
        }
        int weight = grams == null ? 0 : grams;
        String given = size == null ? "" : size.toLowerCase(Locale.ROOT);
        return switch (given) {
            case "" -> new Facts.Size(weight, 0, 0, 0);
            case "small" -> new Facts.Size(weight, 250, 0, 0);
            case "medium" -> new Facts.Size(weight, 600, 0, 0);
            case "large" -> new Facts.Size(weight, 601, 0, 0);
            default -> sides(spec, weight, given);
        };
    }

    private static Facts.Size sides(CommandSpec spec, int grams, String size) {
        Matcher sides = SIDES.matcher(size);
        if (!sides.matches()) {
            throw new ParameterException(
                    spec.commandLine(), "--size takes small, medium, large, or sides in mm such as 300x200x90");
        }
        return new Facts.Size(grams, side(sides.group(1)), side(sides.group(2)), side(sides.group(3)));
    }

    private static int side(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static CustomsStatus status(CommandSpec spec, String word) {
        List<CustomsStatus> all = List.of(CustomsStatus.values());
        return all.stream()
                .filter(status -> spelled(status).equalsIgnoreCase(word.replace('_', '-')))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--customs takes one of "
                                + Arrays.stream(CustomsStatus.values())
                                        .map(ParcelOptions::spelled)
                                        .collect(Collectors.joining(", "))));
    }

    /** As plan files spell it. */
    static String spelled(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
