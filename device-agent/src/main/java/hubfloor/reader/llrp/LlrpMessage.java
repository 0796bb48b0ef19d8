package hubfloor.reader.llrp;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One message, as far as this device looks into it. Immutable.
 *
 * @param version 1 for LLRP 1.0.1, 2 for LLRP 1.1
 * @param id chosen by whoever asked; an answer repeats it; 32 bits unsigned
 * @param length of the whole message in bytes
 * @param status of an answer: 0 is success (LLRP 1.1, 14.2.2)
 * @param words the reader's own words to the status
 * @param roSpec the ROSpec that a request is about
 * @param antennas of an ADD_ROSPEC; 0 stands for all
 */
public record LlrpMessage(
        int version,
        LlrpType type,
        long id,
        int length,
        OptionalInt status,
        String words,
        OptionalLong roSpec,
        List<Integer> antennas,
        Optional<LlrpEvent> event,
        List<LlrpTag> tags) {
    public LlrpMessage {
        antennas = List.copyOf(antennas);
        tags = List.copyOf(tags);
    }

    /** Whether this answers well; readers may leave the status of a CLOSE_CONNECTION out. */
    public boolean succeeded() {
        return status.isEmpty() || status.getAsInt() == 0;
    }
}
