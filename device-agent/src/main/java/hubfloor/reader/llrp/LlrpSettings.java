package hubfloor.reader.llrp;

import java.util.List;
import java.util.OptionalInt;

/**
 * How one reader is to read.
 *
 * @param antennas the reader's antenna numbers, from 1; empty for all of them
 * @param powerCentiDbm transmit power in 0.01 dBm; the reader's nearest step below is taken; empty leaves the reader's own
 * @param session Gen2 session, 0 to 3: how long a tag keeps still after it was read
 */
public record LlrpSettings(List<Integer> antennas, OptionalInt powerCentiDbm, int session) {
    public LlrpSettings {
        antennas = List.copyOf(antennas);
    }
}
