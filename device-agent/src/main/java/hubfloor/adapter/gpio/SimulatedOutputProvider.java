package hubfloor.adapter.gpio;

import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputBase;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.io.gpio.digital.DigitalOutputProviderBase;

/** Makes output pins that exist only in memory; Pi4J keeps their level. */
final class SimulatedOutputProvider extends DigitalOutputProviderBase {
    SimulatedOutputProvider() {
        super("simulated-digital-output", "Simulated digital output");
    }

    @Override
    public DigitalOutput create(DigitalOutputConfig config) {
        SimulatedOutput output = new SimulatedOutput(this, config);
        context().registry().add(output);
        return output;
    }

    private static final class SimulatedOutput extends DigitalOutputBase {
        private SimulatedOutput(DigitalOutputProvider provider, DigitalOutputConfig config) {
            super(provider, config);
        }
    }
}
