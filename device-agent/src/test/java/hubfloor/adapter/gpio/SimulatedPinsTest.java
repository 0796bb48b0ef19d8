package hubfloor.adapter.gpio;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.config.model.PinRef;
import hubfloor.port.Pins;
import hubfloor.testing.PinsContract;

/** The twin in memory keeps the contract; the kernel's pins are held to the same one in tests/kernel. */
class SimulatedPinsTest extends PinsContract {
    private final SimulatedPins pins = new SimulatedPins(new SystemClock());

    @Override
    protected Pins pins() {
        return pins;
    }

    @Override
    protected void drive(int pin, boolean high) {
        pins.drive(PinRef.of(pin), high);
    }

    @Override
    protected boolean high(int pin) {
        return pins.level(PinRef.of(pin));
    }

    @Override
    protected void plugged(boolean in) {
        pins.plugged(in);
    }
}
