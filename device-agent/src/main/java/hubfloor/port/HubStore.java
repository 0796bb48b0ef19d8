package hubfloor.port;

import hubfloor.advice.Advice;
import hubfloor.advice.FeedBook.Mark;
import hubfloor.advice.FloorRelease;
import hubfloor.advice.LateParcel;
import hubfloor.advice.ParcelNews;
import hubfloor.advice.TimeLeft;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a hub told this device, kept through restarts: parcels for their time and up to a bound, how far each feed has
 * come, plans, and which commands were taken. Losing it loses no event: the feeds are asked again.
 *
 * <p>{@link #find} and {@link #late} may be called by any thread; everything else belongs to one.
 */
public interface HubStore extends AutoCloseable {
    /** Words of people on the floor that are kept; each for {@link #FLOOR_KEEP}. */
    int FLOOR_MAX = 10_000;

    /** After this a person's word on the floor is forgotten; it has ended long before. */
    Duration FLOOR_KEEP = Duration.ofDays(7);

    /** Plans kept, the newest. */
    int PLANS_MAX = 8;

    /** Commands remembered, the newest. */
    int COMMANDS_MAX = 10_000;

    /** Under 1 ms among two million, also while news is being written. */
    Optional<Advice> find(String subject) throws HubStoreFailed;

    /**
     * Takes a letter's parcels and its feed's mark in one step: after a crash both are there or neither is.
     *
     * @param wall when these words lose their worth is counted from here; EPOCH while the clock is not known
     * @return what is now known of each parcel of which something new was said, in order
     */
    Map<String, Advice> take(String feed, Mark mark, List<ParcelNews> parcels, Instant wall) throws HubStoreFailed;

    /**
     * Keeps what a person on the floor said of a parcel; durable on return. {@link #find} tells it from then on.
     *
     * @return false when {@value #FLOOR_MAX} are kept already
     */
    boolean keep(String subject, FloorRelease said) throws HubStoreFailed;

    /**
     * Whose clocks have reached a stage that was not told yet: marked as told, durable on return, and told again by
     * {@link #untold} until {@link #told}. Costs a look at an index while nothing is due.
     *
     * @param max parcels, those whose moment passed longest ago
     * @param from where the events will come: their epoch, and a number below all of theirs
     */
    List<ClockPassed> passed(Instant wall, int max, EventMark from) throws HubStoreFailed;

    /** What was marked as told and is not known to have been. */
    List<Untold> untold() throws HubStoreFailed;

    /** All that was marked has been told. */
    void told() throws HubStoreFailed;

    /**
     * Late parcels, the one with the least time left first, trusted merchants' first among equals. Any thread.
     *
     * @param soon also those whose clock is nearly used
     */
    List<LateParcel> late(Instant wall, int max, boolean soon) throws HubStoreFailed;

    /** How far each feed had come. */
    Map<String, Mark> marks() throws HubStoreFailed;

    /** Removes some of what has outlived its time; called now and then. */
    int sweep(Instant wall) throws HubStoreFailed;

    /** Parcels kept. */
    long parcels();

    /** Parcels not taken because there was no room. */
    long refused();

    /** Kept plans, oldest first. */
    List<KeptPlan> plans() throws HubStoreFailed;

    void keep(KeptPlan plan) throws HubStoreFailed;

    /** The plan of this version is in force from now on; of a version never kept, none is. */
    void inForce(String version) throws HubStoreFailed;

    /**
     * Remembers a command before it is acted on; durable on return.
     *
     * @return empty when it is new; else the answer it was given, which is empty when the device stopped before it knew
     */
    Optional<byte[]> begin(String id, Instant wall) throws HubStoreFailed;

    void answered(String id, byte[] answer) throws HubStoreFailed;

    @Override
    void close();

    /**
     * A plan as it came.
     *
     * @param sha256 of {@code text}, lower-case hex
     */
    @SuppressWarnings("ArrayRecordComponent") // a file's bytes, compared by their hash
    record KeptPlan(String sha256, String version, byte[] text, boolean inForce) {}

    /** A place among the device's events. */
    record EventMark(String epoch, long seq) {}

    /**
     * A clock has reached a stage.
     *
     * @param momentS when something became due for this parcel, in seconds since 1970
     */
    record ClockPassed(String subject, TimeLeft clock, boolean trusted, long momentS) {}

    /** The same after a stop. */
    record Untold(String subject, TimeLeft.Which which, String stage, EventMark from) {}

    /** The file could not be read or written, in words for a person. */
    final class HubStoreFailed extends Exception {
        private static final long serialVersionUID = 1L;

        public HubStoreFailed(String words, Throwable cause) {
            super(words, cause);
        }
    }
}
