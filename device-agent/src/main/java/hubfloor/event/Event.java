package hubfloor.event;

/**
 * Something that happened on the floor, not yet stored. Its number is given by the store, in the transaction that
 * keeps it.
 *
 * @param type {@code scan.read.v1}, without the vendor prefix
 * @param subject {@code sscc/106141412345678908}; empty when the event is about the device
 * @param data one JSON object, compact, UTF-8; owned by the event, never changed afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // millions of these are written once and read once; identity is (epoch, seq)
public record Event(EventFamily family, EventClass eventClass, String type, String subject, Stamp stamp, byte[] data) {}
