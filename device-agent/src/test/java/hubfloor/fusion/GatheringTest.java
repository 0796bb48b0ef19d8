package hubfloor.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.fusion.Gathered.Weighed;
import hubfloor.parcel.Barcode;
import hubfloor.parcel.Candidate;
import hubfloor.parcel.Identification;
import hubfloor.parcel.Identification.Outcome;
import hubfloor.parcel.Identifier;
import hubfloor.reader.ReaderMessage.Sighting;
import hubfloor.reader.ReaderMessage.TagRead;
import hubfloor.reader.ReaderMessage.Weight;
import hubfloor.reader.ReaderMessage.WeightState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Reads of several readers become one parcel, or a conflict, and never a choice. */
class GatheringTest {
    private static final long MS = 1_000_000;
    private static final String LABEL = "RR473124829GB";
    private static final Identifier IDENTIFIER = new Identifier(Gs1Files.shipped());

    private final Gathering gathering = new Gathering(500 * MS);

    private static Identification meaning(String text) {
        return IDENTIFIER.identify(new Barcode("", text));
    }

    private void label(String reader, String text, long ms) {
        gathering.code(reader, new Barcode("", text), meaning(text), ms * MS);
    }

    private void tag(String reader, String epc, int rssi, Identification meaning, long ms) {
        gathering.tag(reader, read(epc, rssi, Optional.of(true)), meaning, ms * MS);
    }

    private static TagRead read(String epc, int rssi, Optional<Boolean> crcOk) {
        Sighting sighting = new Sighting(
                OptionalInt.of(rssi),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());
        return new TagRead(epc, OptionalInt.empty(), crcOk, sighting);
    }

    @Test
    void repeatedTagIsOneWithFirstLastPeakAndCount() {
        tag("a", "3035", -70, meaning(LABEL), 1000);
        tag("b", "3035", -50, meaning(LABEL), 1100);
        tag("a", "3035", -60, meaning(LABEL), 1300);
        Seen seen = gathering.close().seen().getFirst();
        assertThat(seen.count()).isEqualTo(3);
        assertThat(seen.peakRssiDbm()).hasValue(-50);
        assertThat(seen.firstNanos()).isEqualTo(1000 * MS);
        assertThat(seen.lastNanos()).isEqualTo(1300 * MS);
        assertThat(seen.readers()).containsExactly("a", "b");
    }

    @Test
    void windowOpensWithTheFirstReadAndNotWithAWeight() {
        gathering.weight("scale", new Weight("1.0", "kg", WeightState.STABLE, false), 0);
        assertThat(gathering.open()).isFalse();
        label("hand", LABEL, 100);
        assertThat(gathering.dueAtNanos()).isEqualTo(600 * MS);
    }

    @Test
    void labelAndTagThatAgreeAreTrustedMoreThanEither() {
        label("hand", LABEL, 0);
        double alone = meaning(LABEL).candidates().getFirst().confidence();
        tag("tags", "3035", -50, meaning(LABEL), 10);
        Candidate parcel = gathering.close().parcel().orElseThrow();
        assertThat(parcel.value()).isEqualTo(LABEL);
        assertThat(parcel.confidence()).isCloseTo(1 - (1 - alone) * (1 - alone), within(1e-9));
    }

    @Test
    void twoLabelsOfOneKindDoNotRaiseTrust() {
        label("left", LABEL, 0);
        label("right", LABEL, 10);
        assertThat(gathering.close().parcel().orElseThrow().confidence())
                .isCloseTo(meaning(LABEL).candidates().getFirst().confidence(), within(1e-9));
    }

    @Test
    void twoValidIdentifiersAreAConflictWhicheverCameFirst() {
        label("hand", LABEL, 0);
        tag("tags", "3035", -30, meaning("CP125622410SG"), 10);
        Gathered first = gathering.close();
        tag("tags", "3035", -30, meaning("CP125622410SG"), 1000);
        label("hand", LABEL, 1010);
        Gathered second = gathering.close();
        assertThat(List.of(first, second)).allSatisfy(gathered -> {
            assertThat(gathered.outcome()).isEqualTo(Outcome.CONFLICT);
            assertThat(gathered.parcel()).isEmpty();
            assertThat(gathered.seen()).hasSize(2);
        });
    }

    @Test
    void tagThatNamesNothingDoesNotContradictALabel() {
        tag("tags", "E280", -30, new Identification(Outcome.NONE, List.of()), 0);
        label("hand", LABEL, 5);
        assertThat(gathering.close().outcome()).isEqualTo(Outcome.ONE);
    }

    @Test
    void tagWithAWrongCrcIsNotUsed() {
        label("hand", LABEL, 0);
        gathering.tag("tags", read("3035", -40, Optional.of(false)), meaning("CP125622410SG"), 5 * MS);
        Gathered gathered = gathering.close();
        assertThat(gathered.outcome()).isEqualTo(Outcome.ONE);
        assertThat(gathered.reasons()).containsExactly("tag-crc");
    }

    @Test
    void lastStableWeightCountsAndMotionOrOverloadNeverDoes() {
        label("hand", LABEL, 0);
        gathering.weight("scale", new Weight("1.2", "kg", WeightState.MOTION, false), 10 * MS);
        gathering.weight("scale", new Weight("1.250", "kg", WeightState.STABLE, false), 20 * MS);
        assertThat(gathering.close().weight()).contains(new Weighed("1.250", "kg", false, "scale"));

        label("hand", LABEL, 5000);
        gathering.weight("scale", new Weight("1.250", "kg", WeightState.STABLE, false), 5010 * MS);
        gathering.weight("scale", new Weight("1.3", "kg", WeightState.MOTION, false), 5020 * MS);
        Gathered moving = gathering.close();
        assertThat(moving.weight()).isEmpty();
        assertThat(moving.reasons()).containsExactly("weight-motion");

        label("hand", LABEL, 9000);
        gathering.weight("scale", new Weight("", "", WeightState.OVERLOAD, false), 9010 * MS);
        assertThat(gathering.close().reasons()).containsExactly("weight-overload");
    }

    @Test
    void weightOfTheParcelBeforeIsNotThisOnes() {
        gathering.weight("scale", new Weight("1.250", "kg", WeightState.STABLE, false), 0);
        label("hand", LABEL, 2000);
        assertThat(gathering.close().weight()).isEmpty();
    }

    @Test
    void moreCodesThanABoundHoldsAreAConflict() {
        for (int i = 0; i <= Gathering.SEEN_MAX; i++) {
            tag("tags", "3035%04X".formatted(i), -40, new Identification(Outcome.NONE, List.of()), i);
        }
        Gathered gathered = gathering.close();
        assertThat(gathered.outcome()).isEqualTo(Outcome.CONFLICT);
        assertThat(gathered.reasons()).containsExactly("too-many");
        assertThat(gathered.seen()).hasSize(Gathering.SEEN_MAX);
    }
}
