package hubfloor.conform;

/** The broker was not reached, went away, or does not let the kit do its part; the message says what to do. */
public final class Unreachable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreachable(String message) {
        super(message);
    }
}
