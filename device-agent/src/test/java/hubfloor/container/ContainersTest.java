package hubfloor.container;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.container.Answer.Result;
import hubfloor.container.ContainerEvent.Added;
import hubfloor.container.ContainerEvent.Closed;
import hubfloor.container.ContainerEvent.CustomsChanged;
import hubfloor.container.ContainerEvent.Loaded;
import hubfloor.container.ContainerEvent.Opened;
import hubfloor.container.ContainerEvent.Removed;
import hubfloor.container.ContainerEvent.Wrong;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a bag says to a scan, told as it happens at a place. */
class ContainersTest {
    private static final ContainerLabel BAG = label("gs1/(8004)9521141BAG7");
    private static final ContainerLabel SACK = label("gs1/(8004)9521141BAG8");
    private static final ContainerLabel ULD = label("uld/AKE12345XX");
    private static final String HERE = "st-01";
    private static final String P = "s10/RR473124829GB";
    private static final String Q = "sscc/106141412345678908";

    private Containers containers = new Containers(false);
    private final List<ContainerEvent> told = new ArrayList<>();
    private long seq;

    private static ContainerLabel label(String name) {
        return ContainerLabel.named(name).orElseThrow();
    }

    private Answer stored(Answer answer) {
        for (ContainerEvent event : answer.events()) {
            told.add(event);
            containers.apply(event, ++seq);
        }
        return answer;
    }

    private Result scan(ContainerLabel label) {
        return stored(containers.label(HERE, label, Purpose.ANY)).result();
    }

    private Result scan(String parcel) {
        return stored(containers.parcel(HERE, parcel, Purpose.ANY)).result();
    }

    @Test
    void bagIsOpenedFilledAndClosedWithItsList() {
        assertThat(scan(BAG)).isEqualTo(Result.OPENED);
        assertThat(scan(P)).isEqualTo(Result.ADDED);
        assertThat(scan(Q)).isEqualTo(Result.ADDED);
        assertThat(scan(BAG)).isEqualTo(Result.CLOSED);
        assertThat(told)
                .containsExactly(
                        new Opened(BAG.name(), "giai", HERE, Purpose.ANY),
                        new Added(BAG.name(), P),
                        new Added(BAG.name(), Q),
                        new Closed(BAG.name(), 2, List.of(P, Q), 2, 3));
        assertThat(containers.open()).isEmpty();
    }

    @Test
    void anotherLabelClosesTheOpenBagBeforeItOpensItsOwn() {
        scan(BAG);
        scan(P);
        Answer answer = stored(containers.label(HERE, SACK, Purpose.ANY));
        assertThat(answer.result()).isEqualTo(Result.OPENED);
        assertThat(answer.other()).isEqualTo(BAG.name());
        assertThat(answer.events()).hasExactlyElementsOfTypes(Closed.class, Opened.class);
        assertThat(containers.at(HERE)).hasValue(SACK.name());
    }

    /** A trigger pulled twice must neither close a bag that was just opened nor open one that was just closed. */
    @Test
    void labelScannedTwiceByMistakeChangesNothing() {
        scan(BAG);
        assertThat(scan(BAG)).isEqualTo(Result.OPEN_ALREADY);
        scan(P);
        scan(BAG);
        assertThat(scan(BAG)).isEqualTo(Result.CLOSED_ALREADY);
        assertThat(containers.open()).isEmpty();
        assertThat(scan(P)).as("another scan in between").isEqualTo(Result.UNKNOWN);
        assertThat(scan(BAG)).isEqualTo(Result.CLOSED_ALREADY);
        assertThat(scan(BAG)).as("asked for once more").isEqualTo(Result.OPENED);
        assertThat(containers.contents(BAG.name())).isEmpty();
    }

    /** Customs takes its release back after the parcel was packed. */
    @Test
    void bagInWhichCustomsHoldsAParcelIsNotClosedByALabelUntilTheParcelIsOut() {
        scan(BAG);
        scan(P);
        scan(Q);
        stored(containers.customs(P, "hold"));
        assertThat(told.getLast()).isEqualTo(new CustomsChanged(BAG.name(), P, "hold"));
        assertThat(containers.customs(P, "hold").events()).as("told once").isEmpty();
        assertThat(containers.held()).containsExactly(P);
        Answer refused = containers.label(HERE, BAG, Purpose.ANY);
        assertThat(refused.result()).isEqualTo(Result.HELD_INSIDE);
        assertThat(refused.other()).isEqualTo(P);
        assertThat(scan(SACK)).as("the next bag would close it").isEqualTo(Result.HELD_INSIDE);
        assertThat(containers.contents(BAG.name())).as("central's list is true").containsExactly(P, Q);
        stored(containers.takeOut(HERE, P));
        assertThat(containers.held()).isEmpty();
        assertThat(scan(BAG)).isEqualTo(Result.CLOSED);
    }

    @Test
    void whatCustomsReleasesAgainMayLeaveWithItsBagAndWhatLiesInNoneIsNoNews() {
        scan(BAG);
        scan(P);
        stored(containers.customs(P, "hold"));
        stored(containers.customs(P, "do_not_load"));
        assertThat(told.getLast()).isEqualTo(new CustomsChanged(BAG.name(), P, "do_not_load"));
        stored(containers.customs(P, "released"));
        assertThat(containers.held()).isEmpty();
        assertThat(containers.customs(P, "released").events()).isEmpty();
        assertThat(containers.customs(Q, "hold").events()).isEmpty();
        assertThat(scan(BAG)).isEqualTo(Result.CLOSED);
        assertThat(containers.customs(P, "hold").events()).as("closed").isEmpty();
    }

    /** Central binds the next bag, and a wall's person closes: nobody there can take a parcel out by a scan. */
    @Test
    void bagThatIsClosedByAnOrderAllTheSameSaysWhatIsHeldInIt() {
        stored(containers.bind("c1", BAG, Purpose.ANY));
        stored(containers.parcel("c1", P, Purpose.ANY));
        assertThat(containers.placeOf(P)).hasValue("c1");
        stored(containers.customs(P, "inspect"));
        Answer closed = stored(containers.close("c1"));
        assertThat(closed.result()).isEqualTo(Result.CLOSED);
        assertThat(closed.other()).isEqualTo(P);
        assertThat(closed.count()).isEqualTo(1);
        assertThat(containers.held()).isEmpty();
        assertThat(containers.placeOf(P)).isEmpty();
    }

    @Test
    void parcelOfAnotherOpenBagIsWrongHereAndStaysThere() {
        stored(containers.label("c1", BAG, Purpose.ANY));
        stored(containers.parcel("c1", P, Purpose.ANY));
        stored(containers.label("c2", SACK, Purpose.ANY));
        Answer answer = stored(containers.parcel("c2", P, Purpose.ANY));
        assertThat(answer.result()).isEqualTo(Result.ALREADY_IN_ANOTHER);
        assertThat(answer.other()).isEqualTo(BAG.name());
        assertThat(told.getLast()).isEqualTo(new Wrong(SACK.name(), P, "in_another"));
        assertThat(containers.contents(BAG.name())).containsExactly(P);
        assertThat(containers.contents(SACK.name())).isEmpty();
    }

    @Test
    void parcelForAnotherCountryIsWrongAndOneNobodyToldOfIsNot() {
        stored(containers.label(HERE, BAG, new Purpose("", "DE", "")));
        Answer wrong = stored(containers.parcel(HERE, P, new Purpose("", "FR", "express")));
        assertThat(wrong.result()).isEqualTo(Result.WRONG_DESTINATION);
        assertThat(told.getLast()).isEqualTo(new Wrong(BAG.name(), P, "other_country"));
        assertThat(scan(P)).isEqualTo(Result.ADDED);
    }

    @Test
    void parcelTakenOutCanGoIntoAnother() {
        scan(BAG);
        scan(P);
        assertThat(scan(P)).isEqualTo(Result.ALREADY_IN_THIS);
        assertThat(stored(containers.takeOut(HERE, P)).result()).isEqualTo(Result.REMOVED);
        assertThat(stored(containers.takeOut(HERE, P)).result()).isEqualTo(Result.NOT_IN_THIS);
        scan(SACK);
        assertThat(scan(P)).isEqualTo(Result.ADDED);
    }

    @Test
    void closedBagsAreLoadedIntoTheOpenUldAndAnOpenOneIsNot() {
        containers = new Containers(true);
        stored(containers.bind("c1", SACK, Purpose.ANY));
        assertThat(scan(ULD)).isEqualTo(Result.OPENED);
        assertThat(scan(BAG)).as("closed at another device").isEqualTo(Result.LOADED);
        assertThat(told.getLast()).isEqualTo(new Loaded(BAG.name(), ULD.name()));
        assertThat(scan(BAG)).isEqualTo(Result.ALREADY_IN_THIS);
        assertThat(scan(SACK)).isEqualTo(Result.OPEN_ELSEWHERE);
        assertThat(scan(ULD)).isEqualTo(Result.CLOSED);
        assertThat(told.getLast())
                .isInstanceOfSatisfying(
                        Closed.class, closed -> assertThat(closed.parcels()).containsExactly(BAG.name()));
    }

    @Test
    void moreThanTwoHundredAreCountedAndNotListed() {
        scan(BAG);
        for (int i = 0; i < Containers.PARCELS_MAX; i++) {
            assertThat(scan("s10/" + i)).isEqualTo(Result.ADDED);
        }
        assertThat(scan(P)).isEqualTo(Result.FULL);
        scan(BAG);
        assertThat(told.getLast()).isEqualTo(new Closed(BAG.name(), 2_000, List.of(), 2, Containers.PARCELS_MAX + 1L));
    }

    @Test
    void noMoreAreOpenThanTheBoundAndAnOpenPlaceMayStillChangeItsBag() {
        for (int i = 0; i < Containers.OPEN_MAX; i++) {
            stored(containers.bind("c" + i, label("gs1/(8004)B" + i), Purpose.ANY));
        }
        assertThat(stored(containers.bind("more", BAG, Purpose.ANY)).result()).isEqualTo(Result.TOO_MANY_OPEN);
        assertThat(stored(containers.bind("c0", BAG, Purpose.ANY)).result()).isEqualTo(Result.OPENED);
        assertThat(containers.open()).hasSize(Containers.OPEN_MAX);
    }

    @Test
    void uldNumberNeedsItsOwnersLetterAndAProductNumberIsNone() {
        assertThat(ContainerLabel.uld("AKE12345XX")).isPresent();
        assertThat(ContainerLabel.uld("PMC1234K4")).isPresent();
        for (String other : List.of("AKE12345", "AKE1234512", "ake12345XX", "AK12345XX", "AKE12345XX ", "")) {
            assertThat(ContainerLabel.uld(other)).as(other).isEmpty();
        }
    }

    @Test
    void everyEventIsReadBackAsItWasWritten() {
        scan(BAG);
        scan(P);
        scan(BAG);
        told.add(new Removed(BAG.name(), P));
        told.add(new Wrong(BAG.name(), P, "other_chute"));
        told.add(new Loaded(BAG.name(), ULD.name()));
        assertThat(told)
                .allSatisfy(event -> assertThat(ContainerEvent.of(event.type(), event.data()))
                        .hasValue(event));
        assertThat(ContainerEvent.of("container.weighed.v1", Map.of("container", "x/y")))
                .isEmpty();
    }

    /** A thousand floors of random scans: what is told always adds up, also for one who only hears the events. */
    @Test
    void noParcelIsEverInTwoOpenContainersAndCountEqualsList() {
        long base = Long.getLong("hubfloor.seed", 20_261_122L);
        for (long seed = base; seed < base + 1_000; seed++) {
            floor(seed);
        }
    }

    private void floor(long seed) {
        Random random = new Random(seed);
        containers = new Containers(seed % 2 == 0);
        told.clear();
        Containers heard = new Containers(seed % 2 == 0);
        List<String> places = List.of("c1", "c2", "c3");
        for (int step = 0; step < 120; step++) {
            String place = places.get(random.nextInt(3));
            String parcel = "s10/" + random.nextInt(12);
            ContainerLabel label = label("gs1/(8004)B" + random.nextInt(5));
            Purpose purpose = new Purpose("", List.of("", "DE", "FR").get(random.nextInt(3)), "");
            Answer answer = switch (random.nextInt(9)) {
                case 0 -> containers.label(place, label, purpose);
                case 1 -> containers.bind(place, label, purpose);
                case 2 -> containers.close(place);
                case 3 -> containers.takeOut(place, parcel);
                case 4 -> containers.landedWrong(place, parcel, "other_chute");
                case 5 -> containers.customs(parcel, random.nextBoolean() ? "hold" : "released");
                default -> containers.parcel(place, parcel, purpose);
            };
            String why = "seed " + seed + " step " + step + ": " + answer;
            boolean changes = Set.of(
                            Result.OPENED,
                            Result.ADDED,
                            Result.REMOVED,
                            Result.CLOSED,
                            Result.LOADED,
                            Result.CUSTOMS_CHANGED)
                    .contains(answer.result());
            boolean wrong =
                    Set.of(Result.ALREADY_IN_ANOTHER, Result.WRONG_DESTINATION).contains(answer.result());
            assertThat(answer.events().isEmpty()).as(why).isEqualTo(!changes && !wrong);
            for (ContainerEvent event : answer.events()) {
                if (event instanceof Closed closed) {
                    assertThat(closed.parcels()).as(why).isEqualTo(containers.contents(closed.container()));
                    assertThat(closed.count())
                            .as(why)
                            .isEqualTo(closed.parcels().size());
                }
                long number = ++seq;
                containers.apply(event, number);
                Optional<ContainerEvent> read = ContainerEvent.of(event.type(), event.data());
                heard.apply(read.orElseThrow(), number);
                heard.apply(read.orElseThrow(), number); // told twice after a crash
            }
            assertThat(heard.held()).as(why).isEqualTo(containers.held());
            Set<String> all = new HashSet<>();
            for (String open : containers.open()) {
                assertThat(containers.contents(open))
                        .as(why)
                        .allSatisfy(
                                thing -> assertThat(all.add(thing)).as(thing).isTrue());
                assertThat(heard.contents(open)).as(why).isEqualTo(containers.contents(open));
            }
            assertThat(heard.open()).as(why).isEqualTo(containers.open());
        }
    }
}
