package hubfloor.port;

/**
 * How a loop says that it goes round: given once in every turn, also in an idle one, at least once a second. Who reads
 * the signs may then say which loop stands still. Given by the loop's own thread only; costs one write to memory.
 */
@FunctionalInterface
public interface LifeSign {
    /** Longest a loop may wait for something to do before it gives its sign again. */
    long WAIT_MAX_NANOS = 1_000_000_000L;

    /** For a loop nobody watches. */
    LifeSign UNWATCHED = () -> {};

    void give();
}
