package hubfloor.reader.driver;

/** A reader's driver cannot be made; the message tells what to change in the device file. */
public final class DriverRefused extends Exception {
    private static final long serialVersionUID = 1L;

    public DriverRefused(String words) {
        super(words);
    }
}
