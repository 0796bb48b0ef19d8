package hubfloor.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.config.model.InputPin;
import hubfloor.config.model.OutputPin;
import hubfloor.config.model.PinRef;
import hubfloor.port.DigitalOutput;
import hubfloor.port.PinRefused;
import hubfloor.port.Pins;
import hubfloor.port.PulseCounter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the pins of a chip promise, in memory or on a kernel. */
@Timeout(60)
public abstract class PinsContract {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int EYE = 5;
    private static final int OTHER_EYE = 6;
    private static final int PULSE = 7;
    private static final int LAMP = 17;
    private static final int ACTIVE_LOW_GATE = 27;

    private final List<String> told = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();

    /** The chip, fresh for each test, all its inputs driven low. */
    protected abstract Pins pins();

    /** Drives the wire of an input. */
    protected abstract void drive(int pin, boolean high) throws Exception;

    /** The level on the wire of an output. */
    protected abstract boolean high(int pin) throws Exception;

    protected abstract void plugged(boolean in) throws Exception;

    @AfterEach
    void close() {
        pins().close();
    }

    @Test
    void levelsAreToldFirstAndActiveLowIsUndone() throws Exception {
        pins().input("eye", new InputPin(EYE, false), 0, listener("eye"));
        pins().input("other", new InputPin(OTHER_EYE, true), 0, listener("other"));
        pins().start(this::chip);
        await(2);
        assertThat(told()).containsExactlyInAnyOrder("eye level false", "other level true");
    }

    @Test
    void everyEdgeComesWithItsNumberAndARisingTime() throws Exception {
        pins().input("eye", new InputPin(EYE, false), 0, listener("eye"));
        pins().start(this::chip);
        await(1);
        for (int edge = 1; edge <= 20; edge++) {
            drive(EYE, edge % 2 == 1);
            await(1 + edge);
        }
        List<String> edges = told().subList(1, 21);
        for (int edge = 1; edge <= 20; edge++) {
            assertThat(edges.get(edge - 1)).isEqualTo("eye edge " + edge + " " + (edge % 2 == 1));
        }
        assertThat(List.copyOf(times)).isSorted();
    }

    @Test
    void pulsesBeforeAnEdgeAreCountedWhenTheEdgeIsTold() throws Exception {
        PulseCounter counter = pins().counter("encoder", PinRef.of(PULSE));
        List<Long> counted = new ArrayList<>();
        pins().input("eye", new InputPin(EYE, false), 0, new Recorder("eye") {
            @Override
            public void edge(long atNanos, int sequence, boolean active) {
                synchronized (told) {
                    counted.add(counter.countAt(atNanos));
                }
                super.edge(atNanos, sequence, active);
            }
        });
        pins().start(this::chip);
        await(1);
        for (int edge = 1; edge <= 5; edge++) {
            for (int pulse = 0; pulse < 3; pulse++) {
                drive(PULSE, true);
                drive(PULSE, false);
                long expected = 3L * (edge - 1) + pulse + 1;
                Await.until("pulse " + expected, SOON, () -> counter.count() == expected);
            }
            drive(EYE, edge % 2 == 1);
            await(1 + edge);
        }
        assertThat(counted).containsExactly(3L, 6L, 9L, 12L, 15L);
    }

    @Test
    void outputsAreAtTheirSafeLevelUntilSetAndAgainAtTheEnd() throws Exception {
        DigitalOutput lamp = pins().output("lamp", new OutputPin(LAMP, false, false));
        DigitalOutput gate = pins().output("gate", new OutputPin(ACTIVE_LOW_GATE, true, true));
        pins().start(this::chip);
        assertThat(high(LAMP)).isFalse();
        assertThat(high(ACTIVE_LOW_GATE)).isTrue();
        lamp.set(true);
        assertThat(high(LAMP)).isTrue();
        assertThat(high(ACTIVE_LOW_GATE)).as("the other output").isTrue();
        gate.set(false);
        assertThat(high(ACTIVE_LOW_GATE)).isFalse();
        lamp.set(true);
        lamp.set(false);
        assertThat(high(LAMP)).isFalse();
        gate.set(true);
        assertThat(high(ACTIVE_LOW_GATE)).isTrue();
    }

    @Test
    void aPinThatIsTakenIsRefusedWithWhoHoldsIt() throws Exception {
        pins().output("lamp", new OutputPin(LAMP, false, false));
        assertThatThrownBy(() -> pins().input("eye", new InputPin(LAMP, false), 0, listener("eye")))
                .isInstanceOf(PinRefused.class)
                .hasMessageContaining("eye")
                .hasMessageContaining("held by \"hubfloor");
    }

    @Test
    void chipThatGoesIsToldAndComesBackWithSafeOutputsAndFreshLevels() throws Exception {
        DigitalOutput lamp = pins().output("lamp", new OutputPin(LAMP, false, false));
        pins().input("eye", new InputPin(EYE, false), 0, listener("eye"));
        pins().start(this::chip);
        await(1);
        lamp.set(true);
        plugged(false);
        await(3);
        assertThat(told().subList(1, 3)).containsExactly("eye gone", "chip false");
        lamp.set(true);
        plugged(true);
        await(5);
        assertThat(told().subList(3, 5)).containsExactly("chip true", "eye level false");
        assertThat(high(LAMP)).isFalse();
        drive(EYE, true);
        await(6);
        assertThat(told().get(5)).isEqualTo("eye edge 1 true");
        lamp.set(true);
        assertThat(high(LAMP)).isTrue();
    }

    private void chip(boolean there, String words) {
        tell(0, "chip " + there);
    }

    private Pins.Listener listener(String name) {
        return new Recorder(name);
    }

    private void tell(long atNanos, String words) {
        synchronized (told) {
            told.add(words);
            if (atNanos != 0) {
                times.add(atNanos);
            }
        }
    }

    private List<String> told() {
        synchronized (told) {
            return List.copyOf(told);
        }
    }

    private void await(int count) {
        Await.until(count + " things told", SOON, () -> told().size() >= count);
    }

    private class Recorder implements Pins.Listener {
        private final String name;

        Recorder(String name) {
            this.name = name;
        }

        @Override
        public void level(long atNanos, boolean active) {
            tell(atNanos, name + " level " + active);
        }

        @Override
        public void edge(long atNanos, int sequence, boolean active) {
            tell(atNanos, name + " edge " + sequence + " " + active);
        }

        @Override
        public void lost(long atNanos, int edges) {
            tell(atNanos, name + " lost " + edges);
        }

        @Override
        public void gone(long atNanos) {
            tell(atNanos, name + " gone");
        }
    }
}
