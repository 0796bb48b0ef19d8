package hubfloor.reader;

import hubfloor.reader.ReaderMessage.Fault;
import org.jspecify.annotations.Nullable;

/** How one protocol's frames are told apart: by length and checksum, never by an end byte alone. Stateless or nearly so. */
public interface FrameRule {
    /** {@link #measure}: more bytes are needed before the length is known or reached. */
    int NEED_MORE = 0;

    /** {@link #measure}: no frame begins at this byte, or it cannot become one any more. */
    int NO_FRAME = -1;

    /**
     * How long is the frame that begins at {@code from}?
     *
     * @param held bytes that are there, at least 1
     * @param quiet nothing more is coming: a frame that could go on but is whole already counts as whole
     * @return bytes of the whole frame, at most {@code held} and at most {@link #lengthMax}; or {@link #NEED_MORE}, or
     *     {@link #NO_FRAME}
     */
    int measure(byte[] buffer, int from, int held, boolean quiet);

    /** What is wrong with a frame of this length; null when it is whole and right. */
    @Nullable
    Fault fault(byte[] buffer, int from, int length);

    /** Bytes of the longest frame; a bound, not a guess. */
    int lengthMax();
}
