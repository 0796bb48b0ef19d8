package hubfloor.port;

import java.util.List;

/**
 * The events of containers, or of a wall's slots, that are still of use, kept beside the event store, which forgets what
 * central has. It holds nothing of its own: it is a copy, and says up to which of the store's numbers. One thread at a time.
 */
public interface ContainerLog extends AutoCloseable {
    /** Oldest first. */
    List<Entry> entries() throws ContainerLogFailed;

    /** Up to which event it is complete; number 0 of no epoch for a new log. */
    Mark mark() throws ContainerLogFailed;

    /**
     * Keeps one more, on disk on return.
     *
     * @param forget the container of which all before is of no use any more; empty for none
     */
    void keep(String epoch, Entry entry, String forget) throws ContainerLogFailed;

    @Override
    void close();

    /** @param data the event's own, one JSON object */
    @SuppressWarnings("ArrayRecordComponent") // written once and read once
    record Entry(long seq, String container, String type, byte[] data) {}

    /** The store's epoch and the number of its last event that is here. */
    record Mark(String epoch, long seq) {}

    /** The file could not be read or written, in words for a person. */
    final class ContainerLogFailed extends Exception {
        private static final long serialVersionUID = 1L;

        public ContainerLogFailed(String words, Throwable cause) {
            super(words, cause);
        }
    }
}
