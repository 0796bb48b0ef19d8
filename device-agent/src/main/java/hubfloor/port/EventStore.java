package hubfloor.port;

import hubfloor.event.Event;
import hubfloor.event.StoredEvent;
import java.util.List;

/**
 * Keeps events through power cuts until central has confirmed them. Numbers are gapless within an epoch, and an epoch
 * is never used by two stores.
 *
 * <p>{@code append} may be called by any thread; {@code read}, {@code handed}, {@code receipted} and {@code park} by
 * the link thread only.
 */
public interface EventStore extends AutoCloseable {
    /** The store's random name, made with it; 16 lower-case hex digits. */
    String epoch();

    /**
     * Queues one event for the next group commit. Blocks while {@value #QUEUE_MAX} events wait. The outcome is told
     * exactly once, on the store's writer thread, after the commit has returned; the receiver must only enqueue.
     */
    void append(Event event, Outcome outcome) throws InterruptedException;

    /** At most {@code max} events with a number of at least {@code from}, in order. Empty at the end. */
    List<StoredEvent> read(long from, int max);

    Progress progress();

    /** The broker has acknowledged everything up to here, except what is parked. Kept with the next commit. */
    void handed(long through);

    /**
     * A consumer has stored everything up to here.
     *
     * @return false when the consumer claims numbers this store never gave out: the store is older than central knows
     */
    boolean receipted(String consumer, long through);

    /** The broker refused this event for good; it stays stored, is counted, and others go on. */
    void park(long seq, int reasonCode);

    /** Parked numbers, lowest first, at most {@code max}. */
    List<Long> parked(int max);

    /** Tells the listener of every commit, on the writer thread; the listener must only enqueue. */
    void onCommit(CommitListener listener);

    /** Stops taking events, commits what is queued, and closes. */
    @Override
    void close();

    int QUEUE_MAX = 8192;

    /** Events of one commit, in order. */
    interface CommitListener {
        void committed(List<StoredEvent> batch);
    }

    /** What became of one appended event. */
    interface Outcome {
        /** Committed and flushed: it survives a power cut from here on. */
        void stored(StoredEvent event);

        /** Not stored; nothing of it will ever be sent. */
        void refused(Refusal why);
    }

    /** Why an event was not stored. */
    enum Refusal {
        /** The disk or the store's share of it is full; tried again with the next event. */
        FULL,
        /** Room is short, and this class of event is shed; a gap event will carry the count. */
        SHED,
        /** The disk failed. Nothing is accepted any more; the process must end and the store be checked. */
        FAILED,
        /** The store is being closed. */
        CLOSED
    }

    /**
     * How far events have come. All counts are of the current epoch.
     *
     * @param stored highest number committed, 0 when none
     * @param handed everything up to here was acknowledged by the broker or is parked
     * @param receipted everything up to here was receipted by every consumer named in the config; 0 when none is named
     * @param parked how many events the broker refused
     */
    record Progress(long stored, long handed, long receipted, long parked) {}
}
