package hubfloor.reader;

/** Where a driver puts what it found out. Called only inside the driver's own methods, on the caller's thread. */
@FunctionalInterface
public interface ReaderOutput {
    /** What the reader said, in order. */
    void message(ReaderMessage message);

    /** Bytes to write to the reader, in order: an acknowledgement, a poll, a start. The array is the driver's again later. */
    default void send(byte[] bytes) {}

    /**
     * A whole frame that passed its checks, before its messages: for a person who watches the line. The buffer is the
     * driver's again when this returns.
     */
    default void frame(byte[] buffer, int from, int length) {}
}
