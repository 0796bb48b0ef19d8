package hubfloor.demo;

import hubfloor.advice.Clocks;
import hubfloor.advice.ParcelNews;
import hubfloor.advice.ParcelNews.CustomsWord;
import hubfloor.advice.Routing;
import hubfloor.config.model.CustomsStatus;
import hubfloor.parcel.Barcode;
import hubfloor.parcel.Candidate;
import hubfloor.parcel.Identification;
import hubfloor.parcel.Identifier;
import hubfloor.port.Clock;
import hubfloor.sim.model.ParcelLabels;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;

/**
 * Parcels for a wall, each told by central before anybody scans it: where it goes, and what customs says. A few are held, a
 * few were never announced, a few go where no slot leads.
 */
final class WallParcels {
    private static final String[] COUNTRIES = {"RW", "RW", "RW", "RW", "BI", "CD", "UG", "TZ", "KE", "DE"};
    private static final CustomsStatus[] NOT_RELEASED = {
        CustomsStatus.ASSESSING, CustomsStatus.HOLD, CustomsStatus.INSPECT, CustomsStatus.DO_NOT_LOAD
    };

    private final ParcelLabels labels;
    private final Identifier identifier;
    private final Clock clock;
    private final IntUnaryOperator below;
    private final Consumer<ParcelNews> central;

    /** @param valid carries one parcel number */
    record Labelled(String text, boolean valid) {}

    WallParcels(
            ParcelLabels labels,
            Identifier identifier,
            Clock clock,
            IntUnaryOperator below,
            Consumer<ParcelNews> central) {
        this.labels = labels;
        this.identifier = identifier;
        this.clock = clock;
        this.below = below;
        this.central = central;
    }

    Labelled next() {
        String text = labels.next();
        Identification found = identifier.identify(new Barcode("", text));
        boolean valid = found.outcome() == Identification.Outcome.ONE;
        int luck = below.applyAsInt(100);
        if (valid && luck >= 3) {
            Candidate parcel = found.candidates().getFirst();
            central.accept(news(parcel.scheme() + "/" + parcel.value(), luck < 12));
        }
        return new Labelled(text, valid);
    }

    private ParcelNews news(String subject, boolean held) {
        Instant now = clock.stamp().wall();
        Clocks clocks = new Clocks(
                now.minus(Duration.ofHours(below.applyAsInt(60))),
                now.minus(Duration.ofMinutes(below.applyAsInt(170))),
                now.plus(Duration.ofHours(1L + below.applyAsInt(20))));
        String service = below.applyAsInt(4) == 0 ? "express" : "standard";
        Routing routing = new Routing(
                1, COUNTRIES[below.applyAsInt(COUNTRIES.length)], "", service, 0, 0, below.applyAsInt(10) < 3, clocks);
        CustomsStatus status = held ? NOT_RELEASED[below.applyAsInt(NOT_RELEASED.length)] : CustomsStatus.RELEASED;
        return new ParcelNews(subject, Optional.of(routing), Optional.of(new CustomsWord(status, 1, now)));
    }

    /** The label of the bag at a slot: a GIAI, told apart by the slot. */
    String bag(String slot) {
        return "(8004)9521141BAG" + slot.toUpperCase(Locale.ROOT) + below.applyAsInt(100_000);
    }
}
