package hubfloor.agent;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.agent.StaffFeedback.Light;
import hubfloor.port.DigitalOutput;
import hubfloor.port.LifeSign;
import hubfloor.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lamp and buzzer as a person at the table sees them, on outputs that write down what they are told. */
@Timeout(30)
class SignalLoopTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String DARK = "---";
    private static final String GREEN_BEEP = "G-B";
    private static final String GREEN_LAMP = "G--";
    private static final String RED_BEEP = "-RB";
    private static final String RED_LAMP = "-R-";

    private final Panel panel = new Panel();
    private final SignalLoop loop = new SignalLoop(
            panel.green(), panel.red(), panel.buzzer(), new SystemClock(), LifeSign.UNWATCHED, LifeSign.UNWATCHED);

    @BeforeEach
    void start() {
        loop.start();
        Await.until("dark at the start", SOON, () -> panel.last().equals(DARK));
    }

    @AfterEach
    void stop() throws InterruptedException {
        loop.stop();
    }

    @Test
    void greenIsOneSecondWithOneShortBeepAndThenDark() {
        loop.show(Light.GREEN);
        Await.until("dark again", SOON, () -> panel.seen().size() >= 4);
        assertThat(panel.seen()).containsExactly(DARK, GREEN_BEEP, GREEN_LAMP, DARK);
        assertThat(panel.msBetween(GREEN_BEEP, 3)).as("ms of green").isBetween(1_000L, 2_500L);
    }

    @Test
    void redBlinksThreeTimesAndStaysUntilTheNextResult() {
        loop.show(Light.RED);
        Await.until("the whole pattern", SOON, () -> panel.seen().size() >= 7);
        assertThat(panel.seen()).containsExactly(DARK, RED_BEEP, DARK, RED_BEEP, DARK, RED_BEEP, RED_LAMP);
        long end = System.nanoTime() + 300_000_000L;
        while (System.nanoTime() < end) {
            assertThat(panel.last()).isEqualTo(RED_LAMP);
            Thread.onSpinWait();
        }
        loop.show(Light.GREEN);
        Await.until("green", SOON, () -> panel.last().equals(GREEN_BEEP));
    }

    @Test
    void newResultCutsTheRunningPatternShort() {
        loop.show(Light.GREEN);
        Await.until("green lamp", SOON, () -> panel.last().equals(GREEN_LAMP));
        long from = System.nanoTime();
        loop.show(Light.RED);
        Await.until("red", SOON, () -> panel.last().equals(RED_BEEP));
        assertThat((System.nanoTime() - from) / 1_000_000)
                .as("ms until the old green is gone")
                .isLessThan(400);
        loop.show(Light.GREEN);
        Await.until("green", SOON, () -> panel.last().equals(GREEN_BEEP));
        assertThat(panel.seen()).containsExactly(DARK, GREEN_BEEP, GREEN_LAMP, RED_BEEP, GREEN_BEEP);
    }

    @Test
    void secondGreenBeginsAnewSoThatTwoScansAreTwoBeeps() {
        loop.show(Light.GREEN);
        Await.until("green lamp", SOON, () -> panel.last().equals(GREEN_LAMP));
        loop.show(Light.GREEN);
        Await.until("a second beep", SOON, () -> panel.last().equals(GREEN_BEEP));
    }

    @Test
    void greenAndRedNeverShineTogether() {
        for (int i = 0; i < 200; i++) {
            loop.show(i % 2 == 0 ? Light.RED : Light.GREEN);
            int shown = i;
            if (i % 20 == 0) {
                Await.until("result " + shown, SOON, () -> panel.last().startsWith(shown % 2 == 0 ? "-R" : "G-"));
            }
        }
        assertThat(panel.seen()).noneMatch(levels -> levels.startsWith("GR"));
    }

    @Test
    void allIsDarkAndQuietAtTheEndWhateverWasShown() throws InterruptedException {
        loop.show(Light.RED);
        Await.until("red", SOON, () -> panel.last().equals(RED_BEEP));
        loop.stop();
        assertThat(panel.last()).isEqualTo(DARK);
    }

    /** Three outputs; what a person sees is the levels after the third has been set. */
    private static final class Panel {
        private final List<String> seen = new ArrayList<>();
        private final List<Long> atNanos = new ArrayList<>();
        private boolean greenHigh;
        private boolean redHigh;

        DigitalOutput green() {
            return high -> {
                synchronized (this) {
                    greenHigh = high;
                }
            };
        }

        DigitalOutput red() {
            return high -> {
                synchronized (this) {
                    redHigh = high;
                }
            };
        }

        DigitalOutput buzzer() {
            return high -> {
                synchronized (this) {
                    seen.add((greenHigh ? "G" : "-") + (redHigh ? "R" : "-") + (high ? "B" : "-"));
                    atNanos.add(System.nanoTime());
                }
            };
        }

        synchronized List<String> seen() {
            return List.copyOf(seen);
        }

        synchronized String last() {
            return seen.isEmpty() ? "" : seen.getLast();
        }

        synchronized long msBetween(String levels, int index) {
            return (atNanos.get(index) - atNanos.get(seen.indexOf(levels))) / 1_000_000;
        }
    }
}
