package hubfloor.config.model;

/**
 * A digital output and the level that cannot hurt anybody: taken at boot, on exit, on fault and when the program falls
 * silent.
 *
 * @param activeLow low moves the gate
 * @param safeHigh the safe level; the gate must be at rest at it
 */
public record OutputPin(int pin, boolean activeLow, boolean safeHigh) {}
