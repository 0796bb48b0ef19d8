package hubfloor.adapter.gpio;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputConfigBuilder;
import hubfloor.config.model.SignalConfig;
import hubfloor.port.DigitalOutput;

/**
 * Lamp and buzzer on Pi4J outputs whose pins exist only in memory: the shipped twin of real pins, chosen in the config
 * by {@code backend: simulated}. Pi4J finds nothing by itself here; the one provider is named.
 */
public final class SimulatedSignals implements AutoCloseable {
    private final Context context;
    private final SignalConfig config;

    public SimulatedSignals(SignalConfig config) {
        this.config = config;
        context = Pi4J.newContextBuilder().add(new SimulatedOutputProvider()).build();
    }

    public DigitalOutput green() {
        return output("green", config.greenPin());
    }

    public DigitalOutput red() {
        return output("red", config.redPin());
    }

    public DigitalOutput buzzer() {
        return output("buzzer", config.buzzerPin());
    }

    /** Whether the simulated pin of that name is high. */
    boolean level(String name) {
        return context.registry()
                .get(name, com.pi4j.io.gpio.digital.DigitalOutput.class)
                .isHigh();
    }

    private DigitalOutput output(String name, int pin) {
        DigitalOutputConfig asked = DigitalOutputConfigBuilder.newInstance(context)
                .id(name)
                .name(name)
                .bcm(pin)
                .build();
        com.pi4j.io.gpio.digital.DigitalOutput output = context.create(asked);
        return high -> {
            if (high) {
                output.high();
            } else {
                output.low();
            }
        };
    }

    @Override
    public void close() {
        context.shutdown();
    }
}
