package hubfloor.config.model;

/**
 * The lamp and buzzer that tell staff whether a scan is safely stored. Pins are BCM numbers or names, active high.
 *
 * @param backend {@code simulated}, or the name of a GPIO chip's label
 */
public record SignalConfig(String backend, PinRef greenPin, PinRef redPin, PinRef buzzerPin) {}
