package hubfloor.advice;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.config.model.CustomsStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private static Advice clocks(boolean trusted, Instant accepted, Instant presented, Instant cutOff) {
        Routing routing = new Routing(1, "BE", "", "", 0, 0, trusted, new Clocks(accepted, presented, cutOff));
        return new Advice(routing, CustomsFacts.UNKNOWN);
    }

    private static Advice presented(boolean trusted) {
        return clocks(trusted, Instant.EPOCH, NOON, Instant.EPOCH);
    }

    /** Looks whenever the watch wants to look, and says what was told at which minute. */
    private static List<String> story(Advice advice) {
        List<String> story = new ArrayList<>();
        int told = 0;
        for (long at = ClockWatch.nextS(told, advice); at != ClockWatch.NEVER; at = ClockWatch.nextS(told, advice)) {
            Instant wall = Instant.ofEpochSecond(at);
            List<TimeLeft> passed = ClockWatch.passed(told, advice, wall);
            assertThat(passed).as("nobody is woken for nothing, at %s", wall).isNotEmpty();
            long minute = Duration.between(NOON, wall).toMinutes();
            passed.forEach(left -> story.add(minute + " " + left.which().word() + " " + left.stage()));
            told = ClockWatch.with(told, passed);
        }
        return story;
    }

    @Test
    void customsHasThreeHoursForATrustedMerchantAndSixForAnybody() {
        assertThat(story(presented(true)))
                .containsExactly("90 customs half-used", "144 customs nearly-used", "180 customs overdue");
        assertThat(story(presented(false)))
                .containsExactly("180 customs half-used", "288 customs nearly-used", "360 customs overdue");
    }

    @Test
    void eachClockIsToldByItself() {
        Advice advice = clocks(true, NOON, NOON, NOON.plus(Duration.ofHours(3)));
        assertThat(story(advice))
                .containsExactly(
                        "90 customs half-used",
                        "90 cut-off half-used",
                        "144 customs nearly-used",
                        "144 cut-off nearly-used",
                        "180 customs overdue",
                        "180 cut-off overdue",
                        "2160 promise half-used",
                        "3456 promise nearly-used",
                        "4320 promise overdue");
    }

    @Test
    void ofStagesThatPassedUnseenOnlyTheLastIsTold() {
        Advice advice = presented(true);
        List<TimeLeft> passed = ClockWatch.passed(0, advice, NOON.plus(Duration.ofHours(4)));
        assertThat(passed).extracting(TimeLeft::stage).containsExactly("overdue");
        int told = ClockWatch.with(0, passed);
        assertThat(ClockWatch.nextS(told, advice)).isEqualTo(ClockWatch.NEVER);
        assertThat(ClockWatch.passed(told, advice, NOON.plus(Duration.ofDays(9))))
                .isEmpty();
    }

    @Test
    void aReleaseStopsCustomsClockAndTakesTheParcelOffTheList() {
        Advice advice = presented(true);
        int told = ClockWatch.with(0, ClockWatch.passed(0, advice, NOON.plus(Duration.ofHours(4))));
        assertThat(ClockWatch.lateS(told, advice))
                .isEqualTo(NOON.plus(Duration.ofHours(3)).getEpochSecond());
        Advice released = advice.heard(CustomsStatus.RELEASED, 1, NOON);
        assertThat(ClockWatch.kept(told, advice, released)).isEqualTo(told);
        assertThat(ClockWatch.lateS(told, released)).isEqualTo(ClockWatch.NEVER);
        assertThat(ClockWatch.nextS(told, released)).isEqualTo(ClockWatch.NEVER);
    }

    @Test
    void aClockWhoseEndWasMovedBeginsAnewAndTheOthersDoNot() {
        Advice before = clocks(true, NOON, NOON, NOON.plus(Duration.ofHours(3)));
        int told = ClockWatch.with(0, ClockWatch.passed(0, before, NOON.plus(Duration.ofHours(2))));
        Advice after = clocks(true, NOON, NOON, NOON.plus(Duration.ofHours(6)));
        int kept = ClockWatch.kept(told, before, after);
        assertThat(ClockWatch.passed(kept, after, NOON.plus(Duration.ofHours(3))))
                .extracting(left -> left.which().word() + " " + left.stage())
                .containsExactly("customs overdue", "cut-off half-used");
    }

    @Test
    void whoeverLooksWhenToldToSeesEveryStageOnceWhateverTheClocks() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            Instant accepted = random.nextInt(3) == 0 ? Instant.EPOCH : NOON.plusMillis(random.nextInt(400_000_000));
            Instant presented = random.nextInt(3) == 0 ? Instant.EPOCH : NOON.plusMillis(random.nextInt(400_000_000));
            Instant cutOff = random.nextInt(3) == 0 ? Instant.EPOCH : NOON.plusMillis(random.nextInt(400_000_000));
            Advice advice = clocks(random.nextBoolean(), accepted, presented, cutOff);
            List<String> story = story(advice);
            List<String> stages = story.stream()
                    .map(line -> line.substring(line.indexOf(' ')))
                    .toList();
            assertThat(stages).as("%s", advice).doesNotHaveDuplicates();
            long running = advice.routing().clocks().running(false, false).size();
            assertThat(stages.stream().filter(line -> line.endsWith("overdue"))).hasSize((int) running);
        }
    }
}
