package hubfloor.reader;

import hubfloor.reader.ReaderMessage.Fault;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything a driver for a framed protocol has to say; {@link FramedCodec} makes a {@link ReaderCodec} of it. No
 * method throws, whatever the bytes.
 */
public interface FrameProtocol extends FrameRule {
    /** Tells what a right frame from the reader means; a frame of the host's own is passed over. */
    void read(byte[] buffer, int from, int length, ReaderOutput out);

    /** See {@link ReaderCodec#opened}. */
    default void opened(ReaderOutput out) {}

    /** See {@link ReaderCodec#command}. */
    void command(ReaderCommand command, ReaderOutput out);

    /** See {@link ReaderCodec#pollEveryMs}. */
    default int pollEveryMs() {
        return 0;
    }

    /**
     * The fields of a right frame, of either direction, by name and in order: texts, whole and double numbers, flags,
     * lists and maps of these. For {@code hubfloor decode --frames}, never for control.
     */
    Map<String, Object> fields(byte[] buffer, int from, int length);

    /** What keeps these bytes from being exactly one frame; null when they are one. */
    default @Nullable Fault judge(byte[] bytes) {
        if (bytes.length == 0) {
            return Fault.LENGTH;
        }
        int length = measure(bytes, 0, bytes.length, true);
        if (length == NO_FRAME) {
            return Fault.FRAMING;
        }
        return length == bytes.length ? fault(bytes, 0, length) : Fault.LENGTH;
    }
}
