package hubfloor.sorter.line;

import hubfloor.sorter.core.Input;
import java.util.function.Consumer;

/**
 * The inputs and outputs of one line, as a GPIO chip or a simulator has them. It knows pins, polarity and debouncing;
 * everybody else knows the index of an eye, a gate or a chute in the line's config.
 *
 * <p>What it tells carries the instant and the encoder's count at which it happened, however late it is told; per eye in
 * order. It may tell from any thread of its own and must never wait for the receiver, which only enqueues.
 */
public interface LineBoard extends AutoCloseable {
    /** How long outputs keep their level without {@link #renew}; then they go safe. */
    long LEASE_NANOS = 250_000_000L;

    /** Begins to tell, every level as it stands first. */
    void start(Consumer<Input> inputs);

    /** Tells every level once more: something was lost on the way. */
    void tellLevels();

    /** The encoder's count at an instant, now or some milliseconds ago; 0 for ever without an encoder. Any thread. */
    long countAt(long nanos);

    /**
     * Puts a gate to work, or keeps it there. At {@code untilNanos} the board puts it to rest by itself, whatever became
     * of the program: a pusher that is out when the process freezes must be back before the next parcel comes. An
     * instant already past moves nothing. A further call moves that instant, earlier or later.
     */
    void activate(int gate, long untilNanos);

    /** Puts a gate to rest, its pin at the level that the config calls safe; where it is until first activated. */
    void rest(int gate);

    /** The belt may run, or must stop: a request to the conveyor's own control. */
    void permitBelt(boolean granted);

    /**
     * The program is alive at this instant. A board that can, drops its outputs to safe by itself when this is not
     * called for {@link #LEASE_NANOS}: nothing inside a frozen process can.
     */
    void renew(long nowNanos);

    /** Outputs to safe, and nothing is told any more. */
    @Override
    void close();
}
