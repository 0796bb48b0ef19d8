package hubfloor.sorter.decision;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.advice.CustomsFacts;
import hubfloor.config.model.ChuteConfig.Kind;
import hubfloor.config.model.CustomsStatus;
import hubfloor.config.model.LineConfig;
import hubfloor.sorter.event.LineEvent.Step;
import hubfloor.sorter.event.Reason;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What must hold whatever is known, said and full: 100,000 parcels on 500 plans, each failure with its seed. */
class DecisionPropertiesTest {
    private static final int PLANS = 500;
    private static final int PARCELS = 200;

    private interface Property {
        void check(LineConfig line, Facts facts, TestLine floor, Decision decision, Supplier<String> seed);
    }

    private static void always(boolean customs, Property property) {
        SplittableRandom seeds = new SplittableRandom(4_711);
        for (int i = 0; i < PLANS; i++) {
            long seed = seeds.nextLong();
            RandomParcels random = new RandomParcels(seed);
            LineConfig line = TestLine.line(customs, i % 2 == 0);
            CompiledPlan plan = new CompiledPlan(TestLine.plan(random.rules(1 + i % 20)), line);
            SortDecider decider = new SortDecider(line);
            Turns turns = new Turns(plan);
            TestLine floor = new TestLine();
            for (int n = 0; n < PARCELS; n++) {
                for (int chute = 0; chute < line.chutes().size(); chute++) {
                    floor.shut.put(chute, random.availability());
                }
                Facts facts = random.facts();
                Decision decision = decider.decide(facts, plan, turns, floor.chutes);
                assertThat(decider.decide(facts, plan, turns, floor.chutes)).isEqualTo(decision);
                turns.take(decision);
                int parcel = n;
                property.check(line, facts, floor, decision, () -> "seed " + seed + " parcel " + parcel + " " + facts);
            }
        }
    }

    @Test
    void normalChuteIsNeverChosenWithoutAFreshRelease() {
        int[] normal = new int[1];
        always(true, (line, facts, floor, decision, seed) -> {
            if (decision.chute() >= 0 && line.chutes().get(decision.chute()).kind() == Kind.NORMAL) {
                normal[0]++;
                CustomsFacts customs = facts.customs();
                assertThat(customs.status()).as(seed).contains(CustomsStatus.RELEASED);
                assertThat(customs.conflicting()).as(seed).isFalse();
                assertThat(Duration.between(customs.at(), facts.wall()))
                        .as(seed)
                        .isBetween(Duration.ofMinutes(-2), Duration.ofMinutes(60));
                assertThat(facts.doubt()).as(seed).isEqualTo(Reason.NONE);
                assertThat(facts.identity().problem()).as(seed).isEqualTo(Reason.NONE);
            }
        });
        assertThat(normal[0]).as("parcels that reached a NORMAL chute at all").isGreaterThan(1_000);
    }

    @Test
    void shutChuteIsNeverChosenExceptTheBeltsEndThatNothingCanShut() {
        always(true, (line, facts, floor, decision, seed) -> {
            if (decision.chute() >= 0 && decision.chute() != TestLine.END) {
                assertThat(floor.chutes.availability(decision.chute())).as(seed).isEqualTo(Reason.NONE);
            }
        });
    }

    @Test
    void everyRungIsReachedAndOnlyAFirstChoiceIsWithoutAReason() {
        Map<Step, Integer> reached = new EnumMap<>(Step.class);
        always(true, (line, facts, floor, decision, seed) -> {
            reached.merge(decision.step(), 1, Integer::sum);
            boolean firstChoice = decision.step() == Step.PLAN || decision.step() == Step.HOST;
            if (!firstChoice) {
                assertThat(decision.reason()).as(seed).isNotEqualTo(Reason.NONE);
            }
            assertThat(decision.inputs()).as(seed).hasSizeLessThanOrEqualTo(16);
        });
        assertThat(reached).containsOnlyKeys(Step.values());
    }

    @Test
    void roundsNeverPassTheLimitWhileAChuteIsFree() {
        always(false, (line, facts, floor, decision, seed) -> {
            if (decision.chute() == Decision.ROUND) {
                assertThat(line.recirculation()).as(seed).isPresent();
                boolean exceptionFree = floor.chutes.availability(TestLine.CHECK) == Reason.NONE;
                assertThat(facts.rounds() < 2 || !exceptionFree).as(seed).isTrue();
            }
        });
    }

    @Test
    void doNotLoadReachesNoOutboundChuteOnALineWithoutCustoms() {
        always(false, (line, facts, floor, decision, seed) -> {
            boolean forbidden = !facts.customs().conflicting()
                    && facts.customs().status().equals(java.util.Optional.of(CustomsStatus.DO_NOT_LOAD));
            if (forbidden && decision.chute() >= 0) {
                assertThat(line.chutes().get(decision.chute()).kind()).as(seed).isNotEqualTo(Kind.NORMAL);
            }
        });
    }
}
