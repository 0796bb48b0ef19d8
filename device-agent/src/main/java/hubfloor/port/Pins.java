package hubfloor.port;

import hubfloor.config.model.InputPin;
import hubfloor.config.model.OutputPin;
import hubfloor.config.model.PinRef;

/**
 * The pins of one GPIO chip. All are asked for first; then {@link #start}. A chip that goes away (an expander is
 * unplugged) and comes back is taken up again by itself, its outputs at their safe levels.
 *
 * <p>Listeners are called by one thread, never two at a time, per pin in order, and must not wait.
 */
public interface Pins extends AutoCloseable {
    /** What one input tells; times are monotonic nanoseconds. {@code active} has active-low undone. */
    interface Listener {
        /** The level as it stands: at the start, when asked, after lost edges, and when the chip has come back. */
        void level(long atNanos, boolean active);

        /**
         * The level changed.
         *
         * @param atNanos when, as the kernel stamped it, less the debounce time that the kernel waited
         * @param sequence counts this pin's edges from 1, without a gap unless {@link #lost} told of one
         */
        void edge(long atNanos, int sequence, boolean active);

        /** So many edges before this instant never reached us. */
        void lost(long atNanos, int edges);

        /** The chip is gone: nothing is known of this pin until {@link #level} tells again. */
        void gone(long atNanos);
    }

    /** Hears, on the thread of the listeners, that the chip went away or came back, in words for a person. */
    interface ChipWatch {
        void chip(boolean there, String words);
    }

    /**
     * An input with both edges.
     *
     * @param name what people call it; also what this pin's holder is shown as to other programs
     * @param debounceMicros the level must rest so long to count; 0 = every edge
     */
    void input(String name, InputPin pin, int debounceMicros, Listener listener) throws PinRefused;

    /** An input whose rising edges are counted. */
    PulseCounter counter(String name, PinRef pin) throws PinRefused;

    /** An output, from the first instant on at its safe level. {@code set} takes the pin's level, not its meaning. */
    DigitalOutput output(String name, OutputPin pin) throws PinRefused;

    /** Begins to tell, every level first. */
    void start(ChipWatch watch);

    /** Tells every level once more, soon, on the listeners' thread. */
    void tellLevels();

    /** Outputs to their safe levels, all pins given back; nothing is told any more. */
    @Override
    void close();
}
