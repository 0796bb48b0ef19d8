package hubfloor.config.model;

/**
 * A digital output and the level that cannot hurt anybody: taken at boot, on exit, on fault and when the program falls
 * silent.
 *
 * @param activeLow low moves the gate
 * @param safeHigh the safe level; the gate must be at rest at it
 */
public record OutputPin(PinRef pin, boolean activeLow, boolean safeHigh, Drive drive) {
    /** How the chip makes a level. */
    public enum Drive {
        /** Drives high and low. */
        PUSH_PULL,
        /** Drives low only; high is left to a resistor outside. */
        OPEN_DRAIN,
        /** Drives high only; low is left to a resistor outside. */
        OPEN_SOURCE
    }

    public OutputPin(int pin, boolean activeLow, boolean safeHigh) {
        this(PinRef.of(pin), activeLow, safeHigh, Drive.PUSH_PULL);
    }
}
