package hubfloor.agent;

import hubfloor.reader.ReaderMessage;

/**
 * Who wants what readers see: a station's scan flow, or a line that joins reads to parcels. Called by the readers'
 * threads, several at a time.
 */
public interface ReadingTaker {
    /**
     * Takes a reading (codes, a tag, a badge, a weight, a size) as soon as its last byte has come; to wait makes the
     * serial line wait.
     */
    void read(String reader, ReaderMessage reading) throws InterruptedException;

    /** Whether that reader should read now; one that should not is stopped, or no longer asked. */
    default boolean wanted(String reader) {
        return true;
    }

    /** How often to look at {@link #wanted}, in milliseconds; {@link Integer#MAX_VALUE} = it reads always. */
    default int lookEveryMs(String reader) {
        return Integer.MAX_VALUE;
    }

    /** Milliseconds until {@link #tick} has something to do; {@link Integer#MAX_VALUE} when nothing waits. */
    default int dueInMs() {
        return Integer.MAX_VALUE;
    }

    /** Does what is due. Every reader's thread calls it, so that none of them needs a clock of its own. */
    default void tick() throws InterruptedException {}
}
