package hubfloor.config.model;

/** A digital input: its GPIO line, whether low means active, and what holds it while nobody drives it. */
public record InputPin(PinRef pin, boolean activeLow, Bias bias) {
    /** The resistor in the chip. */
    public enum Bias {
        /** Left as the board set it up: for inputs with a resistor or a driver of their own. */
        AS_IS,
        PULL_UP,
        PULL_DOWN
    }

    public InputPin(int pin, boolean activeLow) {
        this(PinRef.of(pin), activeLow, Bias.AS_IS);
    }
}
