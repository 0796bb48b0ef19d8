package hubfloor.link;

import hubfloor.delivery.Delivery.Standing;
import java.util.Map;
import java.util.Set;

/**
 * The link as the page shows it; a snapshot, readable from any thread.
 *
 * @param sinceNanos monotonic time of the last change between connected and not
 * @param dials attempts started since the process began
 * @param lostWords why the last connection ended, for a person; empty before the first end
 * @param faults what is wrong with delivery, in the words of the state message
 * @param messagesDropped messages that came in faster than they could be handled
 * @param oddities things that should not happen, by kind
 */
public record LinkStatus(
        boolean connected,
        long sinceNanos,
        long dials,
        String lostWords,
        Standing delivery,
        Set<String> faults,
        long messagesDropped,
        Map<String, Long> oddities) {}
