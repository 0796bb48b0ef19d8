package hubfloor.adapter.gpio;

import com.pi4j.exception.Pi4JException;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalInputProviderBase;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import hubfloor.config.model.InputPin;
import hubfloor.config.model.PinRef;
import hubfloor.port.PinRefused;
import hubfloor.port.Pins;

/** Pi4J's provider of inputs on the chip that {@link KernelPins} holds; named to Pi4J, never found by it. */
final class KernelInputs extends DigitalInputProviderBase {
    private static final Pins.Listener NOBODY = new Silent();

    private final KernelPins pins;

    KernelInputs(KernelPins pins) {
        super("kernel-digital-input", "GPIO character device input");
        this.pins = pins;
    }

    /** For whoever comes through Pi4J: {@code onState LOW} is active-low, {@code debounce} is in microseconds. */
    @Override
    public DigitalInput create(DigitalInputConfig config) {
        InputPin.Bias bias = switch (config.pull()) {
            case PULL_UP -> InputPin.Bias.PULL_UP;
            case PULL_DOWN -> InputPin.Bias.PULL_DOWN;
            default -> InputPin.Bias.AS_IS;
        };
        boolean activeLow = config.onState() == DigitalState.LOW;
        Long debounce = config.debounce();
        try {
            return pins.input(
                    config,
                    new InputPin(PinRef.of(config.bcm()), activeLow, bias),
                    debounce == null ? 0 : Math.toIntExact(debounce),
                    NOBODY);
        } catch (PinRefused refused) {
            throw new Pi4JException(refused.getMessage(), refused);
        }
    }

    static PullResistance pull(InputPin.Bias bias) {
        return switch (bias) {
            case AS_IS -> PullResistance.OFF;
            case PULL_UP -> PullResistance.PULL_UP;
            case PULL_DOWN -> PullResistance.PULL_DOWN;
        };
    }

    private static final class Silent implements Pins.Listener {
        @Override
        public void level(long atNanos, boolean active) {}

        @Override
        public void edge(long atNanos, int sequence, boolean active) {}

        @Override
        public void lost(long atNanos, int edges) {}

        @Override
        public void gone(long atNanos) {}
    }
}
