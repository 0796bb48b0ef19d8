package hubfloor.port;

/** A chip or a pin cannot be had; the message says which, who holds it where somebody does, and what to do. */
public class PinRefused extends Exception {
    private static final long serialVersionUID = 1L;

    public PinRefused(String words) {
        super(words);
    }
}
