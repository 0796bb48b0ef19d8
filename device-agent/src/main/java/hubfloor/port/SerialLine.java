package hubfloor.port;

/**
 * An open serial port, read by one thread. A port that was pulled out is never readable again: open a new one by its
 * stable path.
 */
public interface SerialLine extends AutoCloseable {
    /**
     * Waits for bytes.
     *
     * @return how many came, at least 1; 0 when {@code timeoutMs} passed in silence; -1 when the port is gone
     */
    int read(byte[] into, int timeoutMs);

    /** @return false when the port is gone */
    boolean write(byte[] bytes);

    @Override
    void close();

    /** Opens ports by path. */
    interface Opener {
        /** @throws PortUnavailable when it is absent, busy or forbidden, in words that say what to do */
        SerialLine open(String path, int baud) throws PortUnavailable;
    }

    /** The port cannot be opened now. */
    final class PortUnavailable extends Exception {
        private static final long serialVersionUID = 1L;

        public PortUnavailable(String words) {
            super(words);
        }
    }
}
