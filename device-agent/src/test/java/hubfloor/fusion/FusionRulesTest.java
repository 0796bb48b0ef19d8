package hubfloor.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.fusion.SeenParcels.Sighting;
import hubfloor.reader.ReaderMessage.Weight;
import hubfloor.reader.ReaderMessage.WeightState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The small rules around a gathering: the same parcel again, one weight per load, one tag per pass, a blind reader. */
class FusionRulesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Instant MARCH = Instant.parse("2026-03-01T10:00:00Z");

    private static Weight weight(String value, WeightState state) {
        return new Weight(value, "kg", state, false);
    }

    @Test
    void parcelThatStillLiesThereIsTheSameScanForAsLongAsItLies() {
        SeenParcels parcels = new SeenParcels(3 * SECOND);
        assertThat(parcels.judge("sscc/1", 0, MARCH)).isEqualTo(Sighting.NEW);
        parcels.recorded("sscc/1", 0, MARCH);
        assertThat(parcels.judge("sscc/1", 2 * SECOND, MARCH)).isEqualTo(Sighting.SAME_SCAN);
        assertThat(parcels.judge("sscc/1", 5 * SECOND, MARCH)).isEqualTo(Sighting.SAME_SCAN);
        assertThat(parcels.judge("sscc/1", 9 * SECOND, MARCH)).isEqualTo(Sighting.SEEN_BEFORE);
    }

    /** A scan the store refused must be taken when staff scan again. */
    @Test
    void scanThatWasNotRecordedIsNewAgain() {
        SeenParcels parcels = new SeenParcels(3 * SECOND);
        parcels.judge("sscc/1", 0, MARCH);
        assertThat(parcels.judge("sscc/1", SECOND, MARCH)).isEqualTo(Sighting.NEW);
    }

    @Test
    void s10NumberAfterTwelveMonthsIsAnotherParcelAndAnSsccIsNot() {
        SeenParcels parcels = new SeenParcels(3 * SECOND);
        parcels.recorded("s10/RR473124829GB", 0, MARCH);
        parcels.recorded("sscc/1", 0, MARCH);
        Instant dayBefore = Instant.parse("2027-02-28T10:00:00Z");
        Instant yearLater = Instant.parse("2027-03-01T10:00:00Z");
        assertThat(parcels.judge("s10/RR473124829GB", 9 * SECOND, dayBefore)).isEqualTo(Sighting.SEEN_BEFORE);
        assertThat(parcels.judge("s10/RR473124829GB", 9 * SECOND, yearLater)).isEqualTo(Sighting.NUMBER_REUSED);
        assertThat(parcels.judge("sscc/1", 9 * SECOND, yearLater)).isEqualTo(Sighting.SEEN_BEFORE);
    }

    @Test
    void loadIsWeighedOnceHoweverOftenTheScaleSaysIt() {
        WeightGate gate = new WeightGate();
        assertThat(gate.passes(weight("1.2", WeightState.MOTION))).isFalse();
        assertThat(gate.passes(weight("1.250", WeightState.STABLE))).isTrue();
        assertThat(gate.passes(weight("1.250", WeightState.STABLE))).isFalse();
        assertThat(gate.passes(weight("", WeightState.NOT_READY))).isFalse();
        assertThat(gate.passes(weight("1.250", WeightState.STABLE))).isFalse();
        assertThat(gate.passes(weight("0.000", WeightState.STABLE))).isFalse();
        assertThat(gate.passes(weight("1.250", WeightState.STABLE))).isTrue();
    }

    @Test
    void tagPassesOnceInAWhileForEachReader() {
        TagGate gate = new TagGate(SECOND);
        assertThat(gate.passes("a", "30", 0)).isTrue();
        assertThat(gate.passes("a", "30", SECOND - 1)).isFalse();
        assertThat(gate.passes("b", "30", SECOND - 1)).isTrue();
        assertThat(gate.passes("a", "30", SECOND)).isTrue();
    }

    @Test
    void readerThatSaysNothingWhileParcelsPassIsToldOnce() {
        ReaderSilence silence = new ReaderSilence(3);
        silence.watch("tunnel");
        silence.watch("tags");
        silence.parcelPassed();
        silence.heard("tags");
        silence.parcelPassed();
        assertThat(silence.parcelPassed()).containsExactly("tunnel");
        assertThat(silence.parcelPassed()).containsExactly("tags");
        assertThat(silence.parcelPassed()).isEmpty();
        assertThat(silence.heard("tunnel")).isTrue();
        assertThat(silence.heard("tunnel")).isFalse();
    }

    @Test
    void weightsAreComparedInGramsAndBilledAsSent() {
        assertThat(Weights.grams("1.250", "kg")).hasValue(1250);
        assertThat(Weights.grams("2.00", "lb")).hasValue(907);
        assertThat(Weights.grams("-1.0", "kg")).isEmpty();
        assertThat(Weights.grams("1.0", "stone")).isEmpty();
        assertThat(Weights.grams("999999999999", "kg")).isEmpty();
        assertThat(Weights.mismatch(1250, 1200)).isFalse();
        assertThat(Weights.mismatch(1400, 1200)).isTrue();
        assertThat(Weights.mismatch(60, 20)).as("light").isFalse();
        assertThat(Weights.mismatch(0, 1200) || Weights.mismatch(1400, 0))
                .as("not known")
                .isFalse();
        assertThat(Lengths.mm("30.5", "cm")).isEqualTo(305);
        assertThat(Lengths.mm("10.0", "in")).isEqualTo(254);
    }
}
