package hubfloor.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every output pin promises, simulated or real; a real one is checked on a bench with its outputs wired back. */
public abstract class DigitalOutputContract {
    private static final int OUTPUTS = 3;
    private final DigitalOutput[] outputs = new DigitalOutput[OUTPUTS];

    /** One of the three outputs; asked once each. */
    protected abstract DigitalOutput output(int index);

    /** The level its pin really has. */
    protected abstract boolean high(int index);

    @BeforeEach
    void make() {
        for (int i = 0; i < OUTPUTS; i++) {
            outputs[i] = output(i);
        }
    }

    @Test
    void everyOutputIsLowUntilSomebodySetsIt() {
        for (int i = 0; i < OUTPUTS; i++) {
            assertThat(high(i)).as("output %d", i).isFalse();
        }
    }

    @Test
    void levelFollowsEverySetAndSettingTwiceIsHarmless() {
        for (boolean level : new boolean[] {true, true, false, false, true, false}) {
            outputs[0].set(level);
            assertThat(high(0)).isEqualTo(level);
        }
    }

    @Test
    void outputsDoNotTouchEachOther() {
        for (int i = 0; i < OUTPUTS; i++) {
            outputs[i].set(true);
            for (int other = 0; other < OUTPUTS; other++) {
                assertThat(high(other))
                        .as("output %d while %d is high", other, i)
                        .isEqualTo(other == i);
            }
            outputs[i].set(false);
        }
    }
}
