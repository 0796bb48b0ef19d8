package hubfloor.adapter.gpio;

import com.pi4j.exception.Pi4JException;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProviderBase;
import com.pi4j.io.gpio.digital.DigitalState;
import hubfloor.config.model.OutputPin;
import hubfloor.config.model.PinRef;
import hubfloor.port.PinRefused;

/** Pi4J's provider of outputs on the chip that {@link KernelPins} holds; named to Pi4J, never found by it. */
final class KernelOutputs extends DigitalOutputProviderBase {
    private final KernelPins pins;

    KernelOutputs(KernelPins pins) {
        super("kernel-digital-output", "GPIO character device output");
        this.pins = pins;
    }

    /** For whoever comes through Pi4J: the safe level is the initial state, low when there is none. */
    @Override
    public DigitalOutput create(DigitalOutputConfig config) {
        boolean safeHigh = config.initialState() == DigitalState.HIGH;
        try {
            return pins.output(
                    config, new OutputPin(PinRef.of(config.bcm()), false, safeHigh, OutputPin.Drive.PUSH_PULL));
        } catch (PinRefused refused) {
            throw new Pi4JException(refused.getMessage(), refused);
        }
    }
}
