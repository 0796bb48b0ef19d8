package hubfloor.kernel;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.gpio.KernelPins;
import hubfloor.port.Pins;
import hubfloor.testing.PinsContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/** The kernel's pins keep the contract that the ones in memory keep. */
@DisplayNameGeneration(DisplayNameGenerator.Simple.class)
class KernelPinsGuest extends PinsContract {
    private GpioSim chip;
    private Pins pins;

    @BeforeEach
    void plugIn() throws Exception {
        chip = GpioSim.plugIn("pinctrl-bcm2711");
        pins = KernelPins.open("pinctrl-bcm2711", new SystemClock());
    }

    @AfterEach
    void pullOut() throws Exception {
        chip.close();
    }

    @Override
    protected Pins pins() {
        return pins;
    }

    @Override
    protected void drive(int pin, boolean high) throws Exception {
        chip.drive(pin, high);
    }

    @Override
    protected boolean high(int pin) throws Exception {
        return chip.high(pin);
    }

    @Override
    protected void plugged(boolean in) throws Exception {
        if (in) {
            chip.plugIn();
        } else {
            chip.pullOut();
        }
    }
}
