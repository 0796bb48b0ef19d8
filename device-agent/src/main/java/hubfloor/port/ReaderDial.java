package hubfloor.port;

import hubfloor.port.SerialLine.PortUnavailable;

/** Opens a line to one reader that is reached over a network; the line behaves as a serial one does. Any thread. */
public interface ReaderDial {
    /** How long one dial may take at most, in milliseconds. */
    int DIAL_MS_MAX = 6_000;

    /**
     * Dials once.
     *
     * @throws PortUnavailable when nobody answers or the answer is not to be trusted, in words that say what to do
     */
    SerialLine dial() throws PortUnavailable;
}
