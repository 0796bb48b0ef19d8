package hubfloor.adapter.gpio;

import hubfloor.port.PinRefused;

/** A chip or a line cannot be had; the message says which, who holds it where somebody does, and what to do. */
public final class GpioRefused extends PinRefused {
    private static final long serialVersionUID = 1L;

    private final int errno;

    GpioRefused(String words, int errno) {
        super(words);
        this.errno = errno;
    }

    /** The chip was not found or went away: it may come back. */
    boolean chipAbsent() {
        return errno == Kernel.ENODEV || errno == Kernel.ENOENT;
    }
}
