package hubfloor.reader.llrp;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a READER_EVENT_NOTIFICATION tells (LLRP 1.1, 15.2.2), as far as the floor cares.
 *
 * @param utcMicros the reader's clock
 * @param connectionAttempt 0 success, 1 and 2 another client has the reader, 3 and 4 refused
 * @param connectionClose the reader is about to hang up
 * @param gpiPort and {@code gpiState}: an input of the reader changed, perhaps a photo-eye wired to it
 * @param antenna and {@code antennaState}: 0 disconnected, 1 connected
 * @param exception the reader's words for a trouble of its own; empty when it told none
 */
public record LlrpEvent(
        OptionalLong utcMicros,
        OptionalInt connectionAttempt,
        boolean connectionClose,
        OptionalInt gpiPort,
        OptionalInt gpiState,
        OptionalInt antenna,
        OptionalInt antennaState,
        String exception) {}
