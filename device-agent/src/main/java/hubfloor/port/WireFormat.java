package hubfloor.port;

import hubfloor.advice.NewsLetter;
import hubfloor.event.DeviceState;
import hubfloor.event.EventSource;
import hubfloor.event.Receipt;
import hubfloor.event.ReceivedEvent;
import hubfloor.event.ReplayRequest;
import hubfloor.event.StoredEvent;
import java.util.Map;

/**
 * How messages look on the wire. Writing never fails; reading is strict and bounded, because everything read comes
 * from outside. Callable from any thread, except for what {@link #envelopes} returns.
 */
public interface WireFormat {
    /** For one source, and for one thread. */
    EnvelopeWriter envelopes(EventSource source);

    ReceivedEvent readEvent(byte[] payload) throws Malformed;

    /** An event's data as maps, lists, texts, numbers and flags. */
    Map<String, Object> readData(ReceivedEvent event) throws Malformed;

    byte[] state(DeviceState state);

    DeviceState readState(byte[] payload) throws Malformed;

    byte[] receipt(Receipt receipt);

    Receipt readReceipt(byte[] payload) throws Malformed;

    byte[] replayRequest(ReplayRequest request);

    ReplayRequest readReplayRequest(byte[] payload) throws Malformed;

    byte[] news(NewsLetter letter);

    /** Entries that break a rule are left out and counted. */
    NewsLetter readNews(byte[] payload) throws Malformed;

    /** What a device says will never come, by number or by count; {@link Gone#NOTHING} for any other event. */
    Gone gone(byte[] event) throws Malformed;

    /** One flat object of strings, whole numbers, booleans and lists of strings, in the map's order. */
    byte[] flat(Map<String, ?> members);

    /** The same read back, numbers as Long; members of other kinds are left out. */
    Map<String, Object> readFlat(byte[] payload) throws Malformed;

    /**
     * Events that will never come.
     *
     * @param from first number whose retention ended, 0 when none did; {@code through} the last
     * @param shed events that were not admitted for want of room, and so never had a number
     */
    record Gone(long from, long through, long shed) {
        public static final Gone NOTHING = new Gone(0, 0, 0);
    }

    /** Writes events of one source. */
    interface EnvelopeWriter {
        /** Always the same bytes for the same event. */
        byte[] write(StoredEvent event);
    }

    /** What arrived is not what the contract says. The words name the rule broken, never the content. */
    final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        public Malformed(String words) {
            super(words, null, false, false);
        }
    }
}
