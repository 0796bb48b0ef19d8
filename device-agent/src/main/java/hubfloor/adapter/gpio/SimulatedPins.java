package hubfloor.adapter.gpio;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputConfigBuilder;
import hubfloor.config.model.InputPin;
import hubfloor.config.model.OutputPin;
import hubfloor.config.model.PinRef;
import hubfloor.port.Clock;
import hubfloor.port.DigitalOutput;
import hubfloor.port.PinRefused;
import hubfloor.port.Pins;
import hubfloor.port.PulseCounter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pins that exist only in memory: the shipped twin of {@link KernelPins}, chosen in the config by {@code simulated}.
 * Levels of inputs come from {@link #drive}; what listens is called by the thread that drives. Outputs are Pi4J's, whose
 * one provider is named. Debouncing is not simulated: what is driven is taken to be clean.
 */
public final class SimulatedPins implements Pins {
    private final Context pi4j =
            Pi4J.newContextBuilder().add(new SimulatedOutputProvider()).build();
    private final Clock clock;
    private final Map<PinRef, Input> inputs = new LinkedHashMap<>();
    private final Map<PinRef, PulseTrack> counters = new LinkedHashMap<>();
    private final Map<PinRef, Boolean> levels = new LinkedHashMap<>();
    private final Map<PinRef, com.pi4j.io.gpio.digital.DigitalOutput> outputs = new LinkedHashMap<>();
    private final List<Runnable> safe = new ArrayList<>();
    private @Nullable ChipWatch watch;
    private boolean there = true;

    private static final class Input {
        private final boolean activeLow;
        private final Listener listener;
        private int sequence;

        Input(boolean activeLow, Listener listener) {
            this.activeLow = activeLow;
            this.listener = listener;
        }
    }

    public SimulatedPins(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void input(String name, InputPin pin, int debounceMicros, Listener listener) throws PinRefused {
        free(name, pin.pin());
        inputs.put(pin.pin(), new Input(pin.activeLow(), listener));
    }

    @Override
    public synchronized PulseCounter counter(String name, PinRef pin) throws PinRefused {
        free(name, pin);
        PulseTrack track = new PulseTrack();
        counters.put(pin, track);
        return track;
    }

    @Override
    public synchronized DigitalOutput output(String name, OutputPin pin) throws PinRefused {
        free(name, pin.pin());
        DigitalOutputConfig asked = DigitalOutputConfigBuilder.newInstance(pi4j)
                .id(name)
                .name(name)
                .bcm(pin.pin().number())
                .build();
        com.pi4j.io.gpio.digital.DigitalOutput output = pi4j.create(asked);
        outputs.put(pin.pin(), output);
        DigitalOutput port = high -> set(output, high);
        port.set(pin.safeHigh());
        safe.add(() -> port.set(pin.safeHigh()));
        return port;
    }

    private void free(String name, PinRef pin) throws PinRefused {
        if (watch != null) {
            throw new IllegalStateException("all pins are asked for before the first of them tells anything");
        }
        if (inputs.containsKey(pin) || counters.containsKey(pin) || outputs.containsKey(pin)) {
            throw new PinRefused(name + ": line " + pin + " of simulated is held by \"hubfloor\" already.");
        }
    }

    private static void set(com.pi4j.io.gpio.digital.DigitalOutput output, boolean high) {
        if (high) {
            output.high();
        } else {
            output.low();
        }
    }

    @Override
    public synchronized void start(ChipWatch told) {
        watch = told;
        tellLevels();
    }

    @Override
    public synchronized void tellLevels() {
        long now = clock.nanos();
        if (there) {
            inputs.forEach((pin, input) -> input.listener.level(now, high(pin) != input.activeLow));
        }
    }

    private boolean high(PinRef pin) {
        return levels.getOrDefault(pin, false);
    }

    /** The wire at this input is now high or low, as a photo-eye or a pulse makes it. */
    public synchronized void drive(PinRef pin, boolean high) {
        boolean was = high(pin);
        levels.put(pin, high);
        if (was == high || watch == null || !there) {
            return;
        }
        long now = clock.nanos();
        PulseTrack track = counters.get(pin);
        if (track != null && high) {
            track.add(now, 1);
        }
        Input input = inputs.get(pin);
        if (input != null) {
            input.listener.edge(now, ++input.sequence, high != input.activeLow);
        }
    }

    /** Whether the output's wire is high. */
    public synchronized boolean level(PinRef pin) {
        com.pi4j.io.gpio.digital.DigitalOutput output = outputs.get(pin);
        return output != null && output.isHigh();
    }

    /** Pulls the chip out, or puts it back. */
    public synchronized void plugged(boolean in) {
        ChipWatch told = watch;
        if (told == null || in == there) {
            return;
        }
        there = in;
        safe.forEach(Runnable::run);
        if (in) {
            inputs.values().forEach(input -> input.sequence = 0);
            told.chip(true, "the simulated chip is back");
            tellLevels();
        } else {
            long now = clock.nanos();
            inputs.values().forEach(input -> input.listener.gone(now));
            told.chip(false, "the simulated chip is gone");
        }
    }

    @Override
    public synchronized void close() {
        there = false;
        safe.forEach(Runnable::run);
        pi4j.shutdown();
    }
}
