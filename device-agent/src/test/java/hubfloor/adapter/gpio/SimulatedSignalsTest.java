package hubfloor.adapter.gpio;

import hubfloor.config.model.SignalConfig;
import hubfloor.port.DigitalOutput;
import hubfloor.port.DigitalOutputContract;
import org.junit.jupiter.api.AfterEach;

/** The simulated pins keep the promises of every output. */
class SimulatedSignalsTest extends DigitalOutputContract {
    private final SimulatedSignals signals = new SimulatedSignals(new SignalConfig("simulated", 17, 27, 22));

    @AfterEach
    void close() {
        signals.close();
    }

    @Override
    protected DigitalOutput output(int index) {
        return switch (index) {
            case 0 -> signals.green();
            case 1 -> signals.red();
            default -> signals.buzzer();
        };
    }

    @Override
    protected boolean high(int index) {
        return signals.level(index == 0 ? "green" : index == 1 ? "red" : "buzzer");
    }
}
