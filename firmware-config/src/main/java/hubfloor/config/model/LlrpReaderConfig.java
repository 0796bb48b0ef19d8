package hubfloor.config.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One RFID reader that speaks LLRP over the network.
 *
 * @param name what staff and events call it, {@code [a-z0-9-]{1,32}}; no scanner has the same
 * @param tls empty = plain TCP, for a network of its own
 * @param antennas the reader's antenna numbers from 1; empty = all it has
 * @param powerDbm transmit power; empty = as the reader is set
 * @param session Gen2 session 0 to 3: 0 and 1 tell a tag again soon, 2 and 3 only after it has left for a while
 */
public record LlrpReaderConfig(
        String name,
        String host,
        int port,
        Optional<TlsConfig> tls,
        List<Integer> antennas,
        OptionalInt powerDbm,
        int session) {
    public LlrpReaderConfig {
        antennas = List.copyOf(antennas);
    }
}
