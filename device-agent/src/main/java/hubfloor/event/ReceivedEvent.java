package hubfloor.event;

/**
 * An event as it arrived at a consumer, read strictly.
 *
 * @param type with the vendor prefix, {@code org.hubfloor.scan.read.v1}
 * @param raw the whole envelope as received; two of the same source and number must be byte for byte equal
 */
@SuppressWarnings("ArrayRecordComponent") // kept and compared as bytes, on purpose, by the ledger
public record ReceivedEvent(EventSource source, long seq, String type, String subject, byte[] raw) {
    /** Before the type of every event of this program's. */
    public static final String VENDOR = "org.hubfloor.";

    /** @param ours a type without the prefix, {@code scan.read.v1} */
    public boolean is(String ours) {
        return type.length() == VENDOR.length() + ours.length() && type.startsWith(VENDOR) && type.endsWith(ours);
    }
}
