package hubfloor.event;

import java.time.Instant;
import java.util.Optional;

/**
 * A consumer asks for stored events to be sent again.
 *
 * @param id names the request; the same id is answered as before and acted on once
 * @param from first number wanted, at least 1
 * @param to last number wanted, not below {@code from}
 * @param notAfter past this wall time it is to be left alone
 */
public record ReplayRequest(String id, String epoch, long from, long to, Optional<Instant> notAfter) {}
