package hubfloor.advice;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.config.model.CustomsStatus;
import hubfloor.config.model.FloorRole;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CustomsFactsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private record Said(CustomsStatus status, long sequence, Instant at) {}

    private static CustomsFacts heard(List<Said> messages) {
        CustomsFacts facts = CustomsFacts.UNKNOWN;
        for (Said said : messages) {
            facts = facts.heard(said.status(), said.sequence(), said.at());
        }
        return facts;
    }

    @Test
    void holdArrivingAfterANewerReleaseChangesNothing() {
        CustomsFacts facts = CustomsFacts.UNKNOWN
                .heard(CustomsStatus.RELEASED, 8, NOW)
                .heard(CustomsStatus.HOLD, 7, NOW.plusSeconds(5));
        assertThat(facts.standing(NOW, 60)).isEqualTo(CustomsStanding.RELEASED);
    }

    @Test
    void releaseArrivingAfterANewerHoldChangesNothing() {
        CustomsFacts facts = CustomsFacts.UNKNOWN
                .heard(CustomsStatus.HOLD, 8, NOW)
                .heard(CustomsStatus.RELEASED, 7, NOW.plusSeconds(5));
        assertThat(facts.standing(NOW, 60)).isEqualTo(CustomsStanding.HOLD);
    }

    @Test
    void contradictionUnderOneNumberIsNoReleaseUntilAHigherOneComes() {
        CustomsFacts facts = CustomsFacts.UNKNOWN
                .heard(CustomsStatus.HOLD, 8, NOW)
                .heard(CustomsStatus.RELEASED, 8, NOW)
                .heard(CustomsStatus.RELEASED, 8, NOW.plusSeconds(1));
        assertThat(facts.standing(NOW, 60)).isEqualTo(CustomsStanding.CONFLICT);
        assertThat(facts.heard(CustomsStatus.RELEASED, 9, NOW).standing(NOW, 60))
                .isEqualTo(CustomsStanding.RELEASED);
    }

    @Test
    void sameReleaseSaidAgainIsAsFreshAsTheLaterOne() {
        CustomsFacts facts = CustomsFacts.UNKNOWN
                .heard(CustomsStatus.RELEASED, 8, NOW.minusSeconds(7_200))
                .heard(CustomsStatus.RELEASED, 8, NOW.minusSeconds(60));
        assertThat(facts.standing(NOW, 60)).isEqualTo(CustomsStanding.RELEASED);
    }

    @Test
    void adviceWithoutAStatusSaysNothing() {
        CustomsFacts facts = CustomsFacts.UNKNOWN.heard(CustomsStatus.HOLD, 8, NOW);
        assertThat(facts.heard(Advice.to("MY", "", "", 0, 0).customs())).isEqualTo(facts);
    }

    @Test
    void orderOfArrivalNeverDecidesWhetherAParcelIsReleased() {
        Random seeds = new Random(20_261_123);
        for (int i = 0; i < 20_000; i++) {
            long seed = seeds.nextLong();
            Random random = new Random(seed);
            List<Said> messages = new ArrayList<>();
            for (int n = 1 + random.nextInt(6); n > 0; n--) {
                CustomsStatus[] all = CustomsStatus.values();
                messages.add(new Said(
                        all[random.nextInt(all.length)], random.nextInt(3), NOW.minusSeconds(random.nextInt(7_200))));
            }
            CustomsStanding one = heard(messages).standing(NOW, 60);
            Collections.shuffle(messages, random);
            CustomsStanding other = heard(messages).standing(NOW, 60);
            assertThat(other == CustomsStanding.RELEASED)
                    .as("seed %d: %s against %s", seed, one, other)
                    .isEqualTo(one == CustomsStanding.RELEASED);
        }
    }

    @Test
    void whatTwoHaveHeardTogetherIsWhatOneWouldHaveHeardAlone() {
        Random seeds = new Random(20_261_126);
        for (int i = 0; i < 20_000; i++) {
            long seed = seeds.nextLong();
            Random random = new Random(seed);
            List<Said> mine = said(random);
            List<Said> yours = said(random);
            List<Said> all = new ArrayList<>(mine);
            all.addAll(yours);
            CustomsStanding together = heard(mine).heard(heard(yours)).standing(NOW, 60);
            CustomsStanding alone = heard(all).standing(NOW, 60);
            assertThat(together == CustomsStanding.RELEASED)
                    .as("seed %d: %s against %s of %s and %s", seed, together, alone, mine, yours)
                    .isEqualTo(alone == CustomsStanding.RELEASED);
        }
    }

    private static List<Said> said(Random random) {
        List<Said> messages = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            CustomsStatus[] all = CustomsStatus.values();
            messages.add(new Said(
                    all[random.nextInt(all.length)], random.nextInt(3), NOW.minusSeconds(random.nextInt(7_200))));
        }
        return messages;
    }

    @Test
    void doNotLoadWinsAmongStatusesOfOneNumberInAnyOrder() {
        List<CustomsStatus> both = new ArrayList<>(List.of(CustomsStatus.DO_NOT_LOAD, CustomsStatus.RELEASED));
        for (int i = 0; i < 2; i++) {
            Collections.reverse(both);
            CustomsFacts facts =
                    CustomsFacts.UNKNOWN.heard(both.getFirst(), 3, NOW).heard(both.getLast(), 3, NOW);
            assertThat(facts.standing(NOW, 60)).isEqualTo(CustomsStanding.DO_NOT_LOAD);
        }
    }

    private static FloorRelease letGo(FloorRole role, boolean inspected, long sequence) {
        return new FloorRelease("0008592946", role, inspected, sequence, NOW, NOW.plusSeconds(1_800));
    }

    @Test
    void aPersonLetsGoOnlyWhatTheRoleMay() {
        record Row(CustomsStatus status, boolean officer, boolean inspected, boolean supervisor) {}
        for (Row row : List.of(
                new Row(CustomsStatus.NONE, true, true, false),
                new Row(CustomsStatus.PRE_ADVISED, true, true, false),
                new Row(CustomsStatus.ASSESSING, true, true, false),
                new Row(CustomsStatus.HOLD, true, true, false),
                new Row(CustomsStatus.INSPECT, false, true, false),
                new Row(CustomsStatus.DO_NOT_LOAD, false, false, false),
                new Row(CustomsStatus.DETAINED, false, false, false))) {
            CustomsFacts facts = CustomsFacts.UNKNOWN.heard(row.status, 3, NOW);
            assertThat(onFloor(facts.heard(letGo(FloorRole.CUSTOMS_OFFICER, false, 3)), NOW))
                    .as("officer, %s", row.status)
                    .isEqualTo(row.officer);
            assertThat(onFloor(facts.heard(letGo(FloorRole.CUSTOMS_OFFICER, true, 3)), NOW))
                    .as("officer after an inspection, %s", row.status)
                    .isEqualTo(row.inspected);
            assertThat(onFloor(facts.heard(letGo(FloorRole.SUPERVISOR, true, 3)), NOW))
                    .as("supervisor, %s", row.status)
                    .isEqualTo(row.supervisor);
        }
    }

    @Test
    void aSupervisorRepeatsOnlyWhatCustomsHasSaidBefore() {
        CustomsFacts old = CustomsFacts.UNKNOWN.heard(CustomsStatus.RELEASED, 3, NOW.minusSeconds(7_200));
        assertThat(old.standing(NOW, 60)).isEqualTo(CustomsStanding.STALE);
        assertThat(onFloor(old.heard(letGo(FloorRole.SUPERVISOR, false, 3)), NOW))
                .isTrue();
        CustomsFacts contradicted = old.heard(CustomsStatus.HOLD, 3, NOW);
        assertThat(onFloor(contradicted.heard(letGo(FloorRole.CUSTOMS_OFFICER, true, 3)), NOW))
                .isFalse();
    }

    @Test
    void aReleaseOnTheFloorEndsWithItsTimeWithAnyNewerWordAndWithAnUnknownClock() {
        CustomsFacts held = CustomsFacts.UNKNOWN
                .heard(CustomsStatus.HOLD, 3, NOW)
                .heard(letGo(FloorRole.CUSTOMS_OFFICER, false, 3));
        assertThat(onFloor(held, NOW.plusSeconds(1_799))).isTrue();
        assertThat(onFloor(held, NOW.plusSeconds(1_800))).isFalse();
        assertThat(onFloor(held, NOW.minusSeconds(121))).as("clock set back").isFalse();
        assertThat(onFloor(held, Instant.EPOCH)).as("clock not known").isFalse();
        assertThat(onFloor(held.heard(CustomsStatus.HOLD, 4, NOW), NOW))
                .as("held again")
                .isFalse();
        assertThat(onFloor(held.heard(letGo(FloorRole.CUSTOMS_OFFICER, false, 2)), NOW))
                .as("an answer to an older word changes nothing")
                .isTrue();
        CustomsFacts never = CustomsFacts.UNKNOWN.heard(letGo(FloorRole.CUSTOMS_OFFICER, false, Long.MIN_VALUE));
        assertThat(onFloor(never, NOW)).as("nothing was ever heard").isTrue();
        assertThat(onFloor(never.heard(CustomsStatus.DETAINED, 1, NOW), NOW)).isFalse();
    }

    @Test
    void whatTwoHeardOfThePersonComesTogetherInAnyOrder() {
        CustomsFacts held = CustomsFacts.UNKNOWN.heard(CustomsStatus.HOLD, 3, NOW);
        CustomsFacts mine = held.heard(letGo(FloorRole.CUSTOMS_OFFICER, false, 3));
        assertThat(held.heard(mine)).isEqualTo(mine.heard(held)).isEqualTo(mine);
        assertThat(CustomsFacts.UNKNOWN.heard(mine)).isEqualTo(mine);
        CustomsFacts newer = held.heard(CustomsStatus.DETAINED, 4, NOW);
        assertThat(mine.heard(newer)).isEqualTo(newer.heard(mine));
        assertThat(onFloor(newer.heard(mine), NOW)).isFalse();
    }

    private static boolean onFloor(CustomsFacts facts, Instant wall) {
        return facts.standing(wall, 60) == CustomsStanding.RELEASED_ON_FLOOR;
    }
}
