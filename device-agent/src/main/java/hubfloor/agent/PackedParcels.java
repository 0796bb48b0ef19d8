package hubfloor.agent;

import hubfloor.agent.ContainerDesk.Settled;
import hubfloor.hub.Packed;
import hubfloor.port.Clock;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Customs and the containers of one device: what it no longer lets go is written to its container's story, and shown,
 * until it is out or released again. What lies at a place that nothing leaves the hub from is left alone: it may be there
 * because customs wants it.
 */
public final class PackedParcels implements Packed {
    private static final Logger LOG = LoggerFactory.getLogger(PackedParcels.class);

    private final ContainerDesk desk;
    private final Set<String> staying;
    private final Clock clock;

    /** @param staying names of the chutes or slots whose parcels do not leave the hub: bonded, inspection, exception */
    public PackedParcels(ContainerDesk desk, Set<String> staying, Clock clock) {
        this.desk = desk;
        this.staying = Set.copyOf(staying);
        this.clock = clock;
    }

    @Override
    public boolean holds(String subject) {
        String place = desk.placeOf(subject);
        return !place.isEmpty() && !staying.contains(place);
    }

    @Override
    public void customs(String subject, String word) throws InterruptedException {
        Settled settled = desk.settle(clock.stamp(), containers -> containers.customs(subject, word));
        if (settled.refused() != null) {
            LOG.error(
                    "customs says {} of {}, which lies in a container; not stored: {}",
                    word,
                    subject,
                    settled.refused());
        }
    }
}
