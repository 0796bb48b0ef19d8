package hubfloor.adapter.gpio;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalInputConfigBuilder;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputConfigBuilder;
import com.pi4j.io.gpio.digital.DigitalState;
import hubfloor.config.model.InputPin;
import hubfloor.config.model.OutputPin;
import hubfloor.config.model.PinRef;
import hubfloor.port.Clock;
import hubfloor.port.DigitalOutput;
import hubfloor.port.PinRefused;
import hubfloor.port.Pins;
import hubfloor.port.PulseCounter;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pins of one real chip, found by its label, each line requested by itself from the kernel: 256 edges are kept for
 * an input while we do not read, 1,024 pulses for a counter, then the oldest go and the gap is told. The thread
 * {@code gpio} reads them all; see {@link GpioLoop}.
 */
public final class KernelPins implements Pins {
    private static final Logger LOG = LoggerFactory.getLogger(KernelPins.class);
    static final int INPUT_BUFFER = 256;

    private final String label;
    private final Context pi4j;
    private final KernelInputs inputProvider = new KernelInputs(this);
    private final KernelOutputs outputProvider = new KernelOutputs(this);
    private final List<HeldInput> inputs = new ArrayList<>();
    private final List<HeldCounter> counters = new ArrayList<>();
    private final List<HeldOutput> outputs = new ArrayList<>();
    private final GpioLoop loop;
    private GpioChip chip;
    private boolean closed;

    private KernelPins(String label, GpioChip chip, Clock clock) {
        this.label = label;
        this.chip = chip;
        pi4j = Pi4J.newContextBuilder().add(inputProvider, outputProvider).build();
        loop = new GpioLoop(this, clock);
    }

    /**
     * Opens the chip.
     *
     * @throws PinRefused when no chip has that label or this user may not open it
     */
    public static KernelPins open(String label, Clock clock) throws PinRefused {
        return new KernelPins(label, GpioChips.byLabel(label), clock);
    }

    @Override
    public void input(String name, InputPin pin, int debounceMicros, Listener listener) throws PinRefused {
        DigitalInputConfig config = DigitalInputConfigBuilder.newInstance(pi4j)
                .id(name)
                .name(name)
                .bcm(LineRequest.find(chip, name, pin.pin()).number())
                .pull(KernelInputs.pull(pin.bias()))
                .debounce((long) debounceMicros)
                .build();
        input(config, pin, debounceMicros, listener);
    }

    HeldInput input(DigitalInputConfig config, InputPin pin, int debounceMicros, Listener listener) throws PinRefused {
        loop.requireNotStarted();
        long flags = Uapi.FLAG_INPUT
                | Uapi.FLAG_EDGE_RISING
                | Uapi.FLAG_EDGE_FALLING
                | (pin.activeLow() ? Uapi.FLAG_ACTIVE_LOW : 0)
                | switch (pin.bias()) {
                    case AS_IS -> 0;
                    case PULL_UP -> Uapi.FLAG_BIAS_PULL_UP;
                    case PULL_DOWN -> Uapi.FLAG_BIAS_PULL_DOWN;
                };
        LineRequest.Terms terms =
                new LineRequest.Terms(config.name(), pin.pin(), flags, debounceMicros, false, INPUT_BUFFER);
        LineRequest request = LineRequest.open(chip, terms);
        HeldInput input = new HeldInput(inputProvider, config, terms, listener);
        input.held(request);
        inputs.add(input);
        pi4j.registry().add(input);
        return input;
    }

    @Override
    public PulseCounter counter(String name, PinRef pin) throws PinRefused {
        loop.requireNotStarted();
        long flags = Uapi.FLAG_INPUT | Uapi.FLAG_EDGE_RISING;
        LineRequest.Terms terms = new LineRequest.Terms(name, pin, flags, 0, false, Uapi.EVENT_BUFFER_MAX);
        HeldCounter counter = new HeldCounter(terms);
        counter.held(LineRequest.open(chip, terms));
        counters.add(counter);
        return counter.track();
    }

    @Override
    public DigitalOutput output(String name, OutputPin pin) throws PinRefused {
        DigitalState safe = pin.safeHigh() ? DigitalState.HIGH : DigitalState.LOW;
        DigitalOutputConfig config = DigitalOutputConfigBuilder.newInstance(pi4j)
                .id(name)
                .name(name)
                .bcm(LineRequest.find(chip, name, pin.pin()).number())
                .initial(safe)
                .shutdown(safe)
                .build();
        HeldOutput output = output(config, pin);
        return high -> output.state(high ? DigitalState.HIGH : DigitalState.LOW);
    }

    HeldOutput output(DigitalOutputConfig config, OutputPin pin) throws PinRefused {
        loop.requireNotStarted();
        long flags = Uapi.FLAG_OUTPUT
                | switch (pin.drive()) {
                    case PUSH_PULL -> 0;
                    case OPEN_DRAIN -> Uapi.FLAG_OPEN_DRAIN;
                    case OPEN_SOURCE -> Uapi.FLAG_OPEN_SOURCE;
                };
        LineRequest.Terms terms = new LineRequest.Terms(config.name(), pin.pin(), flags, 0, pin.safeHigh(), 0);
        LineRequest request = LineRequest.open(chip, terms);
        HeldOutput output = new HeldOutput(outputProvider, config, terms);
        output.held(request);
        outputs.add(output);
        pi4j.registry().add(output);
        return output;
    }

    @Override
    public void start(ChipWatch watch) {
        loop.start(watch);
    }

    @Override
    public void tellLevels() {
        loop.tellLevels();
    }

    String label() {
        return label;
    }

    int chipFd() {
        return chip.fd();
    }

    List<HeldInput> inputs() {
        return inputs;
    }

    List<HeldCounter> counters() {
        return counters;
    }

    /** The chip went away: what we held of it is void. */
    void letGo() {
        outputs.forEach(HeldOutput::release);
        counters.forEach(HeldCounter::release);
        inputs.forEach(HeldInput::release);
        chip.close();
    }

    /** Takes everything up again: outputs first, at their safe levels. Either all or nothing. */
    void takeAgain() throws GpioRefused {
        GpioChip back = GpioChips.byLabel(label);
        chip = back;
        try {
            for (HeldOutput output : outputs) {
                output.held(LineRequest.open(back, output.terms));
            }
            for (HeldCounter counter : counters) {
                counter.held(LineRequest.open(back, counter.terms));
            }
            for (HeldInput input : inputs) {
                input.held(LineRequest.open(back, input.terms));
            }
        } catch (GpioRefused refused) {
            letGo();
            throw refused;
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        outputs.forEach(HeldOutput::safe);
        loop.stop();
        LOG.debug("pins of {} are given back", label);
        pi4j.shutdown();
        letGo();
    }
}
