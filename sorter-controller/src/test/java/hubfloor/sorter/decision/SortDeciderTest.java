package hubfloor.sorter.decision;

import static hubfloor.sorter.decision.TestLine.BONDED;
import static hubfloor.sorter.decision.TestLine.CHECK;
import static hubfloor.sorter.decision.TestLine.END;
import static hubfloor.sorter.decision.TestLine.INSPECT;
import static hubfloor.sorter.decision.TestLine.NORTH;
import static hubfloor.sorter.decision.TestLine.NOW;
import static hubfloor.sorter.decision.TestLine.SOUTH;
import static hubfloor.sorter.decision.TestLine.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.advice.CustomsFacts;
import hubfloor.advice.FloorRelease;
import hubfloor.config.model.CustomsStatus;
import hubfloor.config.model.FloorRole;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.config.model.SortRule;
import hubfloor.config.model.SortRule.Share;
import hubfloor.sorter.decision.TestLine.Parcel;
import hubfloor.sorter.decision.TestLine.Rule;
import hubfloor.sorter.event.LineEvent.Step;
import hubfloor.sorter.event.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every rung of the ladder, one row each, and what makes a parcel fall to the next. */
class SortDeciderTest {
    private final TestLine floor = new TestLine();
    private final Parcel parcel = new Parcel();
    private LineConfig line = TestLine.line(true, false);
    private SortPlan plan = TestLine.plan(TestLine.all(Share.FILL, "north", "south"));

    private Decision decide() {
        CompiledPlan compiled = new CompiledPlan(plan, line);
        return new SortDecider(line).decide(parcel.facts(), compiled, new Turns(compiled), floor.chutes);
    }

    private void expect(int chute, Step step, Reason reason) {
        Decision decision = decide();
        assertThat(decision)
                .extracting(Decision::chute, Decision::step, Decision::reason)
                .containsExactly(chute, step, reason);
    }

    @Test
    void goodParcelTakesItsRulesFirstChute() {
        expect(NORTH, Step.PLAN, Reason.NONE);
        assertThat(decide().ruleName()).isEqualTo("rest");
    }

    @ParameterizedTest
    @CsvSource({"POSITION_UNSURE", "TOUCHING", "UNKNOWN_PARCEL", "RESTART"})
    void doubtGoesToTheExceptionChuteBeforeAnythingElse(Reason doubt) {
        parcel.doubt = doubt;
        parcel.identity = Identity.NONE;
        parcel.customs = CustomsFacts.UNKNOWN;
        expect(CHECK, Step.SAFETY, doubt);
    }

    @ParameterizedTest
    @CsvSource({"NO_READ", "NO_DATA", "CONFLICT", "MULTIPLE_READS"})
    void parcelWithoutExactlyOneIdentifierGoesToTheExceptionChute(Reason problem) {
        parcel.identity = new Identity("", "", problem);
        expect(CHECK, Step.EXCEPTION, problem);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, CUSTOMS_UNKNOWN, 4",
        "PRE_ADVISED, CUSTOMS_UNKNOWN, 4",
        "ASSESSING, CUSTOMS_UNKNOWN, 4",
        "HOLD, CUSTOMS_HOLD, 4",
        "INSPECT, CUSTOMS_INSPECT, 5",
        "DO_NOT_LOAD, CUSTOMS_DO_NOT_LOAD, 4",
        "DETAINED, CUSTOMS_DETAINED, 4"
    })
    void whatCustomsHasNotReleasedStaysUnderItsControl(CustomsStatus status, Reason reason, int chute) {
        parcel.customs = CustomsFacts.UNKNOWN.heard(status, 1, NOW);
        expect(chute, Step.CUSTOMS, reason);
    }

    @Test
    void whatAPersonOnTheFloorMayLetGoGoesWhereThePlanWantsItAndSaysSo() {
        FloorRelease release =
                new FloorRelease("0008592946", FloorRole.CUSTOMS_OFFICER, false, 1, NOW, NOW.plusSeconds(1_800));
        parcel.customs = CustomsFacts.UNKNOWN.heard(CustomsStatus.HOLD, 1, NOW).heard(release);
        expect(NORTH, Step.PLAN, Reason.RELEASED_ON_FLOOR);
        assertThat(decide().inputs())
                .contains(
                        "customs=hold",
                        "released-by=0008592946",
                        "released-as=customs-officer",
                        "released-until=" + NOW.plusSeconds(1_800));
        assertThat(decide().customs()).contains(CustomsStatus.HOLD);
        parcel.customs = parcel.customs.heard(CustomsStatus.HOLD, 2, NOW);
        expect(BONDED, Step.CUSTOMS, Reason.CUSTOMS_HOLD);
        parcel.customs =
                CustomsFacts.UNKNOWN.heard(CustomsStatus.DO_NOT_LOAD, 1, NOW).heard(release);
        expect(BONDED, Step.CUSTOMS, Reason.CUSTOMS_DO_NOT_LOAD);
    }

    @Test
    void unknownStaleAndConflictingCountAsHold() {
        parcel.customs = CustomsFacts.UNKNOWN;
        expect(BONDED, Step.CUSTOMS, Reason.CUSTOMS_UNKNOWN);
        parcel.customs = Parcel.released(NOW.minusSeconds(3_601));
        expect(BONDED, Step.CUSTOMS, Reason.CUSTOMS_STALE);
        parcel.customs = Parcel.released(NOW).heard(CustomsStatus.HOLD, 7, NOW);
        expect(BONDED, Step.CUSTOMS, Reason.CUSTOMS_CONFLICT);
        assertThat(decide().customs()).isEmpty();
    }

    @Test
    void releaseIsFreshToItsLastSecondAndNotFromTheFuture() {
        parcel.customs = Parcel.released(NOW.minusSeconds(3_600));
        expect(NORTH, Step.PLAN, Reason.NONE);
        parcel.customs = Parcel.released(NOW.plusSeconds(120));
        expect(NORTH, Step.PLAN, Reason.NONE);
        parcel.customs = Parcel.released(NOW.plusSeconds(121));
        expect(BONDED, Step.CUSTOMS, Reason.CUSTOMS_STALE);
    }

    @Test
    void withoutAClockNoReleaseIsFresh() {
        parcel.wall = Instant.EPOCH;
        expect(BONDED, Step.CUSTOMS, Reason.CUSTOMS_STALE);
    }

    @Test
    void heldParcelGoesToTheExceptionChuteWhenBondedIsFull() {
        parcel.customs = CustomsFacts.UNKNOWN.heard(CustomsStatus.HOLD, 1, NOW);
        floor.shut.put(BONDED, Reason.CHUTE_FULL);
        expect(CHECK, Step.CUSTOMS, Reason.CUSTOMS_HOLD);
        floor.shut.put(CHECK, Reason.CHUTE_FULL);
        expect(END, Step.CUSTOMS, Reason.CUSTOMS_HOLD);
    }

    @Test
    void inspectionIsForParcelsCustomsWantsToSeeOnly() {
        floor.shut.put(INSPECT, Reason.CHUTE_DISABLED);
        parcel.customs = CustomsFacts.UNKNOWN.heard(CustomsStatus.INSPECT, 1, NOW);
        expect(BONDED, Step.CUSTOMS, Reason.CUSTOMS_INSPECT);
        floor.shut.clear();
        floor.shut.put(BONDED, Reason.CHUTE_FULL);
        parcel.customs = CustomsFacts.UNKNOWN.heard(CustomsStatus.DETAINED, 1, NOW);
        expect(CHECK, Step.CUSTOMS, Reason.CUSTOMS_DETAINED);
    }

    @Test
    void lineWithoutCustomsNeedsNoReleaseButObeysDoNotLoad() {
        line = TestLine.line(false, false);
        parcel.customs = CustomsFacts.UNKNOWN;
        expect(NORTH, Step.PLAN, Reason.NONE);
        parcel.customs = CustomsFacts.UNKNOWN.heard(CustomsStatus.DO_NOT_LOAD, 1, NOW);
        expect(BONDED, Step.CUSTOMS, Reason.CUSTOMS_DO_NOT_LOAD);
    }

    @Test
    void hostsChuteGoesBeforeThePlan() {
        parcel.host = new Facts.Host("west", false);
        expect(WEST, Step.HOST, Reason.NONE);
    }

    @Test
    void hostCannotOpenAnOutboundChuteAgainstCustoms() {
        parcel.customs = CustomsFacts.UNKNOWN.heard(CustomsStatus.HOLD, 1, NOW);
        parcel.host = new Facts.Host("west", false);
        expect(BONDED, Step.CUSTOMS, Reason.CUSTOMS_HOLD);
        assertThat(decide().hostRefused()).isEqualTo(Reason.CUSTOMS_HOLD);
    }

    @ParameterizedTest
    @CsvSource({"attic, NONE, HOST_CHUTE_UNKNOWN", "west, CHUTE_FULL, CHUTE_FULL", "west, BAG_CHANGE, BAG_CHANGE"})
    void hostsUnusableChuteIsRefusedAndThePlanDecides(String chute, Reason west, Reason refused) {
        floor.shut.put(WEST, west);
        parcel.host = new Facts.Host(chute, false);
        expect(NORTH, Step.PLAN, refused);
        assertThat(decide().hostRefused()).isEqualTo(refused);
    }

    @Test
    void planDecidesWhenTheHostIsLate() {
        parcel.host = new Facts.Host("", true);
        expect(NORTH, Step.PLAN, Reason.HOST_LATE);
    }

    @ParameterizedTest
    @CsvSource({
        "1000,1050,NONE",
        "1000,1101,WEIGHT_MISMATCH",
        "1000,899,WEIGHT_MISMATCH",
        "1000,900,NONE",
        "100,150,NONE",
        "100,151,WEIGHT_MISMATCH",
        "0,5000,NONE",
        "1000,0,NONE"
    })
    void weightThatDiffersFromTheAnnouncedOneIsAnException(int announced, int measured, Reason reason) {
        parcel.advice = Optional.of(Parcel.advice("MY", "50480", "express", announced, 5));
        parcel.size = new Facts.Size(measured, 300, 200, 100);
        expect(reason == Reason.NONE ? NORTH : CHECK, reason == Reason.NONE ? Step.PLAN : Step.EXCEPTION, reason);
    }

    @Test
    void parcelLongerThanTheLineTakesIsAnExceptionEvenIfTheHostKnowsAChute() {
        parcel.host = new Facts.Host("west", false);
        parcel.size = new Facts.Size(1_000, 300, 1_201, 100);
        expect(CHECK, Step.EXCEPTION, Reason.OVERSIZE);
    }

    @Test
    void fullChuteSendsTheParcelToTheRulesNext() {
        floor.shut.put(NORTH, Reason.CHUTE_FULL);
        expect(SOUTH, Step.ALTERNATE, Reason.CHUTE_FULL);
    }

    @Test
    void balanceGivesEachChuteItsTurnAndSkipsFullOnes() {
        plan = TestLine.plan(TestLine.all(Share.BALANCE, "north", "south", "west"));
        CompiledPlan compiled = new CompiledPlan(plan, line);
        Turns turns = new Turns(compiled);
        SortDecider decider = new SortDecider(line);
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            if (i == 4) {
                floor.shut.put(SOUTH, Reason.CHUTE_FULL);
            }
            Decision decision = decider.decide(parcel.facts(), compiled, turns, floor.chutes);
            turns.take(decision);
            taken.add(decision.chute());
        }
        assertThat(taken).containsExactly(NORTH, SOUTH, WEST, NORTH, WEST, NORTH, WEST, NORTH);
    }

    @Test
    void parcelDecidedAgainKeepsItsTurn() {
        plan = TestLine.plan(TestLine.all(Share.BALANCE, "north", "south", "west"));
        parcel.present = WEST;
        expect(WEST, Step.PLAN, Reason.NONE);
        assertThat(decide().place()).isEqualTo(-1);
        floor.shut.put(WEST, Reason.CHUTE_FULL);
        expect(NORTH, Step.PLAN, Reason.NONE);
    }

    @Test
    void parcelGoesRoundUntilItsLimitAndThenToTheExceptionChute() {
        line = TestLine.line(true, true);
        floor.shut.put(NORTH, Reason.CHUTE_FULL);
        floor.shut.put(SOUTH, Reason.GATE_OUT_OF_SERVICE);
        parcel.rounds = 1;
        expect(Decision.ROUND, Step.RECIRCULATE, Reason.CHUTE_FULL);
        parcel.rounds = 2;
        expect(CHECK, Step.EXCEPTION, Reason.RECIRCULATION_LIMIT);
    }

    @Test
    void withNowhereLeftItGoesOnWithTheReason() {
        floor.shut.put(NORTH, Reason.CHUTE_FULL);
        floor.shut.put(SOUTH, Reason.BAG_CHANGE);
        expect(CHECK, Step.EXCEPTION, Reason.CHUTE_FULL);
        floor.shut.put(CHECK, Reason.CHUTE_FULL);
        floor.shut.put(END, Reason.CHUTE_FULL);
        expect(END, Step.EXCEPTION, Reason.CHUTE_FULL);
        line = TestLine.line(true, true);
        parcel.identity = Identity.NONE;
        expect(Decision.ROUND, Step.RECIRCULATE, Reason.NO_READ);
    }

    @Test
    void inputsSayWhatWasKnownAndStayBounded() {
        parcel.host = new Facts.Host("x".repeat(500), false);
        parcel.rounds = 1;
        List<String> inputs = decide().inputs();
        assertThat(inputs)
                .contains("read=s10", "customs=released", "customs-seq=7", "customs-age-s=600", "country=MY", "round=1")
                .hasSizeLessThanOrEqualTo(16)
                .allMatch(word -> word.length() <= 64);
        assertThat(decide().reason()).isEqualTo(Reason.HOST_CHUTE_UNKNOWN);
    }

    @Test
    void planMayChooseAmongBondedChutesButNotOutOfThem() {
        Rule held = new Rule("held");
        held.customs = Set.of(CustomsStatus.HOLD);
        SortRule toNorthFirst = held.to(Share.FILL, "north", "bonded");
        plan = TestLine.plan(toNorthFirst, TestLine.all(Share.FILL, "south"));
        parcel.customs = CustomsFacts.UNKNOWN.heard(CustomsStatus.HOLD, 1, NOW);
        expect(BONDED, Step.CUSTOMS, Reason.CUSTOMS_HOLD);
        assertThat(decide().ruleName()).isEqualTo("held");
    }

    @Test
    void planThatCannotWorkIsRefusedInWords() {
        assertThat(CompiledPlan.problem(TestLine.plan(TestLine.all(Share.FILL, "attic")), line))
                .hasValueSatisfying(words -> assertThat(words).contains("rest").contains("attic"));
        assertThat(CompiledPlan.problem(TestLine.plan(TestLine.all(Share.FILL)), line))
                .isPresent();
        assertThat(CompiledPlan.problem(TestLine.plan(), line)).isPresent();
        Rule some = new Rule("some");
        some.countries = Set.of("MY");
        assertThat(CompiledPlan.problem(TestLine.plan(some.to(Share.FILL, "north")), line))
                .hasValueSatisfying(words -> assertThat(words).contains("last rule"));
        assertThatThrownBy(() -> new CompiledPlan(TestLine.plan(), line)).isInstanceOf(IllegalArgumentException.class);
    }
}
