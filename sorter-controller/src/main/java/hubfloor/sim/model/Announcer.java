package hubfloor.sim.model;

import hubfloor.advice.Advice;
import hubfloor.advice.Clocks;
import hubfloor.advice.CustomsFacts;
import hubfloor.advice.Routing;
import hubfloor.config.model.CustomsStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * What central and customs would tell of a live hall's parcels, as they are put on the belt: most are released; some are
 * held and released later, some the other way round, a few never announced. The judge knows what was told.
 */
final class Announcer {
    private static final int NEVER = 3;
    private static final int HELD = 12;
    private static final int TAKEN_BACK = 15;
    private static final CustomsStatus[] NOT_RELEASED = {
        CustomsStatus.ASSESSING, CustomsStatus.HOLD, CustomsStatus.INSPECT, CustomsStatus.DO_NOT_LOAD
    };

    private final Hall hall;
    private final Supplier<Instant> wall;
    private final BiConsumer<String, Advice> central;

    /**
     * @param wall what central's clock says
     * @param central hears each word, by the parcel's subject; must not wait
     */
    Announcer(Hall hall, Supplier<Instant> wall, BiConsumer<String, Advice> central) {
        this.hall = hall;
        this.wall = wall;
        this.central = central;
    }

    void fed(SimParcel parcel) {
        int luck = hall.chance.below(100);
        if (luck < NEVER) {
            return;
        }
        Instant now = wall.get();
        Clocks clocks = new Clocks(
                now.minus(Duration.ofMinutes(hall.chance.below(70 * 60))),
                now.minus(Duration.ofMinutes(hall.chance.below(170))),
                now.plus(Duration.ofMinutes(30 + hall.chance.below(20 * 60))));
        Routing of = parcel.advice.routing();
        Routing routing = new Routing(
                1,
                of.country(),
                of.postcode(),
                of.service(),
                parcel.grams,
                of.priority(),
                hall.chance.below(10) < 3,
                clocks);
        int sequence = 1 + hall.chance.below(5);
        CustomsStatus first =
                luck < HELD ? NOT_RELEASED[hall.chance.below(NOT_RELEASED.length)] : CustomsStatus.RELEASED;
        tell(parcel, new Advice(routing, CustomsFacts.UNKNOWN).heard(first, sequence, now));
        if (luck < TAKEN_BACK && hall.chance.oneIn(2)) {
            CustomsStatus then = luck < HELD ? CustomsStatus.RELEASED : CustomsStatus.HOLD;
            hall.after(
                    hall.chance.millis(1_000, 6_000),
                    () -> tell(
                            parcel,
                            new Advice(Routing.UNKNOWN, CustomsFacts.UNKNOWN).heard(then, sequence + 1L, wall.get())));
        }
    }

    private void tell(SimParcel parcel, Advice word) {
        CustomsFacts said = word.customs();
        said.status()
                .ifPresent(
                        status -> parcel.fate.customs.add(new Office.CustomsWord(hall.now, said.sequence(), status)));
        parcel.subjects.stream()
                .filter(subject -> !subject.startsWith("gtin/"))
                .forEach(subject -> central.accept(subject, word));
    }
}
